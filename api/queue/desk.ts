/** The officer's desk: everything that a body does with a case, behind one table of rights. */
import type { Actor, AgencyId, CaseId, Instant, OfficerId, Result } from "../kernel.ts";
import type { Proposal } from "../incident/index.ts";
import type { Access } from "../routing/index.ts";
import { deskAct } from "./desk-act.ts";
import { deskLink } from "./desk-link.ts";
import { deskRead } from "./desk-read.ts";
import { deskReply, type ReplyReach } from "./desk-reply.ts";
import { deskReview } from "./desk-review.ts";
import type { Verdict } from "./review-words.ts";
import { deskShare } from "./desk-share.ts";
import type { OpenedEvent } from "./keys.ts";
import type { LegalDeadline } from "./legal.ts";
import type { Act } from "./permit.ts";
import type { CardFilter } from "./ports.ts";
import type { DeskParts, Unlocked } from "./unlock.ts";
import type { ActionKind, CaseCard, Outcome, Share } from "./words.ts";

/** A case as its card shows it, with what the actor may do now. */
export type Look = {
  card: CaseCard;
  shares: Share[];
  handOffs: { agency: AgencyId; dueAt: Instant; doneAt: Instant | undefined }[];
  acts: Act[];
  deadlines: LegalDeadline[];
  /** Who would lead by what the reporter has told since, while it is in other hands. */
  proposed: AgencyId | undefined;
};

/** A case with its words, as far as the officer's body holds the keys. */
export type OpenedCase = { card: CaseCard; events: OpenedEvent[] };

/** Reports that may tell of the same event; a body sees only those that it may read in full. */
export type AlikeCases = {
  linked: CaseCard[];
  proposed: { card: CaseCard; likeness: Proposal["likeness"] }[];
};

/** A body that is not enrolled was phoned: with whom, and whether it took the case on. */
export type HandOff = { agency: AgencyId; spokeWith: string; accepted: boolean; text: string };

/**
 * Every act refuses unknown_case, no_access, card_only, already_closed, not_claimed as the table of rights says
 * (`permit.ts`), conflict when others keep writing, and text_missing or reason_missing and text_too_long (over
 * 10,000 characters) for words. Words typed are either kept whole or refused.
 */
export interface Desk {
  cards(actor: Actor, filter: CardFilter): Promise<CaseCard[]>;
  look(actor: Actor, id: CaseId): Promise<Result<Look>>;
  /** Refuses already_claimed; the claimant's own second click is no error. */
  claim(by: Unlocked | Actor, id: CaseId): Promise<Result<undefined>>;
  /** Back to the queue with a fresh clock. */
  release(by: Unlocked | Actor, id: CaseId, reason: string): Promise<Result<undefined>>;
  /** Writes the access log, then opens; throws, and opens nothing, when the log cannot be written. */
  open(by: Unlocked, id: CaseId): Promise<Result<OpenedCase>>;
  act(
    by: Unlocked | Actor,
    id: CaseId,
    done: { action: ActionKind; text: string },
  ): Promise<Result<undefined>>;
  note(by: Unlocked | Actor, id: CaseId, text: string): Promise<Result<undefined>>;
  /** The reply is kept in any event; `ReplyReach` says how the reporter comes to read it. */
  reply(by: Unlocked, id: CaseId, text: string): Promise<Result<ReplyReach>>;
  /** Refuses unknown_agency, corps_excluded, not_allowed_to_body. */
  handOff(by: Unlocked, id: CaseId, call: HandOff): Promise<Result<undefined>>;
  /** Refuses unknown_agency, agency_not_open, corps_excluded, not_allowed_to_body, invalid_value (the own body). */
  refer(
    by: Unlocked,
    id: CaseId,
    agency: AgencyId,
    access: Access,
    reason: string,
  ): Promise<Result<undefined>>;
  /** Refuses as `refer`. The new body waits for a claim with a fresh clock; the old one goes on reading. */
  transfer(by: Unlocked, id: CaseId, agency: AgencyId, reason: string): Promise<Result<undefined>>;
  /** What was read stays read; what follows is sealed to a new epoch. Refuses invalid_value, needs_coordinator (the last one). */
  revoke(by: Unlocked | Actor, id: CaseId, agency: AgencyId, reason: string): Promise<Result<undefined>>;
  /** Other reports of the same event: those linked, and those that look alike. Needs the right to open. */
  alike(by: Unlocked | Actor, id: CaseId): Promise<Result<AlikeCases>>;
  /** This report tells of the event that `other` tells of. Refuses invalid_value for itself. */
  link(by: Unlocked | Actor, id: CaseId, other: CaseId): Promise<Result<undefined>>;
  /** An event of its own again. */
  unlink(by: Unlocked | Actor, id: CaseId): Promise<Result<undefined>>;
  /** Looked at and found to be something else: not proposed any more. */
  keepApart(by: Unlocked | Actor, id: CaseId, other: CaseId): Promise<Result<undefined>>;
  /**
   * What triage said is right, or what is. A correction needs a reason (reason_missing); a confirmation needs none.
   * Needs the claim.
   */
  review(by: Unlocked, id: CaseId, verdict: Verdict, reason: string): Promise<Result<undefined>>;
  close(
    by: Unlocked | Actor,
    id: CaseId,
    ending: { outcome: Outcome; text: string },
  ): Promise<Result<undefined>>;
  accessLog(
    actor: Actor,
    id: CaseId,
  ): Promise<Result<{ at: Instant; officer: OfficerId; agency: AgencyId; act: string }[]>>;
}

export function createDesk(parts: DeskParts): Desk {
  return {
    ...deskRead(parts),
    ...deskAct(parts),
    ...deskReply(parts),
    ...deskShare(parts),
    ...deskLink(parts),
    ...deskReview(parts),
  };
}
