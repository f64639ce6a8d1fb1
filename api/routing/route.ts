/** The decision itself: mandates × reach → lead, supports, chain, hand-offs. */
import { type AgencyId, type AgencyKind, areaAndAbove, NATION } from "../kernel.ts";
import { DEFAULT_MANDATES } from "./default-mandates.ts";
import { barredCorps, isBelowProvince, type Reach, reachFrom } from "./reach.ts";
import type { Access, Body, Mandate, Route, RoutingQuestion } from "./words.ts";

type Support = { kind: AgencyKind; access: Access };

/** True once somebody stands at the end of every chain: a national coordinator whose key can be unlocked. */
export function hotlineIsOpen(bodies: Body[]): boolean {
  return bodies.some((body) => body.kind === "coordinator" && body.area === NATION && body.open);
}

/**
 * Decides who receives a report. Total while `hotlineIsOpen`; undefined otherwise. Pure: the same question and the
 * same facts give the same route, in whatever order bodies are listed.
 *
 * Lead, supports and chain never share a body, and lead followed by chain always ends with a national coordinator.
 * Only open bodies are in them; a body that should act and is not open is in `handOffs` when it has a phone.
 * The area given is the place of the event; the place of the victim gives jurisdiction too (UU 12/2022 Art. 39).
 */
export function route(
  question: RoutingQuestion,
  facts: { bodies: Body[]; mandates: Mandate[] },
): Route | undefined {
  if (!hotlineIsOpen(facts.bodies)) return undefined;
  const reach = reachFrom(question, facts.bodies);
  const mandate = mandateFor(question, facts.mandates);
  const supportsWanted = supportsFor(question, mandate);
  const coordinatorDecides = question.implicated.length > 0;

  const mandated = mandatedLeads(mandate, reach, facts.bodies);
  const lastResort = [...provincialLeads(reach), ...reach.open("coordinator")];
  // Neighbours and colleagues of an implicated body sit close by, so the province leads instead of the district.
  const [lead, ...next] = coordinatorDecides ? lastResort : [...mandated, ...lastResort];
  const displaced = coordinatorDecides ? mandated.slice(0, 1) : [];
  if (lead === undefined) throw new Error("an open national coordinator is always within reach");
  const taken = new Set<AgencyId>([lead.id]);
  const take = (body: Body): boolean => !taken.has(body.id) && taken.add(body.id).has(body.id);
  // A coordinator stays at the end of the chain, so that every escalation has somewhere to end.
  const nearest = (access: Access): Body[] =>
    supportsWanted
      .filter((support) => support.access === access && support.kind !== "coordinator")
      .flatMap(({ kind }) => reach.open(kind).slice(0, 1));

  // Full supports before the chain (they read at once), the chain before cards (a card never grows into words).
  const full = [...displaced, ...nearest("full")].filter(take);
  const chain = next.filter(take);
  const cards = nearest("card").filter(take);
  return {
    lead: lead.id,
    supports: [
      ...full.map((body) => ({ agency: body.id, access: "full" as const })),
      ...cards.map((body) => ({ agency: body.id, access: "card" as const })),
    ],
    chain: chain.map((body) => body.id),
    handOffs: handOffsFor(question, mandate, supportsWanted, facts.bodies),
    leftOut: kindsToExplain(question, mandate, supportsWanted, facts.bodies).flatMap(reach.leftOut),
    barred: barredCorps(question),
    coordinatorDecides,
  };
}

/** The line of the smallest area that fits; the built-in line where an edited table has a hole. */
function mandateFor(question: RoutingQuestion, mandates: Mandate[]): Mandate {
  const fits = (line: Mandate): boolean =>
    line.category === question.category && line.child.includes(question.child);
  for (const area of areaAndAbove(question.area)) {
    const line = mandates.find((candidate) => candidate.area === area && fits(candidate));
    if (line !== undefined) return line;
  }
  const builtIn = DEFAULT_MANDATES.find(fits);
  if (builtIn === undefined) throw new Error("the built-in mandates cover every category and child status");
  return builtIn;
}

/**
 * The agreed leader, if any, then the mandated kind from the place upwards, one body a level. Coordinators are not
 * among them: a line that names them leaves the lead to the last resort, which ends with them.
 */
function mandatedLeads(mandate: Mandate, reach: Reach, bodies: Body[]): Body[] {
  const agreed = agreedLeader(mandate, bodies);
  const byAgreement = agreed?.open && reach.allows(agreed) ? [agreed] : [];
  const leads = [...byAgreement, ...oneALevel(reach.open(mandate.lead))];
  return leads.filter((body) => body.kind !== "coordinator");
}

const provincialLeads = (reach: Reach): Body[] =>
  oneALevel(reach.open("protection_office").filter((body) => !isBelowProvince(body.area)));

const agreedLeader = (mandate: Mandate, bodies: Body[]): Body | undefined =>
  bodies.find((body) => body.id === mandate.leadAgency);

/** The line's supports, and two that no edit of the table may take away: child protection, and police on coercion. */
function supportsFor(question: RoutingQuestion, mandate: Mandate): Support[] {
  const wanted = [...mandate.supports];
  const protectionLeads = mandate.lead === "protection_office" && mandate.leadAgency === undefined;
  if (question.child !== "no" && !protectionLeads) {
    wanted.unshift({ kind: "protection_office", access: "full" });
  }
  const organised = question.indicators.some((sign) => sign === "coercion" || sign === "debt_or_documents");
  if (question.category === "hidden_prostitution" && organised) {
    wanted.push({ kind: "police", access: "full" });
  }
  return wanted;
}

/** Bodies to phone: they should act and may know, have a phone, and cannot yet unlock anything. */
function handOffsFor(
  question: RoutingQuestion,
  mandate: Mandate,
  supports: Support[],
  bodies: Body[],
): AgencyId[] {
  const implicated = question.implicated.length > 0;
  const leadKind = implicated ? "protection_office" : mandate.lead;
  const agreed = implicated ? undefined : agreedLeader(mandate, bodies);
  const supportKinds = supports.filter((support) => support.access === "full").map((support) => support.kind);
  const reach = reachFrom(question, bodies);
  // With a corps implicated, a call to the district office would go around the province that leads.
  const province = areaAndAbove(question.area).at(-2) ?? NATION;
  const leadReach = implicated ? reachFrom({ ...question, area: province }, bodies) : reach;

  const shouldAct = [
    agreed && !agreed.open && reach.allows(agreed) ? agreed : undefined,
    leadReach.notOpen(leadKind),
    ...supportKinds.filter((kind) => kind !== leadKind).map(reach.notOpen),
  ];
  const phonable = shouldAct.flatMap((body) => (body?.phone === undefined ? [] : [body.id]));
  return [...new Set(phonable)];
}

function kindsToExplain(
  question: RoutingQuestion,
  mandate: Mandate,
  supports: Support[],
  bodies: Body[],
): AgencyKind[] {
  const kinds = [mandate.lead, ...supports.map((support) => support.kind)];
  const agreed = agreedLeader(mandate, bodies);
  if (agreed !== undefined) kinds.push(agreed.kind);
  if (question.implicated.length > 0) kinds.push("protection_office");
  if (question.category === "hidden_prostitution") kinds.push("satpol_pp");
  return [...new Set(kinds)];
}

/** The first body of each level, where bodies come sorted by level. */
function oneALevel(bodies: Body[]): Body[] {
  return bodies.filter((body, index) => body.area !== bodies[index - 1]?.area);
}
