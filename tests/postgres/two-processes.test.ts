/** Two bots processes on one PostgreSQL, as in a larger installation: each chat in one hand at a time. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { after, instant, MINUTE, type Actor, type CaseId } from "../../api/kernel.ts";
import { openKeyFiles } from "../../api/keyfiles.ts";
import { openStore } from "../../api/store/index.ts";
import { createTelegram, type Telegram } from "../../bots/telegram/index.ts";
import { startBots, type BotsProcess } from "../chaos/process.ts";
import { random } from "../servers/database.ts";
import { databaseOn, onServer } from "../servers/database-snapshot.ts";
import { enrolStaff, openRoad, right, type Road, type Staff } from "../servers/road.ts";
import { codeIn, DANGER, wordsIn } from "../servers/street.ts";
import { openTelegramRoute } from "../servers/telegram-street.ts";
import { createTelegramServer, type Person, type TelegramServer } from "../servers/telegram/index.ts";

const SERVER = process.env["TEST_DATABASE_URL"];
const CHATS = 25;
const SYSTEM: Actor = { kind: "system", task: "test" };
const wordsOf = (chat: number) => [
  // An age, so that no chat is asked for one and all read the same.
  `${DANGER}, umurnya 9 tahun, tanda ${chat}-1`,
  `tambahan pertama, tanda ${chat}-2`,
  `tambahan kedua, tanda ${chat}-3`,
  `tambahan ketiga, tanda ${chat}-4`,
];

describe.skipIf(SERVER === undefined)("two bots processes on one database", () => {
  const folder = mkdtempSync(join(tmpdir(), "lapor-two-"));
  const database = `lapor_two_${randomBytes(6).toString("hex")}`;
  const databaseUrl = databaseOn(SERVER ?? "postgres://", database);
  let telegram: TelegramServer;
  let route: Awaited<ReturnType<typeof openTelegramRoute>>;
  let road: Road;
  let staff: Staff;
  let bots: BotsProcess[] = [];
  let bot: Telegram | undefined;
  let people: Person[] = [];

  beforeAll(async () => {
    await onServer(SERVER as string, (client) => client.query(`create database ${database}`));
    telegram = await createTelegramServer();
    route = await openTelegramRoute(() => bot);
    road = await openWebProcess();
    staff = await enrolStaff(road);
    await bot?.start();
    const { apiRoot, token } = telegram;
    const settings = { databaseUrl, keysDir: folder, apiRoot, token, aheadMs: 0, hears: false };
    bots = await Promise.all([startBots(settings), startBots(settings)]);
  });
  afterAll(async () => {
    for (const one of bots) one.end();
    await Promise.all(bots.map(({ died }) => died));
    await bot?.stop();
    await route.close();
    await road.store.close();
    await telegram.close();
    await onServer(SERVER as string, (client) => client.query(`drop database ${database} with (force)`));
    rmSync(folder, { recursive: true, force: true });
  });

  /** The web process of such an installation: it takes the webhook and fills the inbox, and handles nothing. */
  async function openWebProcess(): Promise<Road> {
    const clock = () => instant(Date.now());
    const { server, pepper, periods } = await openKeyFiles({
      serverKeyFile: join(folder, "server.key"),
      pepperFile: join(folder, "pepper"),
      periodFolder: join(folder, "periods"),
      sketchFolder: join(folder, "sketches"),
      create: true,
      now: clock(),
    });
    return openRoad({
      store: await openStore({ databaseUrl, random }),
      keys: { server, pepper, periods: () => periods.now() },
      clock,
      random,
      channels: (inbox, log) => {
        const { token, apiRoot } = telegram;
        bot = createTelegram({ token, apiRoot, mode: "webhook", webhook: route.webhook, inbox, clock, log });
        return [bot];
      },
    });
  }

  async function caseOf(person: Person): Promise<CaseId> {
    return right(await road.reporterDesk.openByCode(codeIn(person.reads()))).case;
  }

  test("each chat's messages are handled once and in order, and each prompt is read once", async () => {
    people = Array.from({ length: CHATS }, () => telegram.person());

    await Promise.all(
      people.map(async (person, chat) => {
        for (const text of wordsOf(chat)) await person.types(text);
      }),
    );
    const turns = await Promise.all(bots.map((one) => one.idle()));

    expect(Math.min(...turns)).toBeGreaterThan(0);
    expect(turns.reduce((sum, count) => sum + count)).toBe(CHATS * 4);
    const readByFirst = withoutCode(people[0] as Person);
    for (const [chat, person] of people.entries()) {
      const { events } = right(await road.desk.open(staff.ppa, await caseOf(person)));
      expect(wordsIn(events)).toEqual(wordsOf(chat));
      expect(withoutCode(person)).toEqual(readByFirst);
    }
    expect(await road.desk.cards(SYSTEM, { limit: 2 * CHATS })).toHaveLength(CHATS);
  });

  test("clocks that both processes run at one moment escalate each case once", async () => {
    const at = after(instant(Date.now()), 16 * MINUTE);

    const runs = await Promise.all(bots.map((one) => one.runClocks(at)));

    expect(runs.map(({ failures }) => failures)).toEqual([0, 0]);
    expect(runs.reduce((sum, { escalated }) => sum + escalated, 0)).toBe(CHATS);
    for (const person of people) {
      const events = await road.store.cases.events(SYSTEM, await caseOf(person));
      expect(events.filter(({ kind }) => kind === "escalated")).toHaveLength(1);
    }
  });

  test("both end in order", async () => {
    await Promise.all(bots.map((one) => one.stop()));

    expect((await road.store.health()).unheard).toBe(0);
  });
});

const withoutCode = (person: Person): string[] =>
  person.reads().map((text) => (/^(\d{4} ){4}\d{4}$/.test(text) ? "code" : text));
