/** The single questions that the weights answer, each with a score: above 0 is rather yes than no. */
import {
  CATEGORIES,
  CHILD_STATUSES,
  INDICATORS,
  SEVERITIES,
  type Category,
  type ChildStatus,
  type Corps,
  type Indicator,
  type Severity,
} from "../kernel.ts";

/** A message with its labels, as training reads it; definitions in docs/triage-guidelines.md. */
export type Labelled = {
  text: string;
  category: Category;
  severity: Severity;
  /** null where nothing is reported. */
  child: ChildStatus | null;
  indicators: Indicator[];
  implicated: Corps[];
  /** `mix_<language>` where a regional language is mixed in. */
  register: string;
  /** Whether a place is known of it; undefined where nobody has looked. */
  placed?: boolean;
  /** Only teaches: counts a quarter, and no limit but those of urgency is drawn on it. */
  lesson?: boolean;
};

/** What a text is that reports nothing. */
export const NO_REPORT: Labelled = {
  text: "",
  category: "not_a_report",
  severity: "low",
  child: null,
  indicators: [],
  implicated: [],
  register: "everyday",
};

/** Categories of which the victim is a child by definition. */
export const ABOUT_CHILDREN: readonly Category[] = [
  "child_sexual_abuse",
  "child_sexual_exploitation",
  "online_child_sexual_abuse",
];

export type HeadName =
  | `category:${Category}`
  | `indicator:${Indicator}`
  | `severity:${Severity}`
  | `child:${ChildStatus}`
  | "severity:pressing";

/** Whether the label says yes to a question. */
export const HEADS: readonly { name: HeadName; holds: (message: Labelled) => boolean }[] = [
  ...CATEGORIES.map((category) => ({
    name: `category:${category}` as const,
    holds: (message: Labelled) => message.category === category,
  })),
  ...INDICATORS.map((indicator) => ({
    name: `indicator:${indicator}` as const,
    holds: (message: Labelled) => message.indicators.includes(indicator),
  })),
  ...SEVERITIES.map((severity) => ({
    name: `severity:${severity}` as const,
    holds: (message: Labelled) => message.severity === severity,
  })),
  ...CHILD_STATUSES.map((status) => ({
    name: `child:${status}` as const,
    holds: (message: Labelled) => message.child === status,
  })),
  { name: "severity:pressing", holds: ({ severity }) => severity === "emergency" || severity === "urgent" },
];
