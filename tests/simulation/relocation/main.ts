/**
 * `npm run -s sim:relocation`: how soon a move is found and how often an alarm is false, with standard errors, and
 * whether the targets of docs/relocation.md hold. Progress on stderr. Takes some ten minutes, all scenarios an hour.
 */
import { parseArgs } from "node:util";
import { createDistrictMap } from "../../../api/area/index.ts";
import { loadDistrictRows } from "../../../api/area/districts.ts";
import { createSurroundings } from "../../../api/insight/relocation/index.ts";
import { follow, regionOf, type Region, type Run } from "./follow.ts";
import { figuresOf, type Figures } from "./measure.ts";
import { SCENARIOS, TARGET_WORLDS, type Scenario } from "./scenarios.ts";
import { keptBy, NULL_RUNS, RUNS, TARGET_MOVES } from "./targets.ts";
import { lineOf, linesOf } from "./tell.ts";

const USAGE = `usage: npm run -s sim:relocation -- [--scenario WORD | --all] [--runs N] [--null-runs N] [--seed S] [--json]
Without --scenario or --all: the worlds that the targets are asked of, with as many runs as they ask for.
  --scenario WORD  scenarios whose name holds WORD; "=jambi" for that one alone
  --all            every scenario (an hour or two)
  --runs N         runs of each scenario with a move (${RUNS})
  --null-runs N    runs of each scenario without one (${NULL_RUNS})
  --seed S         the same seed gives the same figures (1)
  --json           one JSON object a line, [value, standard error]
scenarios: ${[...new Set(SCENARIOS.map(({ name }) => name))].join("; ")}
`;

function stop(reason: string): never {
  process.stderr.write(`${reason}\n${USAGE}`);
  process.exit(2);
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) stop(`--${option}: a whole number from 1 on`);
  return Number(text);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        scenario: { type: "string" },
        all: { type: "boolean", default: false },
        runs: { type: "string", default: String(RUNS) },
        "null-runs": { type: "string", default: String(NULL_RUNS) },
        seed: { type: "string", default: "1" },
        json: { type: "boolean", default: false },
        help: { type: "boolean" },
      },
    }).values;
  } catch (fault) {
    return stop((fault as Error).message);
  }
}

const values = readArguments();
if (values.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const runs = wholeNumber("runs", values.runs);
const nullRuns = wholeNumber("null-runs", values["null-runs"]);
const seed = wholeNumber("seed", values.seed);
const wanted = SCENARIOS.filter(isWanted);
if (wanted.length === 0) stop(`no scenario holds "${values.scenario}"`);

function isWanted({ name, moved }: Scenario): boolean {
  const { scenario, all } = values;
  if (all) return true;
  if (scenario === undefined) return TARGET_WORLDS.includes(name) && TARGET_MOVES.includes(moved);
  return scenario.startsWith("=") ? name === scenario.slice(1) : name.includes(scenario);
}

const rows = await loadDistrictRows();
const map = createDistrictMap(rows);
const regionFrom = (province: string, zoneSize: number): Region => {
  const districts = rows.centroids.map(({ code }) => code).filter((code) => code.startsWith(province));
  return regionOf(createSurroundings({ districts, map }), zoneSize);
};
const regions: Record<Scenario["region"], Region> = {
  jambi: regionFrom("15.", 6),
  dki: regionFrom("31.", 8),
};

function simulate(scenario: Scenario): Figures[] {
  const many = scenario.moved === 0 ? nullRuns : runs;
  const done: Run[][] = [];
  while (done.length < many) {
    done.push(follow(scenario, regions[scenario.region], seed * 1_000_003 + done.length));
    if (done.length % 10 === 0)
      process.stderr.write(`\r${scenario.name}, ${scenario.moved} a month: ${done.length}/${many}  `);
  }
  process.stderr.write("\n");
  return scenario.thresholds.map((threshold, at) =>
    figuresOf(
      scenario,
      threshold,
      done.flatMap((judged) => judged[at] ?? []),
    ),
  );
}

const print = (lines: readonly string[]) => process.stdout.write(`${lines.join("\n")}\n`);
const told: Figures[] = [];
for (const scenario of wanted) {
  const [used, ...others] = simulate(scenario);
  if (used) told.push(used);
  for (const figures of [used, ...others])
    if (figures) print(values.json ? [JSON.stringify(figures)] : linesOf(figures));
}
for (const world of TARGET_WORLDS) {
  const kept = values.json ? [] : keptBy(told.filter(({ scenario }) => scenario === world));
  if (kept.length > 0) print([`targets, ${world}`, ...kept.map(lineOf)]);
}
