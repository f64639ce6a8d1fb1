/**
 * Whom a change of the directory concerns: the bodies whose part in some report would be another one, the bodies of
 * that kind at the province, and the coordinators. Found by asking routing before and after, so that it cannot say
 * anything else than what routing will do. Pure.
 */
import {
  areaAndAbove,
  CATEGORIES,
  CHILD_STATUSES,
  NATION,
  parentArea,
  type AgencyId,
  type AgencyKind,
  type AreaCode,
  type Category,
  type Indicator,
} from "../kernel.ts";
import { route, type Body, type Mandate, type RoutingQuestion } from "../routing/index.ts";

export type RoutingFacts = { bodies: Body[]; mandates: Mandate[] };
/** What is looked at: reports of these categories within one of these areas; `kinds` are told at the province too. */
export type ChangeScope = { areas: AreaCode[]; categories: readonly Category[]; kinds: AgencyKind[] };

/** Signs that bring further bodies in. */
const SIGNS: Indicator[][] = [[], ["coercion"]];

/** Ids in the order of `after`, each once. */
export function affectedBodies(before: RoutingFacts, after: RoutingFacts, scope: ChangeScope): AgencyId[] {
  const changed = new Set<AgencyId>();
  for (const question of questionsIn(scope, [...before.bodies, ...after.bodies])) {
    const [was, is] = [partsIn(question, before), partsIn(question, after)];
    for (const id of new Set([...was.keys(), ...is.keys()])) {
      if (was.get(id) !== is.get(id)) changed.add(id);
    }
  }
  return after.bodies.filter((body) => changed.has(body.id) || isTold(body, scope)).map(({ id }) => id);
}

/** One scope of everything that a body's coming, going or moving can touch. */
export const scopeOfBody = (...facts: { kind: AgencyKind; area: AreaCode }[]): ChangeScope => ({
  areas: facts.map(({ area }) => area),
  categories: CATEGORIES,
  kinds: facts.map(({ kind }) => kind),
});

export const scopeOfLines = (lines: readonly Mandate[]): ChangeScope => ({
  areas: lines.map(({ area }) => area),
  categories: [...new Set(lines.map(({ category }) => category))],
  kinds: lines.flatMap(({ lead, supports }) => [lead, ...supports.map(({ kind }) => kind)]),
});

const lies = (inner: AreaCode, outer: AreaCode): boolean => areaAndAbove(inner).includes(outer);
const overlap = (one: AreaCode, other: AreaCode): boolean => lies(one, other) || lies(other, one);
const isProvince = (area: AreaCode): boolean => area !== NATION && parentArea(area) === NATION;

function isTold(body: Body, { areas, kinds }: ChangeScope): boolean {
  if (!areas.some((area) => overlap(body.area, area))) return false;
  return body.kind === "coordinator" || (kinds.includes(body.kind) && isProvince(body.area));
}

/** Routing differs only from one body's area to another's, so the areas of the bodies stand for all places. */
function questionsIn({ areas, categories }: ChangeScope, bodies: Body[]): RoutingQuestion[] {
  const places = new Set([...areas, ...bodies.map(({ area }) => area)]);
  const inside = [...places].filter((place) => areas.some((area) => lies(place, area)));
  return inside.flatMap((area) =>
    categories.flatMap((category) =>
      CHILD_STATUSES.flatMap((child) =>
        SIGNS.map((indicators) => ({
          category,
          child,
          indicators,
          area,
          implicated: [],
          notReaders: [],
        })),
      ),
    ),
  );
}

/** Lead, full or card support, or in the chain. The order within the chain is no change of anybody's part. */
function partsIn(question: RoutingQuestion, facts: RoutingFacts): Map<AgencyId, string> {
  const decided = route(question, facts);
  if (decided === undefined) return new Map();
  return new Map<AgencyId, string>([
    [decided.lead, "lead"],
    ...decided.supports.map(({ agency, access }) => [agency, access] as const),
    ...decided.chain.map((agency) => [agency, "chain"] as const),
  ]);
}
