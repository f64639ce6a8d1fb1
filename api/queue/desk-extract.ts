/** Dinas Sosial's side of an extract: what a visit found, telling Satpol PP of the place, taking it back unread. */
import {
  localDay,
  newId,
  ok,
  refuse,
  type CaseId,
  type ExtractId,
  type LocalDay,
  type Refusal,
  type Result,
} from "../kernel.ts";
import type { Body } from "../routing/index.ts";
import { changeCase } from "./change.ts";
import { orderBodyFor, quotes, saidIn, whyNeverExtract, whyNoExtract } from "./decide-extract.ts";
import { eventOf } from "./decisions.ts";
import { sealExtract } from "./extract-seal.ts";
import type { ExtractState, Verification } from "./extract-words.ts";
import { dutyNotices } from "./notices.ts";
import type { Member } from "./permit.ts";
import type { Extracts } from "./ports.ts";
import {
  checkReason,
  checkRights,
  enter,
  readCase,
  sealNow,
  type DeskParts,
  type Unlocked,
} from "./unlock.ts";
import type { CaseCard, EventContent } from "./words.ts";

/** A place and its hours are short; a longer text tells a story. */
export const LONGEST_EXTRACT = 300;
const LONGEST_REASON = 1_000;

/** An extract of this case as the social worker sees it. `state` undefined: it was read out by phone. */
export type SentExtract = {
  id: ExtractId | undefined;
  place: string;
  times: string;
  to: string | undefined;
  state: ExtractState | undefined;
};

/** What the case page shows: why not (yet), to whom it would go, and what went. */
export type ExtractStanding = {
  never: Refusal | undefined;
  verified: boolean;
  receiver: Body | undefined;
  sent: SentExtract[];
};

/**
 * Every act is the claimant's or the supervisor's of a claiming Dinas Sosial body: refuses as `refer` in the table of
 * rights, and not_allowed_to_body for every other kind of body.
 */
export interface ExtractDesk {
  standing(by: Unlocked, id: CaseId): Promise<Result<ExtractStanding>>;
  /** Refuses reason_missing, text_too_long, invalid_value (a day to come), and what can never be sent. */
  verify(by: Unlocked, id: CaseId, found: Verification): Promise<Result<undefined>>;
  /**
   * Seals place and times to Satpol PP of the area; `by_phone` when that body cannot open anything. Refuses what
   * `whyNoExtract` says, words_copied, text_missing, text_too_long, reason_missing.
   */
  send(
    by: Unlocked,
    id: CaseId,
    wanted: { place: string; times: string; reason: string },
  ): Promise<Result<"sealed" | "by_phone">>;
  /** Refuses already_opened, reason_missing. */
  takeBack(by: Unlocked, id: CaseId, extract: ExtractId, reason: string): Promise<Result<undefined>>;
}

export type ExtractDeskParts = DeskParts & { extracts: Extracts };
type Entered = { member: Member; card: CaseCard };

export function createExtractDesk(parts: ExtractDeskParts): ExtractDesk {
  const { cases, bodies, extracts, server, clock, random } = parts;

  async function allowed(by: Unlocked, id: CaseId): Promise<Result<Entered>> {
    const rights = await checkRights(cases, by, id, "refer");
    if (!rights.ok) return rights;
    const own = (await bodies.all()).find((body) => body.id === by.agency);
    return own?.kind === "social_office" ? rights : refuse("not_allowed_to_body");
  }

  const today = ({ area }: CaseCard): LocalDay => localDay(clock(), parts.zoneOf(area));

  async function note(
    { member }: Entered,
    id: CaseId,
    content: EventContent & { kind: "verified" | "extracted" | "extract_withdrawn" },
    also: (card: CaseCard) => Promise<Result<object>>,
  ): Promise<Result<undefined>> {
    return changeCase(cases, member, id, async ({ card }) => {
      const more = await also(card);
      if (!more.ok) return more;
      const words = await sealNow(parts, member, card, content);
      const events = [eventOf(content.kind, clock(), member, words)];
      return ok({ change: { set: {}, events, ...more.value }, value: undefined });
    });
  }

  return {
    async standing(by, id) {
      const entered = await allowed(by, id);
      if (!entered.ok) return entered;
      const read = await readCase(parts, by, id);
      if (!read.ok) return read;
      const { card } = entered.value;
      const all = await bodies.all();
      const sent = read.value.events.flatMap(({ content }) =>
        content?.kind === "extracted" ? [content] : [],
      );
      const states = await extracts.states(sent.flatMap(({ extract }) => extract ?? []));
      return ok({
        never: whyNeverExtract(card, read.value.events),
        verified: whyNoExtract(card, read.value.events) === undefined,
        receiver: orderBodyFor(card.area, all),
        sent: sent.map(({ extract, place, times, agency }) => ({
          id: extract,
          place,
          times,
          to: all.find((body) => body.id === agency)?.name,
          state: extract && states.get(extract),
        })),
      });
    },

    async verify(by, id, found) {
      const checked = checkVerification(found);
      if (!checked.ok) return checked;
      const entered = await allowed(by, id);
      if (!entered.ok) return entered;
      return note(entered.value, id, { kind: "verified", ...checked.value }, async (card) => {
        if (found.on > today(card)) return refuse("invalid_value");
        const read = await readCase(parts, by, id);
        if (!read.ok) return read;
        const never = whyNeverExtract(card, read.value.events);
        return never === undefined ? ok({}) : refuse(never);
      });
    },

    async send(by, id, wanted) {
      const checked = checkExtract(wanted);
      if (!checked.ok) return checked;
      const { place, times, reason } = checked.value;
      const right = await allowed(by, id);
      if (!right.ok) return right;
      const entered = await enter(parts, by, id, "refer");
      if (!entered.ok) return entered;
      const receiver = orderBodyFor(entered.value.card.area, await bodies.all());
      const [bodyKey] = receiver?.open ? await bodies.keys([receiver.id]) : [];
      const extract = bodyKey && newId<ExtractId>(random);
      const content = {
        kind: "extracted" as const,
        extract,
        agency: receiver?.id,
        place,
        times,
        text: reason,
      };
      const sent = await note(entered.value, id, content, async (card) => {
        const read = await readCase(parts, by, id);
        if (!read.ok) return read;
        const refusal = whyNoExtract(card, read.value.events);
        if (refusal !== undefined) return refuse(refusal);
        if (quotes(`${place} ${times}`, saidIn(read.value.events) ?? [])) return refuse("words_copied");
        if (bodyKey === undefined || extract === undefined) return ok({});
        const { sealed, mac } = await sealExtract(server, extract, bodyKey, { place, times });
        const row = { id: extract, agency: bodyKey.agency, sentOn: today(card), sealed, mac };
        const outbox = await dutyNotices(parts, [bodyKey.agency], "waiting", clock());
        return ok({ extract: row, outbox });
      });
      return sent.ok ? ok(bodyKey === undefined ? "by_phone" : "sealed") : sent;
    },

    async takeBack(by, id, extract, reason) {
      const text = checkReason(reason);
      if (!text.ok) return text;
      const entered = await allowed(by, id);
      if (!entered.ok) return entered;
      const content = { kind: "extract_withdrawn" as const, extract, text: text.value };
      return note(entered.value, id, content, async () => {
        const read = await readCase(parts, by, id);
        if (!read.ok) return read;
        const ours = read.value.events.some(
          (event) => event.content?.kind === "extracted" && event.content.extract === extract,
        );
        if (!ours) return refuse("invalid_value");
        const state = (await extracts.states([extract])).get(extract);
        return state === "waiting" ? ok({ takeBack: extract }) : refuse("already_opened");
      });
    },
  };
}

/** Every point needs its own reason. */
function checkVerification({ on, child, force, selfReport }: Verification): Result<Verification> {
  if (!/^\d{4}-\d\d-\d\d$/.test(on)) return refuse("invalid_value");
  const reasons = [child, force, selfReport].map((text) => text.trim());
  if (reasons.includes("")) return refuse("reason_missing");
  if (reasons.some((text) => text.length > LONGEST_REASON)) return refuse("text_too_long");
  const [noChild = "", noForce = "", noSelf = ""] = reasons;
  return ok({ on, child: noChild, force: noForce, selfReport: noSelf });
}

function checkExtract(wanted: { place: string; times: string; reason: string }): Result<typeof wanted> {
  const [place, times] = [wanted.place.trim(), wanted.times.trim()];
  if (place === "" || times === "") return refuse("text_missing");
  if (place.length > LONGEST_EXTRACT || times.length > LONGEST_EXTRACT) return refuse("text_too_long");
  const reason = checkReason(wanted.reason);
  return reason.ok ? ok({ place, times, reason: reason.value }) : reason;
}
