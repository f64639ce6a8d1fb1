/**
 * A bots process for tests: the real store, dispatch, courier and Telegram against the scripted server of the parent.
 * It kills itself, as a power cut would, at the step that the parent arms; the points lie around ports, in this file.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { instant, type Clock, type Instant } from "../../api/kernel.ts";
import { createGazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import { openKeyFiles } from "../../api/keyfiles.ts";
import { openStore } from "../../api/store/index.ts";
import type { Channel, Inbox } from "../../bots/channel.ts";
import { createTelegram } from "../../bots/telegram/index.ts";
import { openRoad } from "../servers/road.ts";

export type ChildSettings = {
  dataDir?: string;
  databaseUrl?: string;
  keysDir: string;
  apiRoot: string;
  token: string;
  /** The process believes that it is so much later, so that leases of the one before it have run out. */
  aheadMs: number;
  /** Polls Telegram; otherwise somebody else fills the inbox. */
  hears: boolean;
};

/** `nth` time from arming on that `port.act` is about to run ("before") or has just run ("after"). */
export type KillPoint = { port: string; act: string; when: "before" | "after"; nth: number };
export type ToChild = { arm: KillPoint } | { clocks: Instant } | "tell_when_idle" | "stop";
export type FromChild = "ready" | "armed" | { turns: number } | { escalated: number; failures: number };

const settings = JSON.parse(process.argv[2] ?? "") as ChildSettings;
const tell = (message: FromChild) => void process.send?.(message);

let armed: KillPoint | undefined;
let turns = 0;
/** Acts that have begun and not come back yet: what they have written is in the database before we know of it. */
let inHand = 0;
function mayDie(port: string, act: string, when: KillPoint["when"]): void {
  if (armed === undefined || armed.port !== port || armed.act !== act || armed.when !== when) return;
  armed = { ...armed, nth: armed.nth - 1 };
  if (armed.nth === 0) process.kill(process.pid, "SIGKILL");
}

/** The same port, with a place to die before and after each act. An empty lease is no step. */
function mortal<P extends object>(port: string, acts: P): P {
  const wrapped = Object.entries(acts).map(([act, run]) => {
    if (typeof run !== "function") return [act, run];
    const around = async (...args: unknown[]) => {
      mayDie(port, act, "before");
      inHand += 1;
      try {
        const result: unknown = await run(...args);
        if (act === "commit" && result === "done") turns += 1;
        if (result !== undefined || act !== "lease") mayDie(port, act, "after");
        return result;
      } finally {
        inHand -= 1;
      }
    };
    return [act, around];
  });
  return Object.fromEntries(wrapped) as P;
}

const clock: Clock = () => instant(Date.now() + settings.aheadMs);
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const { server, pepper, periods } = await openKeyFiles({
  serverKeyFile: join(settings.keysDir, "server.key"),
  pepperFile: join(settings.keysDir, "pepper"),
  periodFolder: join(settings.keysDir, "periods"),
  sketchFolder: join(settings.keysDir, "sketches"),
  create: true,
  now: clock(),
});
const opened = await openStore({ dataDir: settings.dataDir, databaseUrl: settings.databaseUrl, random });
const store = {
  ...opened,
  inbox: mortal("inbox", opened.inbox),
  conversations: mortal("conversations", opened.conversations),
  outbox: mortal("outbox", opened.outbox),
};

function openTelegram(inbox: Inbox, log: Parameters<typeof createTelegram>[0]["log"]): Channel {
  const { apiRoot, token } = settings;
  const telegram = createTelegram({ token, apiRoot, mode: "polling", inbox, clock, log });
  const say = async (...words: Parameters<Channel["say"]>) => {
    const delivery = await telegram.say(...words);
    mayDie("channel", "say", "after");
    return delivery;
  };
  // Nobody reads along here who would need a pause between two messages.
  return { ...telegram, say, abilities: { ...telegram.abilities, pauseMs: 0 } };
}

/** One province: the whole list would take half of the time that this process lives. */
async function centralJava() {
  const { provinces, regencies, districts, villages } = await loadGazetteerRows();
  const inIt = ({ code }: { code: string }) => code.startsWith("33");
  return createGazetteer({
    provinces: provinces.filter(inIt),
    regencies: regencies.filter(inIt),
    districts: districts.filter(inIt),
    villages: villages.filter(inIt),
  });
}

const { channels, dispatch, courier, clockwork } = await openRoad({
  store,
  keys: { server, pepper, periods: () => periods.now() },
  clock,
  random,
  places: await centralJava(),
  channels: (inbox, log) => [openTelegram(inbox, log)],
  onLine: (line) => void process.stderr.write(line),
});

/** In this order: a turn takes from the inbox and gives to the outbox in one write, and would be missed in between. */
async function isIdle(): Promise<boolean> {
  const { unheard } = await opened.health();
  const backlog = await opened.outbox.backlog();
  return unheard === 0 && backlog.every(({ waiting }) => waiting === 0) && inHand === 0;
}

async function stop(): Promise<void> {
  if (settings.hears) await Promise.all(channels.map((channel) => channel.stop()));
  await dispatch.stop();
  await courier.stop();
  await store.close();
  process.disconnect();
}

async function obey(message: ToChild): Promise<void> {
  if (message === "stop") return stop();
  if (message === "tell_when_idle") {
    while (!(await isIdle())) await new Promise((resume) => setTimeout(resume, 20));
    return tell({ turns });
  }
  if ("arm" in message) {
    armed = message.arm;
    return tell("armed");
  }
  const { escalated, failures } = await clockwork.run(message.clocks);
  return tell({ escalated, failures: failures.length });
}

process.on("message", (message: ToChild) => void obey(message));

if (settings.hears) await Promise.all(channels.map((channel) => channel.start()));
dispatch.start();
courier.start();
tell("ready");
