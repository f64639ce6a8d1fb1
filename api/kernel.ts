/**
 * The words every part shares: opaque ids, instants, sealed bytes, who acts, why something is refused.
 * Comes in: nothing. Goes out: types and a few pure functions on them.
 * Never knows: storage, network, clock, randomness.
 */

declare const brand: unique symbol;
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

// ── Ids ──────────────────────────────────────────────────────────────────────────────────────────────
export type CaseId = Branded<string, "CaseId">;
export type AgencyId = Branded<string, "AgencyId">;
export type OfficerId = Branded<string, "OfficerId">;
export type ConversationId = Branded<string, "ConversationId">;
/** The event in the world that one or more reports tell of. */
export type IncidentId = Branded<string, "IncidentId">;
/** What an installation calls a place besides its official name. */
export type AliasId = Branded<string, "AliasId">;
/** A place and its hours that order enforcement was told of. */
export type ExtractId = Branded<string, "ExtractId">;
/** A place that was closed or raided. */
export type SiteId = Branded<string, "SiteId">;
/** Two districts that officers know to lie on one road. */
export type LinkId = Branded<string, "LinkId">;
/** An errand for outreach, where reports have changed. */
export type OutreachId = Branded<string, "OutreachId">;
export type AnyId =
  | CaseId
  | AgencyId
  | OfficerId
  | ConversationId
  | IncidentId
  | AliasId
  | ExtractId
  | SiteId
  | LinkId
  | OutreachId;

/** `bytes` random bytes; handed in wherever chance is needed, so that rules stay repeatable in tests. */
export type Random = (bytes: number) => Uint8Array;

/** A UUIDv4 (RFC 9562 §5.4) made from 16 random bytes. */
export function newId<Id extends AnyId>(random: Random): Id {
  const bytes = random(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    "-",
  ) as Id;
}

// ── Time ─────────────────────────────────────────────────────────────────────────────────────────────
/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = Branded<number, "Instant">;
export type Clock = () => Instant;
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const instant = (ms: number): Instant => ms as Instant;
/** The instant `ms` milliseconds after `at` (before it, when negative). */
export const after = (at: Instant, ms: number): Instant => (at + ms) as Instant;

/** Indonesia's three time zones: WIB, WITA, WIT. None has daylight saving. */
export type Zone = "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
const ZONE_OFFSET_HOURS: Record<Zone, number> = {
  "Asia/Jakarta": 7,
  "Asia/Makassar": 8,
  "Asia/Jayapura": 9,
};
/** Local wall time as `YYYY-MM-DDTHH:mm`, for reading hours and days; never parsed back into an Instant. */
export function localTime(at: Instant, zone: Zone): string {
  return new Date(at + ZONE_OFFSET_HOURS[zone] * HOUR).toISOString().slice(0, 16);
}
/** A calendar day `YYYY-MM-DD` in some zone. */
export type LocalDay = Branded<string, "LocalDay">;
export const localDay = (at: Instant, zone: Zone): LocalDay => localTime(at, zone).slice(0, 10) as LocalDay;
/** The midnight with which the local day of `at` began: all that is kept of a time once it need not be exact. */
export function coarsenToDay(at: Instant, zone: Zone): Instant {
  const offset = ZONE_OFFSET_HOURS[zone] * HOUR;
  return (Math.floor((at + offset) / DAY) * DAY - offset) as Instant;
}
/** Minutes since local midnight (0–1439) and the local weekday (1 = Monday … 7 = Sunday). */
export function localMinute(at: Instant, zone: Zone): { weekday: number; minute: number } {
  const local = new Date(at + ZONE_OFFSET_HOURS[zone] * HOUR);
  return { weekday: local.getUTCDay() || 7, minute: local.getUTCHours() * 60 + local.getUTCMinutes() };
}

// ── Sealed bytes ─────────────────────────────────────────────────────────────────────────────────────
/** Bytes sealed to public keys with age; what lasts. `Content` names what lies inside. */
export type Sealed<Content extends string = string> = Branded<Uint8Array<ArrayBuffer>, `sealed ${Content}`>;
/** Bytes sealed under a period key (AES-256-GCM); what is in flight. */
export type InFlight<Content extends string = string> = Branded<
  Uint8Array<ArrayBuffer>,
  `in flight ${Content}`
>;
export type PublicKey = Branded<string, "PublicKey">;
export type PrivateKey = Branded<string, "PrivateKey">;

// ── The field's words ────────────────────────────────────────────────────────────────────────────────
export const CATEGORIES = [
  "child_sexual_abuse",
  "child_sexual_exploitation",
  "online_child_sexual_abuse",
  "sexual_trafficking",
  "hidden_prostitution",
  "exit_support",
  "other_violence",
  "not_a_report",
] as const;
export type Category = (typeof CATEGORIES)[number];
export const SEVERITIES = ["emergency", "urgent", "standard", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];
/** `yes`: a child is the victim or the one used; `no`: adulthood was said; otherwise `possible`. */
export const CHILD_STATUSES = ["yes", "possible", "no"] as const;
export type ChildStatus = (typeof CHILD_STATUSES)[number];
export const INDICATORS = [
  "child_involved",
  "coercion",
  "online",
  "relocation",
  "self_report",
  "offender_in_household",
  "offender_in_authority",
  "reporter_at_risk",
  "debt_or_documents",
  "repeat_reported",
  "self_harm_risk",
  "danger_now",
] as const;
export type Indicator = (typeof INDICATORS)[number];
/** Bodies whose people a report can name as offender, protector, or as having refused. */
export const CORPS = [
  "police",
  "military",
  "satpol_pp",
  "social_office",
  "protection_office",
  "village",
  "local_government",
  "school",
  "religious",
  "care_home",
  "health",
  "justice",
] as const;
export type Corps = (typeof CORPS)[number];
/** What kind of body an agency is; those named in `Corps` belong to that corps at every level. */
export const AGENCY_KINDS = [
  "protection_office", // UPTD PPA / Dinas PPPA
  "police", // Unit PPA / Satres PPA-PPO
  "social_office", // Dinas Sosial, rehabilitation units
  "health", // Dinas Kesehatan, Puskesmas
  "satpol_pp",
  "witness_protection", // LPSK
  "ngo",
  "coordinator", // national or provincial coordinator of the hotline
] as const;
export type AgencyKind = (typeof AGENCY_KINDS)[number];
export const corpsOf = (kind: AgencyKind): Corps | undefined =>
  (CORPS as readonly string[]).includes(kind) ? (kind as Corps) : undefined;

/** Kemendagri code: `33`, `33.25`, `33.25.01`, `33.25.01.2001`. The whole country is the empty string. */
export type AreaCode = Branded<string, "AreaCode">;
export const NATION = "" as AreaCode;
/** The code one level up (`33.25.01` → `33.25`); a province's parent is the nation. */
export function parentArea(code: AreaCode): AreaCode {
  return code.slice(0, Math.max(0, code.lastIndexOf("."))) as AreaCode;
}
/** `code` itself and every area around it, smallest first, ending with the nation. */
export function areaAndAbove(code: AreaCode): AreaCode[] {
  return code === NATION ? [NATION] : [code, ...areaAndAbove(parentArea(code))];
}
/** The province of an area; the nation when the area is no finer than that. */
export const provinceOf = (code: AreaCode): AreaCode => areaAndAbove(code).at(-2) ?? NATION;
/** The district (kecamatan) of a village, or the area itself when it is no finer than a district. */
export const coarsenToDistrict = (code: AreaCode): AreaCode =>
  code.split(".").slice(0, 3).join(".") as AreaCode;

export const LOCALES = ["id", "en"] as const;
export type Locale = (typeof LOCALES)[number];

// ── Who acts ─────────────────────────────────────────────────────────────────────────────────────────
/** Every read and every event names its actor; there is no unscoped read. Admins administer; they read no report. */
export type Actor =
  | { kind: "officer"; officer: OfficerId; agency: AgencyId; role: OfficerRole }
  | { kind: "admin"; officer: OfficerId }
  | { kind: "reporter"; case: CaseId }
  | { kind: "system"; task: string };
export type OfficerRole = "officer" | "supervisor";

// ── Refusals ─────────────────────────────────────────────────────────────────────────────────────────
/** Expected refusals: stable codes, each a key under `refusal` in locales. A bug is a throw instead. */
export const REFUSALS = [
  "unknown_case",
  "no_access", // the actor's body holds no key for it
  "card_only", // the body may see the card, not the words
  "already_claimed",
  "not_claimed", // the act needs a claim by the actor
  "already_closed",
  "not_closed",
  "conflict", // somebody else changed it meanwhile; look again
  "unknown_code", // no report for this receipt code, or the code is wrong: never said apart
  "bad_check_digit",
  "too_many_tries",
  "wrong_sign_in",
  "passkey_failed", // name, passphrase or TOTP wrong: never said apart
  "session_expired",
  "not_admin",
  "needs_second_admin",
  "own_approval",
  "needs_coordinator",
  "invitation_expired",
  "last_key_holder", // nobody else could unlock the body's key, and there is no recovery copy
  "unknown_agency",
  "agency_not_open", // the body has no key that enough people can unlock
  "corps_excluded", // implicated, or excluded by the reporter
  "not_allowed_to_body", // no words of a reporter go to this body
  "self_report", // somebody tells of herself: order enforcement learns nothing of it
  "force_indicated", // coercion or debt: that is for the police's own unit and for protection
  "child_involved",
  "not_verified", // no visit was written down since the reporter's last word
  "words_copied", // five words in a row are the reporter's
  "already_opened",
  "unreachable", // no reply address left; the reporter still finds it with the code
  "reason_missing",
  "text_missing",
  "text_too_long",
  "invalid_value",
  "unknown_site", // a closed place that is not there, or that the body may not know of: never said apart
  "alias_is_word", // a word of every day, which would find a place in half of all texts
] as const;
export type Refusal = (typeof REFUSALS)[number];
/** What is wrong with one field that somebody filled in: stable codes, each a key under `fault` in locales. */
export const FAULTS = [
  "text_missing",
  "text_too_long",
  "choice_missing",
  "not_ticked",
  "area_missing",
  "area_unknown", // no place of that name
  "area_several", // several places of that name
  "not_a_district",
  "outside_area", // of the own body
  "day_missing", // or one that the calendar does not know
  "day_to_come",
  "same_district",
  "linked_already",
  "other_province",
  "too_near",
  "chosen_already",
  "hours_unclear",
  "no_address",
] as const;
export type Fault = (typeof FAULTS)[number];
/** By the domain's name of the field. */
export type Faults = Readonly<Record<string, Fault>>;
/** `faults`: what is wrong with which field, where the refusal is about what was filled in. */
export type Refused = { ok: false; refusal: Refusal; faults?: Faults };
export type Result<T> = { ok: true; value: T } | Refused;
export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const done: Result<undefined> = { ok: true, value: undefined };
export const refuse = (refusal: Refusal): Refused => ({ ok: false, refusal });
/** Refuses what was filled in, and says what is wrong with which field. */
export const refuseFields = (faults: Faults): Refused => ({ ok: false, refusal: "invalid_value", faults });
/** The wrong ones among all fields that were looked at; undefined where none is. */
export function faultsAmong(fields: Readonly<Record<string, Fault | undefined>>): Faults | undefined {
  const wrong = Object.entries(fields).filter((field): field is [string, Fault] => field[1] !== undefined);
  return wrong.length === 0 ? undefined : Object.fromEntries(wrong);
}
