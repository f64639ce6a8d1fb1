/** `node api/commands/weigh-triage.ts LABELLED.jsonl`: finds the weights of triage anew and writes api/triage/weights.json. */
import { readFile, writeFile } from "node:fs/promises";
import { fitWeights, type Labelled } from "../triage/index.ts";

const [path] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write("usage: weigh-triage LABELLED.jsonl\n");
  process.exit(2);
}
const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line.trim() !== "");
const weights = fitWeights(lines.map((line) => JSON.parse(line) as Labelled));
await writeFile(new URL("../triage/weights.json", import.meta.url), `${JSON.stringify(weights, undefined, 1)}\n`);
process.stdout.write(`${JSON.stringify({ messages: lines.length })}\n`);
