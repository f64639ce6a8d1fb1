/**
 * Sealing of what lasts, to age X25519 recipients (https://age-encryption.org/v1), never to a passphrase.
 *
 * A sealed value is 9 bytes of header and then an ordinary age file:
 *
 *     byte  0      format version, 1
 *     bytes 1–8    key id: the first 8 bytes of SHA-256 over the recipients, sorted, joined by "\n"
 *     bytes 9–     age file; `tail -c +10 value | age -d -i key.txt` opens it with the public tool
 *
 * Inside the age file, padded by padding.ts: a 32-bit big-endian length, the label as JSON {v, to, owner, kind,
 * epoch}, and then the content. `to` repeats the key id, so that the header cannot be altered either.
 */
import { createHash } from "node:crypto";
import { Decrypter, Encrypter } from "age-encryption";
import type { PrivateKey, PublicKey, Sealed } from "../kernel.ts";
import { bytesOf, join, lengthPrefixed, takePrefixed, textOf, toHex } from "./bytes.ts";
import { OpeningError } from "./errors.ts";
import { pad, unpad } from "./padding.ts";
import type { Label } from "./words.ts";

const VERSION = 1;
const HEADER_BYTES = 9;

/** Seals `plaintext` so that any one of `to` opens it, and only under the same label. Throws when `to` is empty. */
export async function seal<C extends string>(
  to: PublicKey[],
  label: Label,
  plaintext: Uint8Array,
): Promise<Sealed<C>> {
  if (to.length === 0) throw new Error("sealed to nobody");
  const keyId = keyIdOf(to);
  const encrypter = new Encrypter();
  for (const recipient of to) encrypter.addRecipient(recipient);
  const body = pad(join(lengthPrefixed(bytesOf(labelText(label, keyId))), plaintext));
  return join(Uint8Array.of(VERSION), keyId, await encrypter.encrypt(body)) as Sealed<C>;
}

/** Opens what was sealed under exactly this label. Throws OpeningError. */
export async function open<C extends string>(
  by: PrivateKey,
  label: Label,
  sealed: Sealed<C>,
): Promise<Uint8Array> {
  if (sealed.length <= HEADER_BYTES || sealed[0] !== VERSION) throw new OpeningError("damaged");
  const body = unpad(await decrypt(by, sealed.subarray(HEADER_BYTES)));
  const taken = body && takePrefixed(body);
  if (taken === undefined) throw new OpeningError("damaged");
  if (textOf(taken.piece) !== labelText(label, sealed.subarray(1, HEADER_BYTES))) {
    throw new OpeningError("wrong_label");
  }
  return taken.rest;
}

/** Seals a value as JSON. */
export const sealJson = <C extends string>(
  to: PublicKey[],
  label: Label,
  value: unknown,
): Promise<Sealed<C>> => seal<C>(to, label, bytesOf(JSON.stringify(value)));

/** Opens JSON; its shape is trusted because only this server's code seals under these labels. */
export async function openJson<T, C extends string = string>(
  by: PrivateKey,
  label: Label,
  sealed: Sealed<C>,
): Promise<T> {
  return JSON.parse(textOf(await open(by, label, sealed))) as T;
}

/** Seals a sealed value once more, to the server: its holder can open it only after the server has let go. */
export const addServerLayer = <C extends string>(
  server: PublicKey,
  label: Label,
  sealed: Sealed<C>,
): Promise<Sealed<C>> => seal<C>([server], outer(label), sealed);

/** Takes the server's layer off. Throws OpeningError. */
export const removeServerLayer = async <C extends string>(
  server: PrivateKey,
  label: Label,
  sealed: Sealed<C>,
): Promise<Sealed<C>> => join(await open(server, outer(label), sealed)) as Sealed<C>;

const outer = (label: Label): Label => ({ ...label, kind: `${label.kind}/outer` });

const labelText = ({ owner, kind, epoch }: Label, keyId: Uint8Array): string =>
  JSON.stringify({ v: VERSION, to: toHex(keyId), owner, kind, epoch });

const keyIdOf = (to: PublicKey[]): Uint8Array =>
  createHash("sha256").update(to.toSorted().join("\n")).digest().subarray(0, 8);

async function decrypt(by: PrivateKey, file: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(by);
  try {
    return await decrypter.decrypt(file);
  } catch (cause) {
    // typage has no error codes; this is its one message for "none of your identities fits".
    const wrongKey = cause instanceof Error && cause.message.startsWith("no identity matched");
    throw new OpeningError(wrongKey ? "wrong_key" : "damaged");
  }
}
