/**
 * `npm run -s sim:relocation -- [--runs N] [--null-runs N] [--scenario WORD] [--seed S]`: how soon a move is found and how
 * often an alarm is false, one JSON object a line; progress on stderr. Takes minutes; results stand in
 * docs/relocation.md.
 */
import { parseArgs } from "node:util";
import { createDistrictMap } from "../../../api/area/index.ts";
import { loadDistrictRows } from "../../../api/area/districts.ts";
import { createSurroundings } from "../../../api/insight/relocation/index.ts";
import { follow, regionOf, type Region, type Run } from "./follow.ts";
import { figuresOf } from "./measure.ts";
import { SCENARIOS, type Scenario } from "./scenarios.ts";

const USAGE = `usage: npm run -s sim:relocation -- [--runs N] [--null-runs N] [--scenario WORD] [--seed S]
  --runs N         runs of each scenario with a move (200)
  --null-runs N    runs of each scenario without one (400)
  --scenario WORD  only scenarios whose name holds WORD; "=jambi" for that one alone
  --seed S         seed (1)
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
        runs: { type: "string", default: "200" },
        "null-runs": { type: "string", default: "400" },
        scenario: { type: "string", default: "" },
        seed: { type: "string", default: "1" },
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
const wanted = SCENARIOS.filter(({ name }) =>
  values.scenario.startsWith("=") ? name === values.scenario.slice(1) : name.includes(values.scenario),
);
if (wanted.length === 0) stop(`no scenario holds "${values.scenario}"`);

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

for (const scenario of wanted) {
  const many = scenario.moved === 0 ? nullRuns : runs;
  const done: Run[] = [];
  while (done.length < many) {
    done.push(follow(scenario, regions[scenario.region], seed * 1_000_003 + done.length));
    if (done.length % 10 === 0)
      process.stderr.write(`\r${scenario.name}, ${scenario.moved} a month: ${done.length}/${many}  `);
  }
  process.stderr.write("\n");
  process.stdout.write(`${JSON.stringify(figuresOf(scenario, done))}\n`);
}
