/**
 * `npm run eval:triage`: how well triage and area do on labelled messages that the weights have not seen.
 * Default: five folds of tests/corpus/train.jsonl by the hash of the id; `--by writer` holds out one writer at a time;
 * `--file LABELLED.jsonl` scores another file with the shipped weights; `--errors OUT.jsonl` writes what was judged
 * otherwise than labelled. The table goes to stdout, progress to stderr.
 */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createGazetteer } from "../area/index.ts";
import { loadGazetteerRows } from "../area/load.ts";
import { assess, createJudge, trainModel, type Judge } from "../triage/index.ts";
import type { Pair } from "./evaluation/figures.ts";
import {
  CORPUS,
  foldOf,
  readLabelled,
  readTraining,
  writerOf,
  type LabelledMessage,
} from "./evaluation/labelled.ts";
import { tableOf } from "./evaluation/table.ts";
import { judgeMessage } from "./triage-lines.ts";

const USAGE = "usage: eval-triage [--by writer] [--file LABELLED.jsonl] [--errors OUT.jsonl]\n";

const { values } = parseArgs({
  options: { by: { type: "string" }, file: { type: "string" }, errors: { type: "string" } },
});
if (values.by !== undefined && (values.by !== "writer" || values.file !== undefined)) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const gazetteer = createGazetteer(await loadGazetteerRows());
const messages = await readLabelled(values.file ?? CORPUS);
const pairs =
  values.file === undefined
    ? await heldOut(values.by === undefined ? foldOf : writerOf)
    : messages.map((label) => judged(label, assess));
process.stdout.write(tableOf(pairs));
if (values.errors !== undefined) await writeFile(values.errors, errorsIn(pairs));

/** Each part judged by weights found from the other parts. */
async function heldOut(partOf: (message: LabelledMessage) => string): Promise<Pair[]> {
  const { own, lessons } = await readTraining(messages, gazetteer);
  const parts = [...new Set(messages.map(partOf))].toSorted();
  return parts.flatMap((part) => {
    const started = performance.now();
    const judge = createJudge(trainModel([...own.filter((message) => partOf(message) !== part), ...lessons]));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stderr.write(`without ${part}: weights found in ${seconds} s\n`);
    return messages.filter((message) => partOf(message) === part).map((label) => judged(label, judge.assess));
  });
}

function judged(label: LabelledMessage, assessment: Judge["assess"]): Pair {
  return { label, judged: judgeMessage(label, assessment, gazetteer) };
}

function errorsIn(all: readonly Pair[]): string {
  const wrong = all.filter(
    (pair) =>
      pair.label.category !== pair.judged.category ||
      pair.label.severity !== pair.judged.severity ||
      (pair.label.child !== null && pair.label.child !== pair.judged.child),
  );
  return wrong.map((pair) => `${JSON.stringify(pair)}\n`).join("");
}
