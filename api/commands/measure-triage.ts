/**
 * `node api/commands/measure-triage.ts LABELLED.jsonl [--only w2,w5]`: how well triage and area do on labelled messages,
 * as JSON. Figures on messages from which the weights were found flatter: find the weights `--without` some writers
 * (weigh-triage) and measure `--only` those.
 */
import { readFile } from "node:fs/promises";
import { createGazetteer } from "../area/index.ts";
import { loadGazetteerRows } from "../area/load.ts";
import { CATEGORIES, INDICATORS, SEVERITIES } from "../kernel.ts";
import { judgeLine, type Judged } from "./triage-lines.ts";

type Label = Omit<Judged, "evidence"> & { area_alternatives: string[] };

const [path, flag, writers] = process.argv.slice(2);
if (path === undefined || (flag !== undefined && (flag !== "--only" || writers === undefined))) {
  process.stderr.write("usage: measure-triage LABELLED.jsonl [--only WRITER,WRITER]\n");
  process.exit(2);
}
const gazetteer = createGazetteer(await loadGazetteerRows());
const only = new Set(writers?.split(","));
const lines = (await readFile(path, "utf8"))
  .split("\n")
  .filter((line) => line.trim() !== "")
  .filter((line) => only.size === 0 || only.has((JSON.parse(line) as { id: string }).id.split("-")[0] ?? ""));
const started = performance.now();
const pairs = lines.map((line, at) => {
  const judged = judgeLine(line, at + 1, gazetteer);
  if ("error" in judged) throw new Error(`line ${judged.line}: ${judged.error}`);
  return { label: JSON.parse(line) as Label, judged };
});
const perMessage = (performance.now() - started) / lines.length;
type Pair = (typeof pairs)[number];

const share = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000;
const count = (test: (pair: Pair) => boolean): number => pairs.filter(test).length;

/** Precision, recall and F1 of one claim, given who has it by label and who by judgement. */
function quality(labelled: (pair: Pair) => boolean, judged: (pair: Pair) => boolean) {
  const both = count((pair) => labelled(pair) && judged(pair));
  const all = count(labelled);
  const said = count(judged);
  return {
    precision: share(both, said),
    recall: share(both, all),
    f1: share(2 * both, all + said),
    labelled: all,
  };
}
const qualities = <Name extends string>(
  names: readonly Name[],
  has: (side: Label | Judged, name: Name) => boolean,
) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      quality(
        ({ label }) => has(label, name),
        ({ judged }) => has(judged, name),
      ),
    ]),
  );

const categories = qualities(CATEGORIES, (side, name) => side.category === name);
const inScope = ({ label }: Pair): boolean => label.category !== "not_a_report";
const kept = (pair: Pair): boolean => inScope(pair) && pair.judged.category !== "not_a_report";

function place({
  label,
  judged,
}: Pair): "exact" | "parent" | "wrong" | "abstained" | "false" | "rightly_silent" {
  if (label.area === null) return judged.area === null ? "rightly_silent" : "false";
  if (judged.area === null) return "abstained";
  if ([label.area, ...label.area_alternatives].includes(judged.area)) return "exact";
  return label.area.startsWith(`${judged.area}.`) ? "parent" : "wrong";
}
const places = Object.fromEntries(
  (["exact", "parent", "wrong", "abstained", "false", "rightly_silent"] as const).map((outcome) => [
    outcome,
    count((pair) => place(pair) === outcome),
  ]),
);

const f1s = Object.values(categories).map(({ f1 }) => f1);
const figures = {
  messages: lines.length,
  milliseconds_per_message: Math.round(perMessage * 100) / 100,
  macro_f1: share(
    f1s.reduce((sum, f1) => sum + f1, 0),
    f1s.length,
  ),
  in_scope_kept: share(count(kept), count(inScope)),
  emergency_recall: share(
    count((pair) => pair.label.severity === "emergency" && pair.judged.severity === "emergency"),
    count((pair) => pair.label.severity === "emergency"),
  ),
  child_agreement: share(
    count((pair) => inScope(pair) && pair.judged.child === pair.label.child),
    count(inScope),
  ),
  child_called_adult: count((pair) => pair.label.child === "yes" && pair.judged.child === "no"),
  severity: qualities(SEVERITIES, (side, name) => side.severity === name),
  categories,
  indicators: qualities(INDICATORS, (side, name) => side.indicators.includes(name)),
  implicated: quality(
    ({ label }) => label.implicated.length > 0,
    ({ label, judged }) =>
      judged.implicated.some((corps) => label.implicated.includes(corps)) || judged.implicated.length > 0,
  ),
  implicated_missed: count(({ label, judged }) =>
    label.implicated.some((corps) => !judged.implicated.includes(corps)),
  ),
  area: places,
};
process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
