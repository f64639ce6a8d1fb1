/** One thread of `npm run scan`: draws its portion of the replicates and sends their largest statistics back. */
import { parentPort, workerData } from "node:worker_threads";
import { openScan, type ScanQuestion } from "../insight/relocation/index.ts";

export type Portion = { question: ScanQuestion; from: number; to: number };

const { question, from, to } = workerData as Portion;
const maxima = openScan(question).draw(from, to);
parentPort?.postMessage(maxima, [maxima.buffer]);
