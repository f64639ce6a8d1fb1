/**
 * A thief who tries every key he has on every byte he has, and goes on with whatever keys and sealed bytes come out,
 * until nothing more opens. He knows our formats: they are public.
 */
import { Decrypter } from "age-encryption";
import { OpeningError, openInFlight, type PeriodKeys } from "../../api/vault/index.ts";
import type { InFlight } from "../../api/kernel.ts";
import { bytesIn, type Dump } from "./dump.ts";

export type Loot = {
  dump: Dump;
  /** age identities: the server's, an officer's, a body's. */
  identities?: readonly string[];
  periods?: PeriodKeys;
};

/** Header of our sealed values before the age file (see seal.ts). */
const AGE_BEGINS_AT = 9;
const AGE_MAGIC = Buffer.from("age-encryption.org/v1");
const PURPOSES = ["heard", "conversation", "address", "message", "trace"];

/** Everything he reads, as one text. */
export async function readByThief({ dump, identities = [], periods }: Loot): Promise<string> {
  const read: string[] = [];
  const keys = new Set(identities);
  const tried = new Set<string>();
  const sealed: Buffer[] = bytesIn(dump).map((bytes) => Buffer.from(bytes));
  if (periods !== undefined) read.push(...sealed.flatMap((bytes) => inFlight(dump, periods, bytes)));
  for (let grew = true; grew; ) {
    grew = false;
    for (const key of keys) {
      for (const bytes of sealed) {
        const attempt = `${key} ${bytes.toString("base64")}`;
        if (tried.has(attempt)) continue;
        tried.add(attempt);
        const opened = await openedWith(key, bytes);
        if (opened === undefined) continue;
        grew = true;
        const text = opened.toString("utf8");
        read.push(text);
        for (const [identity] of text.matchAll(/AGE-SECRET-KEY-1[0-9A-Z]+/g)) keys.add(identity);
        sealed.push(opened);
      }
    }
  }
  return read.join("\n");
}

/** What an age file of ours holds: a length, the label with its length, the content, zeros; gives the content. */
function contentOf(body: Buffer): Buffer {
  const inner = body.subarray(4, 4 + body.readUInt32BE(0));
  return inner.subarray(4 + inner.readUInt32BE(0));
}

async function openedWith(identity: string, bytes: Buffer): Promise<Buffer | undefined> {
  if (bytes.indexOf(AGE_MAGIC) !== AGE_BEGINS_AT) return undefined;
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return contentOf(Buffer.from(await decrypter.decrypt(bytes.subarray(AGE_BEGINS_AT))));
  } catch {
    return undefined;
  }
}

function inFlight(dump: Dump, periods: PeriodKeys, bytes: Buffer): string[] {
  const visits = (dump.get("public.visit") ?? []).map(({ hash }) => `visit-line ${String(hash)}`);
  return [...PURPOSES, ...visits].flatMap((purpose) => {
    try {
      return [Buffer.from(openInFlight(periods, purpose, new Uint8Array(bytes) as InFlight)).toString()];
    } catch (failure) {
      if (failure instanceof OpeningError) return [];
      throw failure;
    }
  });
}
