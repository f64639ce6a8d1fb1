/**
 * The whole hotline on a data folder: Telegram against a scripted server, web chat, terminal, officers' pages,
 * timetable. Everything that a person types, is called or is given is collected as a secret to search for.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Secret, TOTP } from "otpauth";
import { createAliasBook, createDistrictMap, createGazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import type { Foundation } from "../../api/compose/index.ts";
import { openTimetable } from "../../api/compose/timetable.ts";
import { openKeyFiles } from "../../api/keyfiles.ts";
import { SECOND, type Clock } from "../../api/kernel.ts";
import { createLogger, logTo } from "../../api/log.ts";
import {
  createComparisonDesk,
  createProvinceDesk,
  createSiteRegister,
  createWatchDesk,
} from "../../api/sites/index.ts";
import { openStore } from "../../api/store/index.ts";
import { createWeb } from "../../api/web/index.ts";
import type { Inbox } from "../../bots/channel.ts";
import { createConsole } from "../../bots/console/index.ts";
import { createTelegram } from "../../bots/telegram/index.ts";
import { createWebchat } from "../../bots/webchat/index.ts";
import { random } from "../servers/database.ts";
import { enrolStaff, openRoad, settle, standingClock, texts } from "../servers/road.ts";
import { NOON } from "../servers/street.ts";
import { createTelegramServer, type Person } from "../servers/telegram/index.ts";
import { openBrowser } from "../web/browser.ts";
import { createBrowser } from "../webchat/browser.ts";

export type Hotline = Awaited<ReturnType<typeof openHotline>>;

export async function openHotline() {
  const folder = mkdtempSync(join(tmpdir(), "lapor-seeded-"));
  const dataDir = join(folder, "data");
  const time = standingClock(NOON);
  const { clock } = time;
  const keyFiles = {
    serverKeyFile: join(folder, "keys", "server.key"),
    pepperFile: join(folder, "keys", "pepper.key"),
    periodFolder: join(folder, "keys", "periods"),
    sketchFolder: join(folder, "keys", "sketches"),
  };
  const opened = await openKeyFiles({ ...keyFiles, create: true, now: clock() });
  const periods = () => opened.periods.now();
  const store = await openStore({ dataDir, random });
  const server = await createTelegramServer();
  const lines: string[] = [];
  const logger = createLogger("debug", { write: (line) => void lines.push(line) });
  const socketPath = join(folder, "c.sock");

  let webchat: ReturnType<typeof createWebchat> | undefined;
  const channels = (inbox: Inbox, log: ReturnType<typeof logTo>) => {
    webchat = createWebchat({
      inbox,
      visits: store.visits,
      periods,
      random,
      clock,
      texts,
      numbers: async () => [{ name: "SAPA", number: "129", remark: "" }],
      findPlaces: () => [],
      published: async () => [],
      provinceName: (code) => code,
      banner: async () => undefined,
      answerWithinMs: 0,
    });
    const { token, apiRoot } = server;
    const telegram = createTelegram({ token, apiRoot, mode: "polling", inbox, clock, log });
    return [telegram, webchat, createConsole({ socketPath, inbox, clock })];
  };
  const road = await openRoad({
    store,
    keys: { ...opened, periods, throttle: () => opened.throttle.now() },
    clock,
    random,
    channels,
  });
  const secrets = new Set<string>([server.token, server.token.split(":")[1] ?? "", opened.server.privateKey]);
  const passphrases = new Map<string, string>();
  const staff = await enrolStaff({ ...road, directory: overheard(road.directory, secrets, passphrases) });
  for (const { officer, privateKey } of [staff.ppa, staff.coordinator]) {
    secrets.add(privateKey);
    secrets.add((await road.directory.unlockAgencyKey(officer, privateKey)) ?? "");
  }
  if (webchat === undefined) throw new Error("the road opened no channels");

  const gazetteer = createGazetteer(await loadGazetteerRows());
  const watch = createWatchDesk({
    rows: store.watch,
    sites: store.sites,
    districts: [],
    map: createDistrictMap({ centroids: [], borders: [] }),
    server: opened.server,
    clock,
  });
  const sites = createSiteRegister({
    rows: store.sites,
    bodies: store.bodies,
    server: opened.server,
    random,
    clock,
  });
  const web = await createWeb({
    desk: road.desk,
    extractDesk: road.extractDesk,
    orderDesk: road.orderDesk,
    directory: road.directory,
    signIn: road.signIn,
    passkeys: road.passkeys,
    gazetteer,
    aliases: createAliasBook({ rows: store.aliases, official: gazetteer, random, clock }),
    provinces: createProvinceDesk({
      rows: store.watch,
      bodies: store.bodies,
      districts: [],
      map: createDistrictMap({ centroids: [], borders: [] }),
      clock,
    }),
    watch,
    sites,
    comparisons: createComparisonDesk({
      register: sites,
      watch,
      rows: store.sites,
      server: opened.server,
      clock,
    }),
    texts,
    clock,
    random,
    sessions: store.sessions,
    facts: store.facts,
    publicUrl: "https://lapor.example",
    log: logger,
    banner: async () => undefined,
    health: async () => ({ ok: true, database: true, backlog: [] }),
    channels: async () => [],
    plugins: [webchat.routes],
    webhooks: [],
  });
  for (const channel of road.channels) await channel.start();
  const moveClocks = async () => void (await road.clockwork.run(clock()));
  const foundation = { store, keys: opened, clock, random } as Foundation;
  const timetable = openTimetable(foundation, {
    clockwork: moveClocks,
    watch: async () => {},
    publish: async () => {},
    ledgerFile: join(dataDir, "keys", "destroyed.ledger"),
    log: logTo(logger),
  });
  const sockets: Socket[] = [];
  /** The bot asks beyond an update, and so confirms it, once the inbox has it. */
  const heard = () => server.confirmed();

  return {
    dataDir,
    store,
    road,
    staff,
    server,
    timetable,
    secrets,
    /** Everything that was logged. */
    logged: () => [...road.logged, ...lines].join(""),
    heard,
    /** Whatever was typed has been handled, and every answer has left. */
    async settle() {
      await heard();
      await settle(road, time);
    },
    person(identity: Partial<Person["identity"]>): Person {
      const person = server.person(identity);
      for (const value of [String(person.id), ...Object.values(identity)]) secrets.add(value);
      return person;
    },
    visitor: () => createBrowser(web.app),
    async terminal() {
      const socket = connect(socketPath).setEncoding("utf8");
      sockets.push(socket);
      return terminalOn(socket);
    },
    /** The officer of the UPTD PPA signs in for the first time: passphrase, code, session. */
    async officerAtWork() {
      const browser = openBrowser(web.app);
      await browser.get("/masuk");
      await browser.send("/masuk", { nama: "ppa-batang", sandi: passphrases.get("ppa-batang") ?? "" });
      const secret = /class="secret">([^<]+)</.exec(browser.here().text)?.[1]?.replaceAll(" ", "") ?? "";
      secrets.add(secret);
      await browser.send("/masuk/penyiapan", { kode: codeOf(secret, time) });
      for (const cookie of browser.cookies.values()) secrets.add(cookie);
      return browser;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      for (const channel of road.channels) await channel.stop();
      await web.close();
      await server.close();
      await store.close();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The directory, with every passphrase and invitation that it gives out noted down. */
function overheard<D extends Awaited<ReturnType<typeof openRoad>>["directory"]>(
  directory: D,
  secrets: Set<string>,
  passphrases: Map<string, string>,
): D {
  return {
    ...directory,
    async acceptInvitation(token: string) {
      secrets.add(token);
      const accepted = await directory.acceptInvitation(token);
      if (!accepted.ok) return accepted;
      const { officer, passphrase } = accepted.value;
      secrets.add(passphrase);
      passphrases.set(officer.signInName, passphrase);
      return accepted;
    },
  };
}

function codeOf(secret: string, { clock, pass }: { clock: Clock; pass(ms: number): void }): string {
  pass(30 * SECOND);
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock() });
}

/** Types a line and waits until it was taken in. */
function terminalOn(socket: Socket) {
  const shown: string[] = [];
  const taken = new Map<number, () => void>();
  let number = 0;
  let rest = "";
  socket.on("data", (piece) => {
    const lines = (rest + String(piece)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const read = JSON.parse(line) as { text: string } | { taken: number };
      if ("text" in read) shown.push(read.text);
      else taken.get(read.taken)?.();
    }
  });
  return {
    reads: () => shown,
    types: (text: string) =>
      new Promise<void>((resolve) => {
        number += 1;
        taken.set(number, resolve);
        socket.write(`${JSON.stringify({ number, text })}\n`);
      }),
  };
}
