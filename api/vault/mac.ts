/**
 * The server vouches for rows that decide who can read: HMAC-SHA-256 under a key that lies outside the database.
 * Whoever can only write rows cannot swap in a key of their own.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { AgencyId, CaseId, PublicKey } from "../kernel.ts";
import { bytesOf, join, lengthPrefixed } from "./bytes.ts";
import type { ServerKeys } from "./words.ts";

/** MAC over `what` (the domain, e.g. `body-key`) and its fields, each length-prefixed. */
export function macOf(server: ServerKeys, what: string, fields: readonly string[]): Uint8Array<ArrayBuffer> {
  const message = join(...["lapor-aman/1", what, ...fields].map((field) => lengthPrefixed(bytesOf(field))));
  return join(createHmac("sha256", server.macKey).update(message).digest());
}

/** Constant-time. */
export function checkMac(
  server: ServerKeys,
  what: string,
  fields: readonly string[],
  mac: Uint8Array,
): boolean {
  const right = macOf(server, what, fields);
  return mac.length === right.length && timingSafeEqual(right, mac);
}

export const BODY_KEY = "body-key";
export const bodyKeyFields = (agency: AgencyId, publicKey: PublicKey): string[] => [agency, publicKey];
export const bodyKeyMac = (
  server: ServerKeys,
  agency: AgencyId,
  publicKey: PublicKey,
): Uint8Array<ArrayBuffer> => macOf(server, BODY_KEY, bodyKeyFields(agency, publicKey));

export const RECEIPT_KEY = "receipt-key";
export const receiptFields = (id: CaseId, publicKey: PublicKey): string[] => [id, publicKey];
export const receiptMac = (server: ServerKeys, id: CaseId, publicKey: PublicKey): Uint8Array<ArrayBuffer> =>
  macOf(server, RECEIPT_KEY, receiptFields(id, publicKey));

export const EPOCH_KEY = "epoch-key";
export const epochFields = (id: CaseId, epoch: number, publicKey: PublicKey): string[] => [
  id,
  String(epoch),
  publicKey,
];
