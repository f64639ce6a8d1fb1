/**
 * `node api/commands/weigh-triage.ts LABELLED.jsonl [--without w2,w5]`: finds the weights of triage anew and writes
 * api/triage/weights.json; `--without` leaves out messages of some writers, so that they can be measured honestly.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fitWeights, type Labelled } from "../triage/index.ts";

const [path, flag, writers] = process.argv.slice(2);
if (path === undefined || (flag !== undefined && (flag !== "--without" || writers === undefined))) {
  process.stderr.write("usage: weigh-triage LABELLED.jsonl [--without WRITER,WRITER]\n");
  process.exit(2);
}
const left = new Set(writers?.split(","));
const messages = (await readFile(path, "utf8"))
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line) as Labelled & { id: string })
  .filter(({ id }) => !left.has(id.split("-")[0] ?? ""));
const weights = fitWeights(messages);
await writeFile(
  new URL("../triage/weights.json", import.meta.url),
  `${JSON.stringify(weights, undefined, 1)}\n`,
);
process.stdout.write(`${JSON.stringify({ messages: messages.length })}\n`);
