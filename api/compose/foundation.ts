/** What every command stands on: keys, store, directory and sign-in. */
import { randomBytes } from "node:crypto";
import { instant, type Clock, type Random } from "../kernel.ts";
import {
  createDirectory,
  createPasskeys,
  createSignIn,
  type Directory,
  type Passkeys,
  type SignIn,
} from "../directory/index.ts";
import { openKeyFiles, type OpenedKeys } from "../keyfiles.ts";
import { createAnnouncer } from "../queue/index.ts";
import { openStore, type Store } from "../store/index.ts";
import {
  createHashLine,
  createSlowHash,
  PASSPHRASE_COST,
  RECEIPT_COST,
  type SlowHash,
} from "../vault/index.ts";
import { createTexts } from "../../locales/index.ts";
import type { Config } from "../config.ts";

export type Foundation = {
  clock: Clock;
  random: Random;
  keys: OpenedKeys;
  store: Store;
  directory: Directory;
  signIn: SignIn;
  passkeys: Passkeys;
  /** For receipts and pseudonyms; passphrases have a stronger one inside the directory. */
  hash: SlowHash;
  close(): Promise<void>;
};

export const clock: Clock = () => instant(Date.now());
const random: Random = (bytes) => new Uint8Array(randomBytes(bytes));

const texts = createTexts();

/** Where officers begin, as notices tell it. */
export const officerUrl = ({ publicUrl }: Pick<Config, "publicUrl">): string => `${publicUrl}/masuk`;

/** Opens keys, then the database with its lock and migrations. Throws what `reasonOf` can explain. */
export async function openFoundation(config: Config): Promise<Foundation> {
  const keys = await openKeyFiles({
    serverKeyFile: config.serverKeyFile,
    pepperFile: config.pepperFile,
    periodFolder: config.periodFolder,
    sketchFolder: config.sketchFolder,
    create: config.makeKeys,
    now: clock(),
  });
  const { server, pepper } = keys;
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, random });
  // One line for both kinds: two hashes at once leave threads for everything else.
  const line = createHashLine(2);
  const strong = createSlowHash({ ...PASSPHRASE_COST, line });
  const url = officerUrl(config);
  const periods = () => keys.periods.now();
  const announce = createAnnouncer({ server, periods, random, texts, url, clock, box: store.noticeBox });
  const shared = { store: store.directory, server, pepper, hash: strong, random, clock, announce };
  return {
    clock,
    random,
    keys,
    store,
    directory: createDirectory(shared),
    signIn: createSignIn(shared),
    passkeys: createPasskeys({ ...shared, publicUrl: config.publicUrl }),
    hash: createSlowHash({ ...RECEIPT_COST, line }),
    close: () => store.close(),
  };
}
