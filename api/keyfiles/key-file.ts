/** One key file on disk: made so that no other user reads it and no crash loses it, refused when others may read it. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";

/** The setting that says where the file is; the period keys lie beside the server key. */
export type KeySetting = "SERVER_KEY_FILE" | "PEPPER_FILE" | "period keys";
export type KeyFault = "missing" | "readable_by_others" | "damaged";

const SAYS: Record<KeyFault, (setting: KeySetting, path: string) => string> = {
  missing: (setting, path) =>
    `${setting}: there is no file ${path}. Restore it from its offline copy, or run setup.`,
  readable_by_others: (setting, path) =>
    `${setting}: other users may read ${path}. Run: chmod -R go= ${path}`,
  damaged: (setting, path) =>
    setting === "period keys"
      ? `${setting}: ${path} is not a complete key. An interrupted start leaves an empty file; delete that.`
      : `${setting}: ${path} is not a complete key file. Restore it from its offline copy.`,
};

/** Something is wrong with a key file; the message says which one and what to do. */
export class KeyFileError extends Error {
  override readonly name = "KeyFileError";
  readonly fault: KeyFault;
  readonly setting: KeySetting;
  readonly path: string;

  constructor(fault: KeyFault, setting: KeySetting, path: string) {
    super(SAYS[fault](setting, path));
    this.fault = fault;
    this.setting = setting;
    this.path = path;
  }
}

export const isThere = (path: string): boolean => existsSync(path);

/** Makes the folder and those above it, mode 700; folders that exist keep theirs. */
export const createFolder = (path: string): void => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
};

/** Makes a file of mode 600, never over an existing one (EEXIST); on disk, name included, when it returns. */
export function createKeyFile(path: string, text: string): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(dirname(path));
}

/** The file's text. Throws KeyFileError when it is missing or others may read it. */
export function readKeyFile(path: string, setting: KeySetting): string {
  if (!isThere(path)) throw new KeyFileError("missing", setting, path);
  refuseReadable(path, setting);
  return readFileSync(path, "utf8");
}

/** Throws KeyFileError when group or others have any right to the file or folder. */
export function refuseReadable(path: string, setting: KeySetting): void {
  if ((statSync(path).mode & 0o077) !== 0) throw new KeyFileError("readable_by_others", setting, path);
}

/** A new name is durable only once its folder is. */
export function syncFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
