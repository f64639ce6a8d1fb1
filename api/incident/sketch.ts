/** From words to sketches. */
import { sketchOf, type PeriodKeys, type Sketch } from "../vault/index.ts";
import { salientWords } from "./salient.ts";

/** `places`: names that every report from there has in common, so they say nothing. */
export const sketchReport = (keys: PeriodKeys, text: string, places: readonly string[]): Sketch[] =>
  sketchOf(keys, salientWords(text, places));
