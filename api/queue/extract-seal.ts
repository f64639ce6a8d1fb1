/** Sealing an extract to the one body that may have it, and opening it there. */
import type { AgencyId, ExtractId, PrivateKey, Sealed } from "../kernel.ts";
import {
  bodyKeyMac,
  checkMac,
  macOf,
  openJson,
  OpeningError,
  sealJson,
  SwappedKeyError,
  type Label,
  type ServerKeys,
} from "../vault/index.ts";
import type { ExtractWords, PlaceExtract } from "./extract-words.ts";
import type { BodyKey } from "./words.ts";

const labelOf = (id: ExtractId): Label => ({ owner: id, kind: "place-extract", epoch: 0 });

const fieldsOf = (id: ExtractId, agency: AgencyId, sealed: Uint8Array): string[] => [
  id,
  agency,
  Buffer.from(sealed).toString("base64"),
];

/** Throws SwappedKeyError when the server never vouched for the body's key. */
export async function sealExtract(
  server: ServerKeys,
  id: ExtractId,
  { agency, publicKey, mac }: BodyKey,
  words: ExtractWords,
): Promise<{ sealed: Sealed<"place-extract">; mac: Uint8Array<ArrayBuffer> }> {
  if (Buffer.compare(bodyKeyMac(server, agency, publicKey), mac) !== 0) throw new SwappedKeyError(agency);
  const sealed = await sealJson<"place-extract">([publicKey], labelOf(id), words);
  return { sealed, mac: macOf(server, "place-extract", fieldsOf(id, agency, sealed)) };
}

/** Undefined for a row that was taken back, altered, or written past the server. */
export async function openExtract(
  server: ServerKeys,
  bodyKey: PrivateKey,
  { id, agency, sealed, mac }: PlaceExtract,
): Promise<ExtractWords | undefined> {
  if (sealed === undefined || !checkMac(server, "place-extract", fieldsOf(id, agency, sealed), mac))
    return undefined;
  try {
    return await openJson<ExtractWords, "place-extract">(bodyKey, labelOf(id), sealed);
  } catch (error) {
    if (error instanceof OpeningError) return undefined;
    throw error;
  }
}
