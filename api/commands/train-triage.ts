/**
 * `npm run train:triage [-- LABELLED.jsonl]`: finds the weights of triage in labelled messages (default:
 * tests/corpus/train.jsonl) and in everyday talk, and writes api/triage/weights.json. The same messages give the same bytes.
 */
import { writeFile } from "node:fs/promises";
import { createGazetteer } from "../area/index.ts";
import { loadGazetteerRows } from "../area/load.ts";
import { storedFrom, trainModel } from "../triage/index.ts";
import { CORPUS, readLabelled, readTraining } from "./evaluation/labelled.ts";

const gazetteer = createGazetteer(await loadGazetteerRows());
const { own, lessons } = await readTraining(await readLabelled(process.argv[2] ?? CORPUS), gazetteer);
const messages = [...own, ...lessons];
const started = performance.now();
const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
const model = trainModel(messages, (step) => process.stderr.write(`${seconds()}  ${step}\n`));
const path = new URL("../triage/weights.json", import.meta.url);
await writeFile(path, `${JSON.stringify(storedFrom(model))}\n`);
process.stdout.write(`${messages.length} messages, ${seconds()}\n`);
