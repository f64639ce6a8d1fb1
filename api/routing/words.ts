/** Who receives a report, as every later part reads it. */
import type { AgencyId, AgencyKind, AreaCode, Category, ChildStatus, Corps, Indicator } from "../kernel.ts";

/** A body as routing sees it. `open`: enough people can unlock its key (DESIGN §4). */
export type Body = {
  id: AgencyId;
  name: string;
  kind: AgencyKind;
  area: AreaCode;
  open: boolean;
  /** Phone or WhatsApp of the body's own duty desk, for manual hand-off. */
  phone?: string;
};

/** `full`: sealed in, reads the words. `card`: sees category, severity, area and clocks, never a word. */
export type Access = "full" | "card";

/** One line of the mandate table: for this kind of case, this kind of body takes this part. Data, versioned. */
export type Mandate = {
  category: Category;
  /** For which child statuses the line applies. */
  child: ChildStatus[];
  /** Area within which the line applies; a smaller area's lines replace those of a larger one. */
  area: AreaCode;
  lead: AgencyKind;
  /** A named body that leads by agreement (an NGO, say) instead of the kind. */
  leadAgency?: AgencyId;
  supports: { kind: AgencyKind; access: Access }[];
};

/** What routing is asked: the triage of one report, whom the reporter excluded, and where it happens. */
export type RoutingQuestion = {
  category: Category;
  child: ChildStatus;
  indicators: Indicator[];
  implicated: Corps[];
  notReaders: Corps[];
  area: AreaCode;
};

export type LeftOutReason =
  | "implicated"
  | "excluded_by_reporter"
  | "no_words_at_filing"
  | "not_open"
  | "no_such_body";

export type Route = {
  lead: AgencyId;
  supports: { agency: AgencyId; access: Access }[];
  /** After the lead, in order: who receives it when nobody claims in time. Ends with a national coordinator. */
  chain: AgencyId[];
  /** Bodies that should act but are not enrolled: a person phones them (call script, clock kept). */
  handOffs: AgencyId[];
  leftOut: { kind: AgencyKind; agency?: AgencyId; reason: LeftOutReason }[];
  /** Corps that no key may go to, now or later, for this report. */
  barred: Corps[];
  /** The coordinator decides on police together with LPSK (a corps is implicated). */
  coordinatorDecides: boolean;
};
