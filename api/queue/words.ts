/** Shapes of a case: the card in clear, the append-only history, what a change may touch. */
import type {
  Actor,
  AgencyId,
  AreaCode,
  CaseId,
  Category,
  ChildStatus,
  Corps,
  ExtractId,
  IncidentId,
  Indicator,
  Instant,
  OfficerId,
  PublicKey,
  Sealed,
  Severity,
  Zone,
} from "../kernel.ts";
import type { ExtractWords, PlaceExtract, Verification } from "./extract-words.ts";
import type { Review, Verdict } from "./review-words.ts";
import type { Answers, FilingReason, Part, Submission } from "../intake/index.ts";
import type { NewOutboxRow } from "../outbox/index.ts";
import type { Access, Route } from "../routing/index.ts";
import type { Evidence, Triage } from "../triage/index.ts";
import type { EpochKey, KeyCopy, Sketch, StoredReceipt } from "../vault/index.ts";

/** The whole decision about a report, in clear and in memory only; pipeline.ts makes it, seal-filing seals it. */
export type Filing = {
  submission: Submission;
  triage: Triage;
  /** As exact as the words support; `district` is what stays in clear. */
  area: { exact: AreaCode; district: AreaCode; words: string; zone: Zone };
  route: Route;
  filedAt: Instant;
  claimDueAt: Instant;
};

export type CaseState = "waiting" | "claimed" | "closed";

/**
 * What is in clear about a case; its times are local midnights once it is closed (coarsen.ts). `label` is a random
 * two-word name for talking about it ("Kenari Teduh 41").
 */
export type CaseCard = {
  id: CaseId;
  label: string;
  version: number;
  /** Shared by reports that an officer has linked as telling of one event. */
  incident: IncidentId;
  state: CaseState;
  category: Category;
  severity: Severity;
  child: ChildStatus;
  relocation: boolean;
  /** One of many that a single chat has filed in a day; it stands lower among equals, on the same clock. */
  oneOfMany: boolean;
  /**
   * It tells of a place, and not of whoever wrote it: it may count in the watch over closed sites. False for exit
   * support and self-reports; once false, only an officer makes it true.
   */
  tellsOfPlace: boolean;
  /** District at the finest. */
  area: AreaCode;
  filedAt: Instant;
  /** The reporter may still be telling; more messages will follow. */
  stillTelling: boolean;
  /** An officer has said what it is; later words make it graver at most. */
  reviewed: boolean;
  /** The body whose turn it is: the lead, then down the chain; `turn` counts the steps already taken. */
  holder: AgencyId;
  turn: number;
  /** Claim by then, else the next body; undefined once claimed or closed. */
  claimDueAt: Instant | undefined;
  claimedBy: { officer: OfficerId; agency: AgencyId } | undefined;
  claimedAt: Instant | undefined;
  /** First action by then, else back to the queue and up; undefined once acted. */
  actionDueAt: Instant | undefined;
  firstActionAt: Instant | undefined;
  closedAt: Instant | undefined;
  outcome: Outcome | undefined;
  /** The reporter's latest message, and the latest one an officer of the claiming body has opened. */
  reporterWroteAt: Instant;
  officerReadAt: Instant | undefined;
  lastPingAt: Instant | undefined;
  epoch: number;
};

/** `former`: had a part until a fuller story led elsewhere; reads nothing that follows, and may come back. */
export type ShareRole = "lead" | "support" | "chain" | "referred" | "former";
/** A body's part in a case. Bodies of the chain are `active` only after escalation has reached them. */
export type Share = {
  agency: AgencyId;
  role: ShareRole;
  access: Access;
  /** Order in the chain (1 = next after the lead). */
  position: number | undefined;
  active: boolean;
};

export const OUTCOMES = [
  "victim_safe",
  "referred_on",
  "police_investigation",
  "service_given",
  "not_found",
  "no_contact",
  "not_a_case",
] as const;
/** How a case ended, structured; words about it are sealed in the event. */
export type Outcome = (typeof OUTCOMES)[number];

export const ACTIONS = [
  "contacted_reporter",
  "visited_place",
  "met_victim",
  "called_partner",
  "brought_to_safety",
  "other",
] as const;
export type ActionKind = (typeof ACTIONS)[number];

const EVENT_KINDS = [
  "filed",
  "message", // the reporter wrote
  "answered", // the reporter answered our questions, or corrected an answer
  "claimed",
  "released",
  "escalated",
  "action",
  "note",
  "reply", // an officer wrote to the reporter
  "reply_delivered",
  "reply_read",
  "reply_undeliverable",
  "reply_awaits", // the network lets it through only when the reporter has written again
  "hand_off", // a body that is not enrolled was phoned
  "referred",
  "transferred",
  "revoked",
  "linked", // another report tells of the same event
  "unlinked",
  "kept_apart", // a proposed one does not
  "verified", // a social worker's visit ruled out child, force and self-report
  "extracted", // place and hours, in the officer's own words, went to order enforcement
  "extract_withdrawn",
  "closed",
  "reopened",
  "retriaged", // what was said since has moved the card
  "reviewed", // an officer has confirmed or corrected what triage said
  "erased_link", // the reporter had chat, link and address erased
  "shredded",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** What triage may move on a card that is there. */
export type CardTriage = Pick<CaseCard, "category" | "severity" | "child" | "area">;

/** A report as its readers have it: everything said so far, and what was made of it. */
export type ReportContent = {
  parts: Part[];
  answers: Answers;
  indicators: Indicator[];
  implicated: Corps[];
  /** Triage had too little to go by, or two kinds were nearly as likely: somebody must read first. */
  unsure?: boolean;
  evidence: Evidence[];
  /** Exact area, down to the village, and the reporter's words for the place. */
  area: AreaCode;
  placeWords: string;
  route: Route;
};

/** What lies sealed in an event, by kind. */
export type EventContent =
  | ({ kind: "filed"; reason: FilingReason } & ReportContent)
  | {
      kind: "retriaged";
      from: CardTriage;
      to: CardTriage;
      /** Corps known by now that nothing may go to. */
      barred: Corps[];
      /** Bodies whose part ended because they are kept out. */
      ended: AgencyId[];
      /** The whole story so far, for those who read from here on; undefined when only the latest words were known. */
      report: ReportContent | undefined;
    }
  | { kind: "reviewed"; from: Verdict; to: Verdict; text: string }
  | { kind: "message"; part: Part }
  | { kind: "answered"; answers: Answers }
  | { kind: "action"; action: ActionKind; text: string }
  | { kind: "note"; text: string }
  | { kind: "reply"; text: string; agency: AgencyId }
  | ({ kind: "verified" } & Verification)
  | ({ kind: "extracted" } & ExtractWords & {
        /** Undefined when it was read out by phone. */
        extract: ExtractId | undefined;
        agency: AgencyId | undefined;
        text: string;
      })
  | { kind: "extract_withdrawn"; extract: ExtractId; text: string }
  | { kind: "hand_off"; agency: AgencyId; spokeWith: string; accepted: boolean; text: string }
  | { kind: "released" | "referred" | "transferred" | "revoked" | "closed"; text: string };

/** Ids and codes only; readable by the server. */
export type EventDetail = {
  agency?: AgencyId;
  outcome?: Outcome;
  turn?: number;
  access?: Access;
  /** The seq of the reply that was delivered or read. */
  reply?: number;
  /** The other report of a link. */
  other?: CaseId;
  /** Bodies that read from here on. */
  joined?: AgencyId[];
  /** The body that would lead by the fuller story, while other people have the case in hand. */
  proposed?: AgencyId;
};

export type CaseEvent = {
  seq: number;
  kind: EventKind;
  at: Instant;
  actor: Actor["kind"];
  officer: OfficerId | undefined;
  agency: AgencyId | undefined;
  epoch: number | undefined;
  sealed: Sealed<"event"> | undefined;
  detail: EventDetail;
};

export type NewEvent = {
  kind: EventKind;
  at: Instant;
  actor: Actor;
  epoch?: number;
  sealed?: Sealed<"event">;
  detail?: EventDetail;
};

/** Everything that filing writes, sealed; one transaction writes it with the conversation's turn. */
export type NewCase = {
  card: Omit<CaseCard, "version">;
  epoch: EpochKey;
  shares: Share[];
  copies: KeyCopy[];
  receipt: StoredReceipt;
  /** The reporter's address, sealed to the report's key and then to the server's. */
  replyAddress: Sealed<"reply-address">;
  /** Bodies to phone because they are not enrolled. */
  handOffs: { agency: AgencyId; dueAt: Instant }[];
  events: NewEvent[];
  /** What is compared with other reports until its keys die. */
  sketches: readonly Sketch[];
  notices: NewOutboxRow[];
};

/**
 * One atomic change of a case, decided purely. The store applies it only while the case still has the version that
 * the decision saw; otherwise nothing is written and the caller decides again.
 */
export type CaseChange = {
  set: Partial<Omit<CaseCard, "id" | "label" | "version" | "filedAt">>;
  events: NewEvent[];
  shares?: Share[];
  /** Key copies to add; a copy for the same holder and epoch is replaced (escalation takes the outer layer off). */
  copies?: KeyCopy[];
  /** A new epoch for everything that follows. */
  epoch?: EpochKey;
  /** Bodies that are kept out from now on: all their key copies and open calls are destroyed. */
  withdrawn?: AgencyId[];
  /** Sealed anew, so that whoever reads only a later epoch can answer too. */
  replyAddress?: Sealed<"reply-address">;
  /** A place-and-time extract that goes to order enforcement with this change. */
  extract?: Pick<PlaceExtract, "id" | "agency" | "sentOn" | "mac"> & { sealed: Sealed<"place-extract"> };
  /** An extract that nobody has opened yet; a conflict when somebody has. */
  takeBack?: ExtractId;
  outbox?: NewOutboxRow[];
  review?: Review;
  /** This case and every report linked with it tell of that event from now on; `set.incident` moves this one alone. */
  joins?: IncidentId;
  /** Joined into those of the same periods. */
  sketches?: readonly Sketch[];
  handOffsDone?: AgencyId[];
  handOffs?: { agency: AgencyId; dueAt: Instant }[];
};

/** The public key of a body with its MAC, as sealing checks it. */
export type BodyKey = { agency: AgencyId; publicKey: PublicKey; mac: Uint8Array<ArrayBuffer> };
