/**
 * Incident: the event in the world that several reports may tell of.
 * Comes in: words of a report under keys that die after thirty days. Goes out: a sketch of them, and which to hold side by side.
 * Never knows: who reported, what the words were once they are sketched; it links nothing, an officer does.
 */
export type { Proposal, Told } from "./propose.ts";
export { ALIKE_WITHIN, proposeLinks } from "./propose.ts";
export { sketchReport } from "./sketch.ts";
