/**
 * Hides lengths: an answer of "ya" and one of "tidak" must not be told apart in a dump.
 * Padmé (Nikitin, Barman, Lueks, Underwood, Hubaux, Ford: "Reducing Metadata Leakage from Encrypted Files and
 * Communication with PURBs", PoPETs 2019) leaks O(log log L) bits of the length L at under 12 % overhead; below
 * SMALLEST everything looks alike.
 */
import { join, lengthPrefixed, takePrefixed } from "./bytes.ts";

export const SMALLEST = 256;

/** The length to which `length` bytes are padded. */
export function padme(length: number): number {
  if (length <= SMALLEST) return SMALLEST;
  const exponent = Math.floor(Math.log2(length));
  const significant = Math.floor(Math.log2(exponent)) + 1;
  const step = 2 ** (exponent - significant);
  return Math.ceil(length / step) * step;
}

/** Length, content, zeros. */
export function pad(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const prefixed = lengthPrefixed(content);
  return join(prefixed, new Uint8Array(padme(prefixed.length) - prefixed.length));
}

/** The content again; undefined when the bytes were not made by `pad`. */
export function unpad(padded: Uint8Array): Uint8Array | undefined {
  const taken = takePrefixed(padded);
  if (taken === undefined || padded.length !== padme(4 + taken.piece.length)) return undefined;
  return taken.rest.every((byte) => byte === 0) ? taken.piece : undefined;
}
