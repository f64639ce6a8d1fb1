/**
 * Queue: the life of a case, from the sealed filing to its end: claim, clocks, escalation, replies, who may read.
 * Comes in: a filing, an officer's act, a receipt code, the time. Goes out: one guarded change, or a refusal.
 * Never knows: who the reporter is, how rows are kept, which network a message leaves by.
 */
export {
  ACTIONS,
  OUTCOMES,
  type ActionKind,
  type BodyKey,
  type CaseCard,
  type CaseChange,
  type CaseEvent,
  type CardTriage,
  type CaseState,
  type EventContent,
  type EventDetail,
  type EventKind,
  type Filing,
  type NewCase,
  type NewEvent,
  type Outcome,
  type ReportContent,
  type Share,
  type ShareRole,
} from "./words.ts";
export type { Review, Verdict } from "./review-words.ts";
export type {
  AccessLog,
  Bodies,
  CardFilter,
  Cases,
  DutyRoster,
  Extracts,
  NoticeBox,
  NumbersToCall,
  ReporterLinks,
} from "./ports.ts";
export { ACT_WITHIN, CLAIM_WITHIN, PING_COORDINATORS_EVERY, PING_EVERY } from "./clocks.ts";
export { coarseTimes } from "./coarsen.ts";
export { legalDeadlines, type LegalDeadline } from "./legal.ts";
export { createAnnouncer, dutyNotices, type NoticeParts } from "./notices.ts";
export {
  EXTRACT_OUTCOMES,
  type ExtractOutcome,
  type ExtractState,
  type ExtractWords,
  type PlaceExtract,
  type Verification,
} from "./extract-words.ts";
export {
  createExtractDesk,
  LONGEST_EXTRACT,
  type ExtractDesk,
  type ExtractStanding,
  type SentExtract,
} from "./desk-extract.ts";
export { createOrderDesk, type ExtractCard, type OrderDesk } from "./order-desk.ts";
export { labelFrom, newLabel } from "./label.ts";
export { ACTS, allowedActs, type Act, type Member } from "./permit.ts";
export { graver, isShutOut, moreChild } from "./decide-moving.ts";
export { answersIn, barredSince, excludedIn, partsIn, reportIn, reviewIn, type OpenedEvent } from "./keys.ts";
export { reportOf, sealFiling, tellsOfPlace, type SealFilingParts } from "./seal-filing.ts";
export {
  sealAdded,
  sealAddition,
  type Addition,
  type CaseSeen,
  type FullerStory,
  type SealAddedParts,
} from "./seal-added.ts";
export { createDesk, type AlikeCases, type Desk, type HandOff, type Look, type OpenedCase } from "./desk.ts";
export type { ReplyReach } from "./desk-reply.ts";
export type { DeskParts, Unlocked } from "./unlock.ts";
export {
  createReporterDesk,
  type ReportByCode,
  type ReporterDesk,
  type ReporterDeskParts,
} from "./reporter-desk.ts";
export { createClockwork, type Clockwork, type ClockworkParts, type ClockworkRun } from "./clockwork.ts";
