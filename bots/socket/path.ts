/** Where the socket lies: paths of sockets are short, and nobody else may stand in for it. */
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** Linux allows 107 bytes, macOS 103 (`sun_path`). */
const LONGEST_PATH = 100;

/**
 * `wanted`, or when it is too long for a socket, a name made from it in a folder of ours under the system's temporary
 * folder. Throws when that folder is not ours alone: whoever owns it could listen in our place.
 */
export function bindablePath(wanted: string): string {
  if (Buffer.byteLength(wanted) <= LONGEST_PATH) return wanted;
  const { uid } = userInfo();
  const folder = join(tmpdir(), `lapor-aman-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new Error(`the folder ${folder} must belong to this user alone`);
  }
  return join(folder, `${createHash("sha256").update(wanted).digest("hex").slice(0, 24)}.sock`);
}
