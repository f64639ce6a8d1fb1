/**
 * The mandate table an installation starts with. Data only: an admin edits a copy, a second admin approves it, and
 * lines for a smaller area replace these. Every category × child status has exactly one line here (a test says so).
 *
 * Why these bodies:
 * - protection_office (UPTD PPA, Dinas PPPA): UU 12/2022 Art. 73–76 gives it the integrated service for victims of
 *   sexual violence; UU 35/2014 Art. 59–59A gives every child victim special protection.
 * - police (Unit PPA, Satres PPA-PPO): UU 12/2022 Art. 39–42 (report, 1×24 h protection); UU 21/2007 on trafficking.
 * - social_office (Dinas Sosial, rehabilitation units): UU 11/2009 Art. 7; it meets adults in prostitution first.
 * - satpol_pp stands in no line: order enforcement receives nothing at filing, and routing refuses it even if added.
 */
import { type Category, type ChildStatus, NATION } from "../kernel.ts";
import type { Mandate } from "./words.ts";

const police = { kind: "police", access: "full" } as const;
const protection = { kind: "protection_office", access: "full" } as const;
const social = { kind: "social_office", access: "full" } as const;
const ngo = { kind: "ngo", access: "full" } as const;
const healthCard = { kind: "health", access: "card" } as const;

type Line = [Category, ChildStatus[], Mandate["lead"], Mandate["supports"]];

const LINES: Line[] = [
  ["child_sexual_abuse", ["yes", "possible", "no"], "protection_office", [police]],
  ["child_sexual_exploitation", ["yes", "possible", "no"], "protection_office", [police]],
  ["online_child_sexual_abuse", ["yes", "possible", "no"], "protection_office", [police]],

  ["sexual_trafficking", ["yes"], "protection_office", [police, social]],
  ["sexual_trafficking", ["possible", "no"], "police", [protection, social]],

  ["hidden_prostitution", ["yes"], "protection_office", [police, social, healthCard]],
  ["hidden_prostitution", ["possible"], "social_office", [protection, healthCard]],
  ["hidden_prostitution", ["no"], "social_office", [healthCard]],

  ["exit_support", ["yes"], "protection_office", [police, social]],
  ["exit_support", ["possible"], "social_office", [protection, ngo, healthCard]],
  ["exit_support", ["no"], "social_office", [ngo, healthCard]],

  ["other_violence", ["yes"], "protection_office", [police]],
  ["other_violence", ["possible", "no"], "protection_office", []],

  // Nothing is thrown away by a machine: the people who know the area look at it too, last in their queue.
  ["not_a_report", ["yes", "possible", "no"], "protection_office", []],
];

export const DEFAULT_MANDATES: Mandate[] = LINES.map(([category, child, lead, supports]) => ({
  category,
  child,
  area: NATION,
  lead,
  supports,
}));
