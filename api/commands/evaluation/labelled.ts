/** Labelled messages, and the folds they are held out in. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { areaOf, type Gazetteer } from "../../area/index.ts";
import { NO_REPORT, type Labelled } from "../../triage/index.ts";

/** What triage is trained and measured on. */
export const CORPUS = "tests/corpus/train.jsonl";

const EVERYDAY = "tests/corpus/everyday.txt";
const WRITTEN_MORE = "tests/corpus/lessons.jsonl";

/** One line of a labelled file; labels as defined in docs/triage-guidelines.md. */
export type LabelledMessage = Labelled & {
  id: string;
  area: string | null;
  area_alternatives: string[];
  /** Written to be mistaken for a report. */
  hard?: boolean;
};

/** A text without labels is taken for ordinary talk: no report, no place. */
const ORDINARY = { ...NO_REPORT, area: null, area_alternatives: [] };

/** What only teaches and is never scored: further labelled messages, and everyday talk that reports nothing. */
async function readLessons(): Promise<Labelled[]> {
  const lines = (await readFile(EVERYDAY, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return [...(await readLabelled(WRITTEN_MORE)), ...lines.map((text) => ({ ...NO_REPORT, text }))];
}

/**
 * What triage is trained on: messages of the corpus (`own`) and what only teaches. Whether a place is known is what area
 * finds, as it will be when triage is used.
 */
export async function readTraining(
  own: readonly LabelledMessage[],
  gazetteer: Gazetteer,
): Promise<{ own: LabelledMessage[]; lessons: Labelled[] }> {
  const placed = (text: string) => areaOf(gazetteer.resolve(text)) !== undefined;
  const lessons = await readLessons();
  return {
    own: own.map((message) => ({ ...message, placed: placed(message.text) })),
    lessons: lessons.map((message) => ({ ...message, lesson: true, placed: placed(message.text) })),
  };
}

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
