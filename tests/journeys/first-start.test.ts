/** The first minutes of an installation, as an operator meets them: the real programs on a folder of their own. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  chatBy,
  failToStart,
  newDataDir,
  removeDataDir,
  setUp,
  startHouse,
  type Account,
  type Ended,
  type RunningHouse,
} from "../servers/house.ts";
import { openStaffBrowser, withPhone } from "../servers/officer.ts";
import { createTelegramServer } from "../servers/telegram/index.ts";
import { openTerminal, type Terminal } from "../servers/terminal.ts";

const hello = (terminal: Terminal) => terminal.waitsFor(/Halo, terima kasih sudah menulis/);

describe("npm start on an empty folder", () => {
  const root = newDataDir();
  const dataDir = join(root, "data");
  let house: RunningHouse;
  afterAll(() => removeDataDir(root));

  beforeAll(async () => {
    house = await startHouse(dataDir);
  });

  test("prints the demonstration's accounts, marks every page, and lets nobody else read the keys", async () => {
    const page = await (await fetch(house.url)).text();
    const modes = modesIn(dataDir);

    expect(house.accounts.map(({ signIn }) => signIn)).toContain("ppa-jambi");
    expect(house.output()).toContain("PERAGAAN");
    expect(page).toContain("PERAGAAN");
    expect(modes.get("")).toBe(0o700);
    expect(modes.get("keys")).toBe(0o700);
    expect(modes.get("database")).toBe(0o700);
    expect(modes.get("terminal.sock")).toBe(0o600);
    const keys = [...modes].filter(([name]) => name.startsWith("keys/") && name.endsWith(".key"));
    expect(keys.length).toBeGreaterThanOrEqual(3);
    expect(keys.filter(([, mode]) => mode !== 0o600)).toEqual([]);
  });

  test("a second process on the same folder is refused with words that help, and harms nothing", async () => {
    const second = await failToStart({ DATA_DIR: dataDir, PORT: "0" });
    const health = await (await fetch(`${house.url}/health`)).text();

    expect(second.code).toBe(1);
    expect(second.output).toContain("Lapor Aman tidak dapat dimulai: another process has the database in");
    expect(health).toContain('"ok":true');
  });

  test("SIGTERM ends it sooner than it starts, and a second start keeps everything and prints no passphrase", async () => {
    const admin = withPhone(house.account("admin"));
    await openStaffBrowser(house.url).signIn(admin);
    const terminal = openTerminal(dataDir);
    await hello(terminal);
    terminal.types("tolong, anak di kos sebelah teriak minta tolong sekarang, di telanaipura jambi");
    const code = await terminal.waitsFor(/\d{4}(?: \d{4}){4}/);

    // A supervisor (systemd, Docker) kills after ten seconds. How long those are on a busy machine, the start tells.
    const stopping = Date.now();
    const exit = await house.stop();
    const starting = Date.now();
    house = await startHouse(dataDir);
    const started = Date.now();
    const again = openTerminal(dataDir);
    await hello(again);
    again.types(code);
    const opened = await again.waitsFor(/Laporan ini sedang menunggu diambil petugas/);
    const page = await openStaffBrowser(house.url).signIn(admin);
    await again.ends();

    expect(exit).toBe(0);
    expect(starting - stopping).toBeLessThan(started - starting);
    expect(await terminal.ends()).toBe("lost");
    expect(house.accounts).toEqual([]);
    expect(house.output()).not.toContain("PERAGAAN");
    expect(opened).not.toBe("");
    expect(page.path).toBe("/admin");
    expect(await house.stop()).toBe(0);
  });
});

test("wrong settings stop the start with code 78 and are listed all at once, each by its name", async () => {
  const { code, output } = await failToStart({
    PORT: "many",
    ROLE: "everything",
    PUBLIC_URL: "lapor.example",
    DATABASE_URL: "mysql://localhost/lapor",
    TELEGRAM_BOT_TOKEN: "not-a-token",
    TELEGRAM_MODE: "webhook",
    SMTP_URL: "mail.example",
    LOG_LEVEL: "loud",
  });

  const named = [...output.matchAll(/^ {2}([A-Z_]+): \S/gm)].map(([, setting]) => setting);
  expect(code).toBe(78);
  expect(new Set(named)).toEqual(
    new Set([
      "PORT",
      "ROLE",
      "PUBLIC_URL",
      "DATABASE_URL",
      "TELEGRAM_BOT_TOKEN",
      "TELEGRAM_WEBHOOK_SECRET",
      "SMTP_URL",
      "LOG_LEVEL",
    ]),
  );
});

test("a token that Telegram refuses stops the start and is named", async () => {
  const dataDir = newDataDir();
  const telegram = await createTelegramServer();

  const { code, output } = await failToStart({
    DATA_DIR: dataDir,
    PORT: "0",
    TELEGRAM_BOT_TOKEN: "700001:another-token-of-no-real-bot",
    TELEGRAM_API_ROOT: telegram.apiRoot,
  });

  expect(code).toBe(1);
  expect(output).toContain("TELEGRAM_BOT_TOKEN_refused");
  expect(output).not.toContain("another-token-of-no-real-bot");
  await telegram.close();
  removeDataDir(dataDir);
});

test("the terminal chat opens the house by itself when no server runs, and hands it back", async () => {
  const dataDir = newDataDir();

  const first = await chatBy(["halo"], dataDir);
  const house = await startHouse(dataDir);
  const second = await chatBy(["halo"], dataDir);

  expect(first.code).toBe(0);
  expect(first.output).toContain("ppa-jambi");
  expect(first.output).toContain("Terhubung ke Lapor Aman");
  expect(house.accounts).toEqual([]);
  expect(second.code).toBe(0);
  expect(second.output).not.toContain("ppa-jambi");
  await house.stop();
  removeDataDir(dataDir);
});

describe("npm run setup", () => {
  const dataDir = newDataDir();
  const people = ["sri:Sri Admin", "budi:Budi Admin"];
  const officers = ["rina:Rina Koordinator", "tono:Tono Koordinator"];
  const flags = [
    ...people.flatMap((person) => ["--admin", person]),
    "--coordinator",
    "Koordinator Nasional",
    ...officers.flatMap((person) => ["--officer", person]),
  ];
  let made: Ended;
  let house: RunningHouse;
  let links: string[];

  beforeAll(async () => {
    made = await setUp(flags, dataDir);
    links = made.output.match(/http\S+\/undangan\/\S+/g) ?? [];
    house = await startHouse(dataDir);
  });
  afterAll(async () => {
    await house.stop();
    removeDataDir(dataDir);
  });

  test("prints one link for each person, and seeds no demonstration", () => {
    expect(made.code).toBe(0);
    expect(new Set(links).size).toBe(4);
    for (const name of ["Sri Admin", "Budi Admin", "Rina Koordinator", "Tono Koordinator"])
      expect(made.output).toContain(name);
    expect(house.accounts).toEqual([]);
    expect(house.output()).toContain("Layanan belum dibuka");
  });

  test("asks for what is missing, and never begins twice or beside a running server", async () => {
    const incomplete = await setUp(["--admin", "sri:Sri Admin"], dataDir);
    const running = await setUp(flags, dataDir);

    expect(incomplete.code).toBe(64);
    expect(incomplete.output).toContain("Pemakaian: npm run setup");
    expect(running.code).toBe(1);
    expect(running.output).toContain("another process has the database in");
  });

  test("until two coordinators hold the key the bot says kindly that it is not open; then it is", async () => {
    const early = openTerminal(dataDir);
    const closed = await early.waitsFor(/Maaf, layanan ini belum dibuka[^]*129/);
    const accounts: Account[] = [];
    for (const link of links) accounts.push(await openStaffBrowser(house.url).acceptInvitation(link));
    const [sri, , rina] = accounts as [Account, Account, Account];
    const admin = openStaffBrowser(house.url);
    await admin.signIn(withPhone(sri));
    const notYet = admin.reads();

    const office = openStaffBrowser(house.url);
    await office.signIn(withPhone(rina));
    await office.visit("/petugas/kunci");
    const waiting = office.reads();
    const [handOver = ""] = /\/petugas\/kunci\/[0-9a-f-]{36}/.exec(office.here().text) ?? [];
    await office.send(handOver, { yakin: "1" });
    const given = office.reads();
    const now = openTerminal(dataDir);
    await hello(now);
    await admin.visit("/admin");

    expect(closed).toContain("129");
    expect(notYet).toContain("Layanan belum terbuka");
    expect(waiting).toContain("Tono Koordinator");
    expect(given).toContain("Kunci instansi sudah diserahkan");
    expect(admin.reads()).toContain("Layanan terbuka");
    await Promise.all([early.ends(), now.ends()]);
  });

  test("an invitation works once", async () => {
    const late = openStaffBrowser(house.url);

    await late.visit(new URL(links[0] as string).pathname);

    expect(late.here().status).toBeGreaterThanOrEqual(400);
    expect(late.reads()).toContain("sudah dipakai atau kedaluwarsa");
  });
});

/** Rights of every file and folder, by path below `root`; "" is the root itself. */
function modesIn(root: string): Map<string, number> {
  const names = ["", ...(readdirSync(root, { recursive: true }) as string[])];
  return new Map(names.map((name) => [name, statSync(join(root, name)).mode & 0o777]));
}
