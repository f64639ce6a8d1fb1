/**
 * Key files: the server's keys, the pepper and the period keys, as small text files outside database and backups.
 * Comes in: paths, and whether missing files may be made. Goes out: keys in memory, or a KeyFileError that says what to do.
 * Never knows: what the keys seal.
 *
 * Server key file (comment lines begin with "#"):      Pepper file:                  Period folder, a file per UTC day:
 *     AGE-SECRET-KEY-1…                                    pepper <base64url, 32 B>      2026-11-21.key: <base64url, 32 B>
 *     mac-key <base64url, 32 bytes>
 */
import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import type { Instant, PrivateKey } from "./kernel.ts";
import { createFolder, createKeyFile, isThere, KeyFileError, readKeyFile } from "./keyfiles/key-file.ts";
import { openPeriodKeyring, type PeriodKeyring } from "./keyfiles/period-keyring.ts";
import { generateKeyPair, publicKeyOf, type Pepper, type ServerKeys } from "./vault/index.ts";

export { KeyFileError, type KeySetting } from "./keyfiles/key-file.ts";
export type { PeriodKeyring } from "./keyfiles/period-keyring.ts";
/** `sketches`: a key a fortnight, each deleted after thirty days. */
export type OpenedKeys = {
  server: ServerKeys;
  pepper: Pepper;
  periods: PeriodKeyring;
  sketches: PeriodKeyring;
  /** Names chats in the counts against floods; only today's key and tomorrow's are kept. */
  throttle: PeriodKeyring;
};
/** Two keys are alive at any time, so that sketches made up to a fortnight apart can always be compared. */
export const SKETCH_PERIOD_DAYS = 15;

/**
 * Opens all key files. With `create`, missing ones are made, mode 600; without it, a missing server key or pepper
 * is a KeyFileError naming the setting: a fresh key in place of a lost one would quietly lock everybody out. Period
 * keys are always made when missing; they live for days only, those of the throttle, in a folder beside theirs, for one.
 */
export async function openKeyFiles(wanted: {
  serverKeyFile: string;
  pepperFile: string;
  periodFolder: string;
  sketchFolder: string;
  create: boolean;
  now: Instant;
}): Promise<OpenedKeys> {
  const { serverKeyFile, pepperFile, create } = wanted;
  if (create && !isThere(serverKeyFile)) await makeServerKeys(serverKeyFile);
  if (create && !isThere(pepperFile)) makePepper(pepperFile);
  return {
    server: await readServerKeys(serverKeyFile),
    pepper: readPepper(pepperFile),
    periods: openPeriodKeyring(wanted.periodFolder, wanted.now),
    sketches: openPeriodKeyring(wanted.sketchFolder, wanted.now, SKETCH_PERIOD_DAYS),
    throttle: openPeriodKeyring(join(dirname(wanted.periodFolder), "throttle-keys"), wanted.now),
  };
}

async function makeServerKeys(path: string): Promise<void> {
  createFolder(dirname(path));
  const { privateKey } = await generateKeyPair();
  const lines = [
    "# Lapor Aman: the server's keys. Keep a copy offline, apart from database and backups.",
    privateKey,
    `mac-key ${randomBytes(32).toString("base64url")}`,
  ];
  createKeyFile(path, `${lines.join("\n")}\n`);
}

function makePepper(path: string): void {
  createFolder(dirname(path));
  createKeyFile(
    path,
    `# Lapor Aman: the pepper of receipt codes, passphrases and pseudonyms. Keep a copy offline.\npepper ${randomBytes(32).toString("base64url")}\n`,
  );
}

async function readServerKeys(path: string): Promise<ServerKeys> {
  const lines = linesOf(readKeyFile(path, "SERVER_KEY_FILE"));
  const privateKey = lines.find((line) => line.startsWith("AGE-SECRET-KEY-1")) as PrivateKey | undefined;
  const macKey = namedKey(lines, "mac-key");
  if (privateKey === undefined || macKey === undefined)
    throw new KeyFileError("damaged", "SERVER_KEY_FILE", path);
  try {
    return { privateKey, publicKey: await publicKeyOf(privateKey), macKey };
  } catch {
    throw new KeyFileError("damaged", "SERVER_KEY_FILE", path);
  }
}

function readPepper(path: string): Pepper {
  const pepper = namedKey(linesOf(readKeyFile(path, "PEPPER_FILE")), "pepper");
  if (pepper === undefined) throw new KeyFileError("damaged", "PEPPER_FILE", path);
  return pepper;
}

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));

/** `name <base64url>` with exactly 32 bytes; anything else is as good as missing. */
function namedKey(lines: string[], name: string): Uint8Array | undefined {
  const text = lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1);
  const key = text === undefined ? undefined : new Uint8Array(Buffer.from(text, "base64url"));
  return key?.length === 32 ? key : undefined;
}
