/** What the vault's tests stand on: a server, chance, and a hash that is quick because its cost is not under test. */
import { randomBytes } from "node:crypto";
import type { Random } from "../../api/kernel.ts";
import { createSlowHash, generateKeyPair, type ServerKeys } from "../../api/vault/index.ts";

export const random: Random = (bytes) => new Uint8Array(randomBytes(bytes));
export const pepper = new Uint8Array(32).fill(7);
export const quickHash = createSlowHash({ memoryKiB: 64, passes: 1 });

export async function newServer(): Promise<ServerKeys> {
  return { ...(await generateKeyPair()), macKey: random(32) };
}

/** The same bytes with the bits of one byte turned over. */
export function altered<B extends Uint8Array>(bytes: B, at: number): B {
  const copy = bytes.slice() as B;
  copy[at] = (copy[at] as number) ^ 0xff;
  return copy;
}
