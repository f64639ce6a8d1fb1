/** Which bodies a report may reach from its place upwards, and why others may not have it. */
import {
  type AgencyKind,
  type AreaCode,
  areaAndAbove,
  type Corps,
  corpsOf,
  NATION,
  parentArea,
} from "../kernel.ts";
import type { Body, LeftOutReason, Route, RoutingQuestion } from "./words.ts";

/**
 * Order enforcement reads no words of a reporter, whatever a mandate says: raids on the people whom a report wants
 * to protect are the harm that keeps witnesses silent.
 */
const NEVER_SEALED_IN: Corps[] = ["satpol_pp"];

/** Offices of a kabupaten/kota that answer to the same head of government as an implicated local official. */
const UNDER_LOCAL_GOVERNMENT: Corps[] = ["protection_office", "social_office", "health"];

export type Reach = {
  /** Whether this very body may receive the report, wherever it lies. */
  allows(body: Body): boolean;
  /** Open bodies of this kind that may receive the report, nearest first. */
  open(kind: AgencyKind): Body[];
  /** The body of this kind that ought to act but is not open, when no open one is as near. */
  notOpen(kind: AgencyKind): Body | undefined;
  /** Why bodies of this kind are not among the receivers. */
  leftOut(kind: AgencyKind): Route["leftOut"];
};

export const isBelowProvince = (area: AreaCode): boolean => area !== NATION && parentArea(area) !== NATION;

/** Corps that no key of this report may go to, now or later. */
export function barredCorps({ implicated, notReaders }: RoutingQuestion): Corps[] {
  return [...new Set([...NEVER_SEALED_IN, ...implicated, ...notReaders])];
}

/** Nothing of such a report may go to the body, whoever would send it. */
export const isKeptOut = (
  question: Pick<RoutingQuestion, "implicated" | "notReaders">,
  { kind, area }: Body,
): boolean => barredBecause(question, kind, area) !== undefined;

/** Looks at all bodies once from the place of the report. Independent of the order in which bodies are given. */
export function reachFrom(question: RoutingQuestion, bodies: Body[]): Reach {
  const levels = areaAndAbove(question.area);
  const near = bodies
    .filter((body) => levels.includes(body.area))
    .toSorted((a, b) => levels.indexOf(a.area) - levels.indexOf(b.area) || (a.id < b.id ? -1 : 1));
  const allows = (body: Body): boolean => barredBecause(question, body.kind, body.area) === undefined;
  const allowed = near.filter(allows);
  const distance = (body: Body): number => levels.indexOf(body.area);

  const open = (kind: AgencyKind): Body[] => allowed.filter((body) => body.kind === kind && body.open);

  function notOpen(kind: AgencyKind): Body | undefined {
    const closed = allowed.find((body) => body.kind === kind && !body.open);
    const [receiver] = open(kind);
    if (closed === undefined || receiver === undefined) return closed;
    return distance(closed) < distance(receiver) ? closed : undefined;
  }

  function leftOut(kind: AgencyKind): Route["leftOut"] {
    const known = near.filter((body) => body.kind === kind);
    if (known.length === 0) {
      return [{ kind, reason: barredBecause(question, kind, NATION) ?? "no_such_body" }];
    }
    const barred = known.flatMap((body) => {
      const reason = barredBecause(question, kind, body.area);
      return reason === undefined ? [] : [{ kind, agency: body.id, reason }];
    });
    const closed = notOpen(kind);
    return closed === undefined ? barred : [...barred, { kind, agency: closed.id, reason: "not_open" }];
  }

  return { allows, open, notOpen, leftOut };
}

function barredBecause(
  { implicated, notReaders }: Pick<RoutingQuestion, "implicated" | "notReaders">,
  kind: AgencyKind,
  area: AreaCode,
): LeftOutReason | undefined {
  const own = corpsOf(kind);
  const touches = (named: Corps[]): boolean => own !== undefined && isOf(named, own, area);
  if (touches(implicated)) return "implicated";
  if (touches(notReaders)) return "excluded_by_reporter";
  if (touches(NEVER_SEALED_IN)) return "no_words_at_filing";
  return undefined;
}

/** A corps covers its bodies at every level; local government covers its own offices below the province. */
export function isOf(named: readonly Corps[], corps: Corps, area: AreaCode): boolean {
  if (named.includes(corps)) return true;
  const underIt = UNDER_LOCAL_GOVERNMENT.includes(corps) && isBelowProvince(area);
  return underIt && named.includes("local_government");
}
