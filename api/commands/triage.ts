/** `npm run -s triage`: judges messages, one JSON object a line on stdin → one a line on stdout, in order. */
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGazetteer } from "../area/index.ts";
import { loadGazetteerRows } from "../area/load.ts";
import { triageLines } from "./triage-lines.ts";

const gazetteer = createGazetteer(await loadGazetteerRows());
const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
try {
  await pipeline(Readable.from(triageLines(lines, gazetteer)), process.stdout);
} catch (fault) {
  // The reader went away ("| head"): nothing is left to do.
  if ((fault as NodeJS.ErrnoException).code !== "EPIPE") throw fault;
}
