/** Labelled messages, and the folds they are held out in. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { ChildStatus, Corps } from "../../kernel.ts";
import type { Labelled } from "../../triage/index.ts";

/** One line of a labelled file; labels as defined in docs/triage-guidelines.md. */
export type LabelledMessage = Labelled & {
  id: string;
  child: ChildStatus | null;
  implicated: Corps[];
  area: string | null;
  area_alternatives: string[];
  register: string;
  /** Written to be mistaken for a report. */
  hard?: boolean;
};

/** A text without labels is taken for ordinary talk: no report, no place. */
const ORDINARY: Omit<LabelledMessage, "id" | "text"> = {
  category: "not_a_report",
  severity: "low",
  child: null,
  indicators: [],
  implicated: [],
  area: null,
  area_alternatives: [],
  register: "ordinary",
};

export async function readLabelled(path: string): Promise<LabelledMessage[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line, at) => {
    const message = JSON.parse(line) as Partial<LabelledMessage>;
    if (typeof message.text !== "string" || message.id === undefined)
      throw new Error(`${path}: line ${at + 1} has no id or text`);
    return { ...ORDINARY, ...message, id: message.id, text: message.text };
  });
}

export const FOLDS = 5;

/** The fold a message is held out in: by its id alone, so that a new message moves no other. */
export function foldOf({ id }: LabelledMessage): string {
  return String((createHash("sha256").update(id).digest().readUInt32BE() % FOLDS) + 1);
}

/** The writer a message comes from; the 48 samples count as one. */
export const writerOf = ({ id }: LabelledMessage): string => /^w\d+/.exec(id)?.[0] ?? "samples";
