/** Byte chores of the vault: joining, length prefixes, text. */

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);
/** Throws on bytes that are not UTF-8. */
export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);
export const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
export const toBase64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

export function join(...pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** 32-bit big-endian length, then the bytes: two different lists of fields never give the same bytes. */
export function lengthPrefixed(piece: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, piece.length);
  return join(length, piece);
}

/** Takes one length-prefixed piece off the front; undefined when the bytes are too short for what they promise. */
export function takePrefixed(bytes: Uint8Array): { piece: Uint8Array; rest: Uint8Array } | undefined {
  if (bytes.length < 4) return undefined;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (bytes.length < 4 + length) return undefined;
  return { piece: bytes.subarray(4, 4 + length), rest: bytes.subarray(4 + length) };
}
