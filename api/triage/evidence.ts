/** Why triage says what it says: the reporter's own words behind each claim, or the answer given. */
import type { Answers } from "../intake/index.ts";
import type { Category, Indicator } from "../kernel.ts";
import type { Involvement } from "./implicated.ts";
import type { Place, Signs } from "./signs.ts";
import type { Evidence } from "./words.ts";
import { strongest, type WeightTables } from "./weigh.ts";

const SIGNS_PER_CLAIM = 3;
const PLACES_PER_SIGN = 2;

export function evidenceOf(
  tables: WeightTables,
  signs: Signs,
  category: Category,
  indicators: Indicator[],
  involved: Involvement[],
  answers: Answers,
): Evidence[] {
  const evidence = [
    ...spoken(tables, signs, category, `category:${category}`),
    ...indicators.flatMap((indicator) => spoken(tables, signs, indicator, `indicator:${indicator}`)),
    ...involved.map(({ corps, at, because }) =>
      quote(signs, `implicated:${corps}`, "frame:body+involvement", {
        from: Math.min(at.from, because.from),
        to: Math.max(at.to, because.to),
      }),
    ),
    ...answered(answers),
  ];
  const seen = new Set<string>();
  return evidence.filter(({ claim, start, end }) => {
    const key = `${claim} ${start} ${end}`;
    return !seen.has(key) && seen.add(key);
  });
}

function spoken(tables: WeightTables, signs: Signs, claim: Category | Indicator, name: string): Evidence[] {
  return strongest(tables, signs, claim, SIGNS_PER_CLAIM).flatMap((sign) => {
    const rule = sign.includes("+") ? `frame:${sign}` : `lexicon:${sign}`;
    const places = signs.places.get(sign) ?? [];
    return places.slice(0, PLACES_PER_SIGN).map((place) => quote(signs, name, rule, place));
  });
}

function quote({ text, tokens }: Signs, claim: string, rule: string, place: Place): Evidence {
  const start = tokens[place.from]?.start ?? 0;
  const end = tokens[place.to - 1]?.end ?? start;
  return { claim, rule, quote: text.slice(start, end), start, end };
}

function answered({ child, goingOn, self }: Answers): Evidence[] {
  const given: Evidence[] = [];
  const add = (claim: string, field: string) =>
    given.push({ claim, rule: `answer:${field}`, quote: "", start: 0, end: 0 });
  if (child === "yes") add("indicator:child_involved", "child");
  if (child === "no") add("child:no", "child");
  if (goingOn === "now") add("indicator:danger_now", "goingOn");
  if (goingOn === "past") add("severity:past", "goingOn");
  if (self === true) add("indicator:self_report", "self");
  return given;
}
