/** The power goes at every step between a citizen's message and our answer; then it comes back. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant, MINUTE, type CaseId } from "../../api/kernel.ts";
import { openKeyFiles } from "../../api/keyfiles.ts";
import { openStore } from "../../api/store/index.ts";
import { random } from "../servers/database.ts";
import { enrolStaff, openRoad, right, type Staff } from "../servers/road.ts";
import { DANGER, wordsIn } from "../servers/street.ts";
import { createTelegramServer, type Person, type TelegramServer } from "../servers/telegram/index.ts";
import type { ChildSettings, KillPoint } from "./child.ts";
import { startBots, type BotsProcess } from "./process.ts";

const POINTS: KillPoint[] = [
  { port: "inbox", act: "insert", when: "before", nth: 1 },
  { port: "inbox", act: "insert", when: "after", nth: 1 },
  { port: "inbox", act: "insert", when: "before", nth: 2 },
  { port: "conversations", act: "lease", when: "after", nth: 1 },
  { port: "conversations", act: "commit", when: "before", nth: 1 },
  { port: "conversations", act: "commit", when: "after", nth: 1 },
  { port: "conversations", act: "commit", when: "before", nth: 2 },
  { port: "conversations", act: "commit", when: "after", nth: 2 },
  { port: "conversations", act: "release", when: "before", nth: 1 },
  { port: "outbox", act: "lease", when: "after", nth: 1 },
  { port: "channel", act: "say", when: "after", nth: 1 },
  { port: "channel", act: "say", when: "after", nth: 3 },
  { port: "outbox", act: "delivered", when: "after", nth: 2 },
];
const CODE = /^(\d{4} ){4}\d{4}$/;
/** Longer than a lease, so that the next process may take over at once. */
const BETWEEN_LIVES = 3 * MINUTE;

const folder = mkdtempSync(join(tmpdir(), "lapor-chaos-"));
const settings: Omit<ChildSettings, "apiRoot" | "token" | "aheadMs"> = {
  dataDir: join(folder, "data"),
  keysDir: join(folder, "keys"),
  hears: true,
};
type Story = { citizen: Person; words: string[]; point: string };
const told: Story[] = [];
let telegram: TelegramServer;
let staff: Staff;
let output = "";
let living: BotsProcess | undefined;

async function openHere() {
  const now = instant(Date.now());
  const { keysDir, dataDir } = settings;
  const { server, pepper, periods } = await openKeyFiles({
    serverKeyFile: join(keysDir, "server.key"),
    pepperFile: join(keysDir, "pepper"),
    periodFolder: join(keysDir, "periods"),
    sketchFolder: join(keysDir, "sketches"),
    create: true,
    now,
  });
  const store = await openStore({ dataDir, random });
  const keys = { server, pepper, periods: () => periods.now() };
  return openRoad({ store, keys, clock: () => now, random, channels: () => [] });
}

async function start(life: number): Promise<BotsProcess> {
  const { apiRoot, token } = telegram;
  living = await startBots({ ...settings, apiRoot, token, aheadMs: life * BETWEEN_LIVES });
  return living;
}

beforeAll(async () => {
  telegram = await createTelegramServer();
  const road = await openHere();
  staff = await enrolStaff(road);
  await road.store.close();
});
afterAll(async () => {
  living?.end();
  await living?.died;
  await telegram.close();
  rmSync(folder, { recursive: true, force: true });
});

test("killed at every step, the bots lose no word, file one report each, and repeat a message once at most", async () => {
  let bots = await start(0);
  const { citizen: undisturbed } = await tell("nothing");
  await answered(undisturbed, bots);
  const expected = readWithoutCodes(undisturbed);
  for (const [life, point] of POINTS.entries()) {
    await bots.arm(point);
    const { citizen, point: name } = await tell(`${point.port}.${point.act} ${point.when} ${point.nth}`);
    expect(await bots.died, name).toBe("SIGKILL");
    output += bots.output();
    bots = await start(life + 1);
    await answered(citizen, bots);
  }
  await bots.stop();
  output += bots.output();

  const road = await openHere();
  const cases = await Promise.all(told.map(({ citizen }) => casesOf(road, citizen)));
  const heard = await Promise.all(cases.map(async ([id]) => (id === undefined ? "" : wordsOf(road, id))));
  const filed = await road.desk.cards({ kind: "system", task: "test" }, { limit: 100 });
  await road.store.close();

  for (const [index, { citizen, words, point }] of told.entries()) {
    expect(cases[index], point).toHaveLength(1);
    for (const text of words) expect(timesIn(heard[index] ?? "", text), `${point}: ${text}`).toBe(1);
    expect(withoutOneRepetition(readWithoutCodes(citizen), expected), point).toEqual(expected);
  }
  expect(filed).toHaveLength(told.length);
});

test("no process has logged a word, a name, an id or the token", () => {
  const secrets = told.flatMap(({ citizen: { id, identity }, words }) => [
    ...words,
    `${id}`,
    identity.first_name,
    identity.username,
    identity.phone,
  ]);

  expect(output).toContain("telegram_started");
  expect([...secrets, "dipukuli", telegram.token].filter((secret) => output.includes(secret))).toEqual([]);
});

/** A citizen who tells what files early, and a little more before any answer can have come. */
async function tell(point: string): Promise<Story> {
  const story = {
    citizen: telegram.person(),
    // An age, so that no story is asked for one and all read the same.
    words: [`${DANGER}, umurnya 9 tahun, tanda ${told.length}`, `ada lagi yang ikut, tanda ${told.length}`],
    point,
  };
  told.push(story);
  for (const text of story.words) await story.citizen.types(text);
  return story;
}

/** The code may come before the second message was heard: what is left of a story must not meet the next kill. */
async function answered(citizen: Person, bots: BotsProcess): Promise<void> {
  await citizen.waitsFor(CODE);
  await telegram.confirmed();
  await bots.idle();
}

const readWithoutCodes = (citizen: Person): string[] =>
  citizen.reads().map((text) => (CODE.test(text) ? "code" : text));

/** The messages as read, less one that directly repeats the one before it where that was not expected. */
function withoutOneRepetition(read: string[], expected: string[]): string[] {
  const at = read.findIndex(
    (text, index) => index > 0 && text === read[index - 1] && text !== expected[index],
  );
  return at === -1 ? read : read.toSpliced(at, 1);
}

type OpenRoad = Awaited<ReturnType<typeof openHere>>;

/** The reports that the codes in a chat open. */
async function casesOf(road: OpenRoad, citizen: Person): Promise<CaseId[]> {
  const codes = [...new Set(citizen.reads().filter((text) => CODE.test(text)))];
  return Promise.all(codes.map(async (code) => right(await road.reporterDesk.openByCode(code)).case));
}

/** Everything the office can read in a case. */
/** What the reporter said, message by message; a fuller telling that was sealed anew for other readers repeats it. */
async function wordsOf(road: OpenRoad, id: CaseId): Promise<string> {
  return wordsIn(right(await road.desk.open(staff.ppa, id)).events).join("\n");
}

const timesIn = (text: string, words: string): number => text.split(words).length - 1;
