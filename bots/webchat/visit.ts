/**
 * One visit: a secret that only the visitor's cookie holds, and what follows from it, each step one way.
 * secret → address (what the hotline knows) → visit (the key in the table). A thief with the table has neither.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Random } from "../../api/kernel.ts";
import type { Address } from "../channel.ts";

/** `token` stands in every form of this visit, so that no other site can post in the visitor's name. */
export type Visitor = { secret: string; address: Address; visit: string; token: string };

/** 32 random bytes: too many to guess, so a plain hash is enough. */
export const newSecret = (random: Random): string => Buffer.from(random(32)).toString("base64url");

/** A number for one form, so that sending it twice changes nothing. */
export const newNonce = (random: Random): string => Buffer.from(random(16)).toString("base64url");

/** The visitor behind a cookie's value; undefined when no cookie of ours looks like that. */
export function visitorOf(secret: string | undefined): Visitor | undefined {
  if (secret === undefined || !/^[\w-]{43}$/.test(secret)) return undefined;
  const address = hashed("address", secret) as Address;
  return { secret, address, visit: visitOf(address), token: hashed("form", secret) };
}

/** The key of a visit in the table, from the address that the courier knows. */
export const visitOf = (address: Address): string => hashed("visit", address);

/** The inbox's id of what one form said: the form's number counts within its visit only. */
export const externalIdOf = ({ address }: Visitor, nonce: string): string =>
  hashed("sent", `${address} ${nonce}`);

export const looksLikeNonce = (text: string): boolean => /^[\w-]{22}$/.test(text);

/** Whether the form was drawn for this visitor; takes the same time wherever the two differ. */
export function hasToken({ token }: Visitor, given: string): boolean {
  const [ours, theirs] = [Buffer.from(token), Buffer.from(given)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

function hashed(purpose: string, value: string): string {
  return createHash("sha256").update(`lapor-aman webchat ${purpose}\0${value}`).digest("base64url");
}
