import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { KeyFileError, openKeyFiles, SKETCH_PERIOD_DAYS } from "../../api/keyfiles.ts";
import { after, DAY, instant } from "../../api/kernel.ts";
import { openInFlight, publicKeyOf, sealInFlight } from "../../api/vault/index.ts";
import { random } from "../vault/keys.ts";

const now = instant(Date.UTC(2026, 10, 21, 23, 59));
let folder: string;
let paths: { serverKeyFile: string; pepperFile: string; periodFolder: string; sketchFolder: string };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyfiles-"));
  const inside = (name: string) => join(folder, "keys", name);
  paths = {
    serverKeyFile: inside("server.key"),
    pepperFile: inside("pepper.key"),
    periodFolder: inside("periods"),
    sketchFolder: inside("sketches"),
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

const mode = (path: string) => statSync(path).mode & 0o777;
const openFiles = (create = true) => openKeyFiles({ ...paths, create, now });

test("keys made at the first start are the same at the next", async () => {
  const first = await openFiles();

  const second = await openFiles(false);

  expect(second.server).toEqual(first.server);
  expect(second.pepper).toEqual(first.pepper);
  expect(second.periods.now()).toEqual(first.periods.now());
  expect(await publicKeyOf(first.server.privateKey)).toBe(first.server.publicKey);
  expect(first.server.macKey).toHaveLength(32);
});

test("nobody but the owner may read a key", async () => {
  await openFiles();

  expect(mode(paths.serverKeyFile)).toBe(0o600);
  expect(mode(paths.pepperFile)).toBe(0o600);
  expect(mode(join(folder, "keys"))).toBe(0o700);
  expect(mode(paths.periodFolder)).toBe(0o700);
  for (const name of readdirSync(paths.periodFolder))
    expect(mode(join(paths.periodFolder, name))).toBe(0o600);
});

test.each(["serverKeyFile", "pepperFile", "periodFolder"] as const)(
  "a %s that others may read is refused, with the command that mends it",
  async (which) => {
    await openFiles();
    chmodSync(paths[which], which === "periodFolder" ? 0o750 : 0o644);

    const opening = openFiles(false);

    await expect(opening).rejects.toMatchObject({ fault: "readable_by_others", path: paths[which] });
    await expect(opening).rejects.toThrow(`chmod -R go= ${paths[which]}`);
  },
);

test.each([
  ["serverKeyFile", "SERVER_KEY_FILE"],
  ["pepperFile", "PEPPER_FILE"],
] as const)("a missing %s is not replaced but named by its setting", async (which, setting) => {
  await openFiles();
  rmSync(paths[which]);

  const opening = openFiles(false);

  await expect(opening).rejects.toBeInstanceOf(KeyFileError);
  await expect(opening).rejects.toMatchObject({ fault: "missing", setting });
  await expect(opening).rejects.toThrow(setting);
});

test("an existing key is never written over", async () => {
  await openFiles();
  const before = readFileSync(paths.serverKeyFile, "utf8");

  await openFiles(true);

  expect(readFileSync(paths.serverKeyFile, "utf8")).toBe(before);
});

test.each(["", "AGE-SECRET-KEY-1QQQQ\nmac-key AAAA\n", "mac-key only"])(
  "a damaged server key file (%j) is refused",
  async (text) => {
    await openFiles();
    writeFileSync(paths.serverKeyFile, text);

    await expect(openFiles(false)).rejects.toMatchObject({ fault: "damaged", setting: "SERVER_KEY_FILE" });
  },
);

test("an operator's comments in a key file do no harm", async () => {
  const { server } = await openFiles();
  const text = readFileSync(paths.serverKeyFile, "utf8");
  writeFileSync(paths.serverKeyFile, `# salinan: brankas lantai dua\n\n${text}`);

  const again = await openFiles(false);

  expect(again.server).toEqual(server);
});

test("at a new UTC day a new key seals, and what was sealed yesterday still opens", async () => {
  const { periods } = await openFiles();
  const words = new TextEncoder().encode("kata");
  const sealed = sealInFlight(periods.now(), "draft", words, random);

  const sameDay = periods.turn(after(now, 59_999));
  const nextDay = periods.turn(after(now, 60_000));

  expect([sameDay, nextDay]).toEqual([false, true]);
  expect(periods.now().current).toBe("2026-11-22");
  expect(openInFlight(periods.now(), "draft", sealed)).toEqual(words);
});

test("a second process opens what the first seals just after midnight", async () => {
  const { periods: one } = await openFiles();
  const { periods: other } = await openFiles();
  one.turn(after(now, DAY));

  const sealed = sealInFlight(one.now(), "draft", new Uint8Array(3), random);

  expect(openInFlight(other.now(), "draft", sealed)).toEqual(new Uint8Array(3));
});

test("a retired day is gone from disk and memory, and what it sealed opens no more", async () => {
  const { periods } = await openFiles();
  const sealed = sealInFlight(periods.now(), "draft", new Uint8Array(3), random);
  for (const days of [1, 2, 3]) periods.turn(after(now, days * DAY));

  const gone = periods.retire(2);

  expect(gone).toEqual(["2026-11-21"]);
  expect(readdirSync(paths.periodFolder)).not.toContain("2026-11-21.key");
  expect(() => openInFlight(periods.now(), "draft", sealed)).toThrow("wrong_key");
  expect(periods.retire(2)).toEqual([]);
});

test("throttle keys lie in a folder of their own, survive a restart, and go with their day", async () => {
  const before = (await openFiles()).throttle;
  const again = (await openFiles()).throttle;
  const throttleFolder = join(dirname(paths.periodFolder), "throttle-keys");

  again.turn(after(now, DAY));
  again.retire(0);

  expect(before.now().keys.get("2026-11-21")).toHaveLength(32);
  expect(again.now().keys.get("2026-11-22")).toEqual(before.now().keys.get("2026-11-22"));
  expect(readdirSync(throttleFolder).toSorted()).toEqual(["2026-11-22.key", "2026-11-23.key"]);
  expect(readdirSync(paths.periodFolder)).toContain("2026-11-21.key");
});

test("an unfinished period key is refused rather than used", async () => {
  await openFiles();
  writeFileSync(join(paths.periodFolder, "2026-11-20.key"), "", { mode: 0o600 });

  await expect(openFiles(false)).rejects.toMatchObject({ fault: "damaged" });
});

test("a sketch key lasts a fortnight, is kept for one more, and is deleted after thirty days", async () => {
  const { sketches } = await openFiles();
  const begun = sketches.now().current;
  const days = (count: number) => sketches.turn(after(now, count * DAY));

  const turned = Array.from({ length: 31 }, (_, day) => days(day)).filter(Boolean).length;
  const gone = sketches.retire(SKETCH_PERIOD_DAYS);

  expect([2, 3]).toContain(turned);
  expect(gone).toContain(begun);
  expect(readdirSync(paths.sketchFolder)).not.toContain(`${begun}.key`);
});
