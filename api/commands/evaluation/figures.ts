/** What is counted when judgements are laid beside labels. Pure. */
import { CATEGORIES, CHILD_STATUSES, INDICATORS, SEVERITIES, type Corps } from "../../kernel.ts";
import type { Judged } from "../triage-lines.ts";
import type { LabelledMessage } from "./labelled.ts";

export type Pair = { label: LabelledMessage; judged: Judged };
/** `part` of `whole`; `atLeast`/`atMost`: what we want of the share. */
export type Figure = { name: string; part: number; whole: number; atLeast?: number; atMost?: number };
export type Section = { title: string; figures: Figure[] };
type Test = (pair: Pair) => boolean;

/** Armed or uniformed bodies: a report that reaches the accused here may cost a life. */
const UNIFORMED: readonly Corps[] = ["police", "military", "satpol_pp"];
const inScope: Test = ({ label }) => label.category !== "not_a_report";
const saidInScope: Test = ({ judged }) => judged.category !== "not_a_report";
const hard: Test = ({ label }) => label.hard === true;
const emergency: Test = ({ label }) => label.severity === "emergency";
const saidEmergency: Test = ({ judged }) => judged.severity === "emergency";
const pressing = (severity: string): boolean => severity === "emergency" || severity === "urgent";
const uniformed = (corps: readonly Corps[]): Corps[] => corps.filter((one) => UNIFORMED.includes(one));

const not =
  (test: Test): Test =>
  (pair) =>
    !test(pair);
function share(
  name: string,
  pairs: readonly Pair[],
  among: Test,
  test: Test,
  target: Partial<Figure> = {},
): Figure {
  const whole = pairs.filter(among);
  return { name, part: whole.filter(test).length, whole: whole.length, ...target };
}

/** Half the sum of labelled and said stands below, so that F1 is a share of something: 2·both / (labelled + said). */
function f1(name: string, pairs: readonly Pair[], labelled: Test, said: Test): Figure {
  const both = pairs.filter((pair) => labelled(pair) && said(pair)).length;
  const whole = (pairs.filter(labelled).length + pairs.filter(said).length) / 2;
  return { name, part: both, whole };
}
const claimed = (name: string, pairs: readonly Pair[], labelled: Test, said: Test): Figure[] => [
  f1(`${name} F1`, pairs, labelled, said),
  share(`${name} recall`, pairs, labelled, said),
  share(`${name} precision`, pairs, said, labelled),
];

const ofCategory = (pairs: readonly Pair[]): Figure[] =>
  CATEGORIES.map((name) =>
    f1(
      name,
      pairs,
      ({ label }) => label.category === name,
      ({ judged }) => judged.category === name,
    ),
  );

/** Mean F1 of the categories that occur. */
export function macroF1(pairs: readonly Pair[]): number {
  const occurring = ofCategory(pairs).filter(({ whole }) => whole > 0);
  return occurring.reduce((sum, { part, whole }) => sum + part / whole, 0) / occurring.length;
}

export function sectionsOf(pairs: readonly Pair[]): Section[] {
  return [
    { title: "what we hold ourselves to", figures: targets(pairs) },
    { title: "category, F1", figures: ofCategory(pairs) },
    {
      title: "severity",
      figures: SEVERITIES.flatMap((name) =>
        claimed(
          name,
          pairs,
          ({ label }) => label.severity === name,
          ({ judged }) => judged.severity === name,
        ),
      ),
    },
    {
      title: "child",
      figures: CHILD_STATUSES.flatMap((name) =>
        claimed(
          name,
          pairs,
          ({ label }) => label.child === name,
          (pair) => inScope(pair) && pair.judged.child === name,
        ),
      ),
    },
    {
      title: "indicators",
      figures: INDICATORS.flatMap((name) =>
        claimed(
          name,
          pairs,
          ({ label }) => label.indicators.includes(name),
          ({ judged }) => judged.indicators.includes(name),
        ),
      ),
    },
    { title: "place", figures: placeFigures(pairs) },
    { title: "by register: category right", figures: byRegister(pairs) },
  ];
}

function targets(pairs: readonly Pair[]): Figure[] {
  const labelledUniformed: Test = ({ label }) => uniformed(label.implicated).length > 0;
  const allFound: Test = ({ label, judged }) =>
    uniformed(label.implicated).every((corps) => judged.implicated.includes(corps));
  const raisedWrongly: Test = ({ label, judged }) =>
    uniformed(judged.implicated).some((corps) => !label.implicated.includes(corps));
  return [
    share("in scope kept", pairs, inScope, saidInScope, { atLeast: 0.985 }),
    share("no report, taken for one", pairs, not(inScope), saidInScope),
    share("hard negatives taken for reports", pairs, hard, saidInScope, { atMost: 0.07 }),
    share("emergencies found", pairs, emergency, saidEmergency, { atLeast: 0.88 }),
    share("others raised to emergency", pairs, not(emergency), saidEmergency, { atMost: 0.05 }),
    share(
      "urgent or more kept urgent or more",
      pairs,
      ({ label }) => pressing(label.severity),
      ({ judged }) => pressing(judged.severity),
      { atLeast: 0.95 },
    ),
    share(
      "child status right, of those in scope",
      pairs,
      inScope,
      ({ label, judged }) => label.child === judged.child,
      {
        atLeast: 0.92,
      },
    ),
    share(
      "labelled children called adults",
      pairs,
      ({ label }) => label.child === "yes",
      ({ judged }) => judged.child === "no",
      { atMost: 0.01 },
    ),
    share("police, military, Satpol PP found", pairs, labelledUniformed, allFound, { atLeast: 0.9 }),
    share("police, military, Satpol PP raised wrongly", pairs, () => true, raisedWrongly, { atMost: 0.02 }),
    ...claimed(
      "some body implicated",
      pairs,
      ({ label }) => label.implicated.length > 0,
      ({ judged }) => judged.implicated.length > 0,
    ),
    share(
      "marked unsure",
      pairs,
      () => true,
      ({ judged }) => judged.unsure,
    ),
    share(
      "wrong category, of those marked unsure",
      pairs,
      ({ judged }) => judged.unsure,
      ({ label, judged }) => label.category !== judged.category,
    ),
    share(
      "wrong category, of the others",
      pairs,
      ({ judged }) => !judged.unsure,
      ({ label, judged }) => label.category !== judged.category,
    ),
  ];
}

function placeFigures(pairs: readonly Pair[]): Figure[] {
  const named: Test = ({ label }) => label.area !== null;
  const exact: Test = ({ label, judged }) =>
    judged.area !== null && [label.area, ...label.area_alternatives].includes(judged.area);
  const parent: Test = (pair) =>
    !exact(pair) && pair.judged.area !== null && pair.label.area?.startsWith(`${pair.judged.area}.`) === true;
  const silent: Test = ({ judged }) => judged.area === null;
  return [
    share("exact", pairs, named, exact, { atLeast: 0.9 }),
    share("parent", pairs, named, parent),
    share("wrong", pairs, named, (pair) => !exact(pair) && !parent(pair) && !silent(pair), { atMost: 0.03 }),
    share("abstained", pairs, named, silent),
    share("given although none is named", pairs, not(named), not(silent), { atMost: 0.02 }),
  ];
}

function byRegister(pairs: readonly Pair[]): Figure[] {
  const registers = [...new Set(pairs.map(({ label }) => label.register))].toSorted();
  return registers.map((register) =>
    share(
      register,
      pairs,
      ({ label }) => label.register === register,
      ({ label, judged }) => label.category === judged.category,
    ),
  );
}
