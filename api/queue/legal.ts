/** Deadlines that the law sets. They are shown; no machine acts on them. */
import { after, HOUR, type AgencyId, type Category, type ChildStatus, type Instant } from "../kernel.ts";
import type { CaseCard, CaseEvent, Share } from "./words.ts";

/**
 * One deadline of Undang-Undang 12/2022 (Tindak Pidana Kekerasan Seksual).
 * `report_to_police` (Art. 41): a service that received a victim's report passes it to the police within 3×24 hours.
 * `police_protection` (Art. 42): police may give temporary protection within 1×24 hours of receiving the report.
 * `metAt`: when this case shows it as met; undefined while open.
 */
export type LegalDeadline = {
  law: "UU 12/2022";
  article: 41 | 42;
  kind: "report_to_police" | "police_protection";
  dueAt: Instant;
  metAt: Instant | undefined;
};

const SEXUAL_VIOLENCE: readonly Category[] = [
  "child_sexual_abuse",
  "child_sexual_exploitation",
  "online_child_sexual_abuse",
  "sexual_trafficking",
];

/** Whether the act speaks of sexual violence in the law's sense; an adult's hidden prostitution alone does not. */
const underTheLaw = (category: Category, child: ChildStatus): boolean =>
  SEXUAL_VIOLENCE.includes(category) || (category === "hidden_prostitution" && child !== "no");

/**
 * The deadlines to show for a case. `policeReceivedAt`: when a police body first could read it (`policeReceived`).
 * Art. 41 speaks of a report by the victim; that lies sealed, so the deadline is shown for every case under the law.
 */
export function legalDeadlines(facts: {
  category: Category;
  child: ChildStatus;
  filedAt: Instant;
  policeReceivedAt: Instant | undefined;
}): LegalDeadline[] {
  if (!underTheLaw(facts.category, facts.child)) return [];
  const { filedAt, policeReceivedAt } = facts;
  const toPolice: LegalDeadline = {
    law: "UU 12/2022",
    article: 41,
    kind: "report_to_police",
    dueAt: after(filedAt, 72 * HOUR),
    metAt: policeReceivedAt,
  };
  if (policeReceivedAt === undefined) return [toPolice];
  const protection: LegalDeadline = {
    law: "UU 12/2022",
    article: 42,
    kind: "police_protection",
    dueAt: after(policeReceivedAt, 24 * HOUR),
    metAt: undefined,
  };
  return [toPolice, protection];
}

/** When the first police body could read the case: at filing as lead or support, later by a fuller story, escalation or referral. */
export function policeReceived(
  card: Pick<CaseCard, "filedAt">,
  shares: readonly Share[],
  events: readonly Pick<CaseEvent, "kind" | "at" | "detail">[],
  isPolice: (agency: AgencyId) => boolean,
): Instant | undefined {
  const since = new Set(events.flatMap(({ detail }) => detail.joined ?? []));
  const atFiling = shares.some(
    ({ agency, role, access }) =>
      (role === "lead" || role === "support") && access === "full" && isPolice(agency) && !since.has(agency),
  );
  if (atFiling) return card.filedAt;
  return events.find(({ kind, detail }) => {
    if (kind === "retriaged") return detail.joined?.some(isPolice) === true;
    const reads =
      kind === "escalated" || kind === "transferred" || (kind === "referred" && detail.access === "full");
    return reads && detail.agency !== undefined && isPolice(detail.agency);
  })?.at;
}
