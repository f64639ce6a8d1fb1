/** From an officer at work to what a body can open: rights, then the access log, and only then a key. */
import {
  ok,
  refuse,
  type Actor,
  type AgencyId,
  type CaseId,
  type Clock,
  type OfficerId,
  type OfficerRole,
  type PrivateKey,
  type Random,
  type Result,
  type Zone,
  type AreaCode,
} from "../kernel.ts";
import { openAgencyKey } from "../directory/index.ts";
import type { PeriodKeys, ServerKeys } from "../vault/index.ts";
import type { Texts } from "../../locales/index.ts";
import { seenBy } from "./change.ts";
import type { Words } from "./decisions.ts";
import { openCopies, openEvents, sealWords, type EpochKeys, type OpenedEvent } from "./keys.ts";
import { refusalOf, type Act, type Member } from "./permit.ts";
import type { AccessLog, Bodies, Cases, DutyRoster } from "./ports.ts";
import type { CaseCard, EventContent } from "./words.ts";

export type DeskParts = {
  cases: Cases;
  bodies: Bodies;
  log: AccessLog;
  roster: DutyRoster;
  server: ServerKeys;
  periods: () => PeriodKeys;
  clock: Clock;
  random: Random;
  texts: Texts;
  /** Where officers sign in; the only thing that a wake-up says. */
  url: string;
  agencyName: (id: AgencyId) => Promise<string>;
  zoneOf: (area: AreaCode) => Zone;
};

/** An officer whose own private key the session has unlocked; the body's key is opened with it when needed. */
export type Unlocked = { officer: OfficerId; agency: AgencyId; role: OfficerRole; privateKey: PrivateKey };

/** The member of a body behind an act; undefined for admins, reporters and tasks, who have no part in a case. */
export function memberOf(by: Unlocked): Member;
export function memberOf(by: Unlocked | Actor): Member | undefined;
export function memberOf(by: Unlocked | Actor): Member | undefined {
  if ("kind" in by) return by.kind === "officer" ? by : undefined;
  return { kind: "officer", officer: by.officer, agency: by.agency, role: by.role };
}

/** Refuses what the table of rights refuses, before anything is sealed, opened or logged. */
export async function checkRights(
  cases: Cases,
  by: Unlocked | Actor,
  id: CaseId,
  act: Act,
): Promise<Result<{ member: Member; card: CaseCard }>> {
  const member = memberOf(by);
  if (member === undefined) return refuse("no_access");
  const seen = await seenBy(cases, member, id);
  if (!seen.ok) return seen;
  const refusal = refusalOf(act, seen.value.card, seen.value.shares, member);
  return refusal === undefined ? ok({ member, card: seen.value.card }) : refuse(refusal);
}

/**
 * Checks rights and writes the access log. Nothing sealed is opened before it resolves, and nothing at all when the
 * log cannot be written.
 */
export async function enter(
  { cases, log, clock }: DeskParts,
  by: Unlocked,
  id: CaseId,
  act: Act,
): Promise<Result<{ member: Member; card: CaseCard }>> {
  const allowed = await checkRights(cases, by, id, act);
  if (!allowed.ok) return allowed;
  const logged = act === "open" || act === "reply" ? act : "refer";
  await log.record({ at: clock(), officer: by.officer, agency: by.agency, case: id, act: logged });
  return allowed;
}

/** Every epoch that the officer's body holds, and the events as far as these open them. Refuses no_access. */
export async function readCase(
  { cases, bodies }: DeskParts,
  by: Unlocked,
  id: CaseId,
): Promise<Result<{ keys: EpochKeys; events: OpenedEvent[] }>> {
  const member = memberOf(by);
  const sealed = await bodies.keyForOfficer(by.agency, by.officer);
  if (sealed === undefined) return refuse("no_access");
  const bodyKey = await openAgencyKey(by.agency, by.privateKey, sealed);
  const keys = await openCopies(id, bodyKey, await cases.copies(member, id, by.agency));
  return ok({ keys, events: await openEvents(id, keys, await cases.events(member, id)) });
}

/** Seals words to the epoch that the case is in now. */
export async function sealNow(
  { cases, server }: Pick<DeskParts, "cases" | "server">,
  member: Member,
  card: CaseCard,
  content: EventContent,
): Promise<Words> {
  const key = (await cases.epochs(member, card.id)).find(({ epoch }) => epoch === card.epoch);
  if (key === undefined) throw new Error(`case without its epoch: ${card.id}/${card.epoch}`);
  return sealWords(server, card.id, key, content);
}

const LONGEST_TEXT = 10_000;

/** What an officer typed, without the space around it. Refuses text_missing, text_too_long (over 10,000 characters). */
export function checkText(text: string): Result<string> {
  const trimmed = text.trim();
  if (trimmed === "") return refuse("text_missing");
  return trimmed.length > LONGEST_TEXT ? refuse("text_too_long") : ok(trimmed);
}

/** The same for a reason. Refuses reason_missing, text_too_long. */
export function checkReason(text: string): Result<string> {
  return text.trim() === "" ? refuse("reason_missing") : checkText(text);
}
