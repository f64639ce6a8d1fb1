/** One labelled line in, one judged line out; the streaming around it is in triage.ts. */
import { areaOf, type Gazetteer, type Resolution } from "../area/index.ts";
import { assess, type Evidence, type Judge, type Triage } from "../triage/index.ts";

export type Judged = Pick<
  Triage,
  "category" | "severity" | "child" | "indicators" | "implicated" | "unsure" | "evidence"
> & {
  id: string | number;
  area: string | null;
};
export type Faulty = { error: string; line: number };

/** Judges each line of JSON `{"id","text"}`; a line that is not such an object gives its fault and its number. */
export async function* triageLines(
  lines: AsyncIterable<string>,
  gazetteer: Gazetteer,
): AsyncGenerator<string> {
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === "") continue;
    yield `${JSON.stringify(judgeLine(line, number, gazetteer))}\n`;
  }
}

export function judgeLine(line: string, number: number, gazetteer: Gazetteer): Judged | Faulty {
  const message = parseMessage(line.replace(/^\uFEFF/, ""));
  if (typeof message === "string") return { error: message, line: number };
  return judgeMessage(message, assess, gazetteer);
}

/** What triage, by the given assessment, and area find in one message. */
export function judgeMessage(
  { id, text }: Message,
  assessment: Judge["assess"],
  gazetteer: Gazetteer,
): Judged {
  const resolution = gazetteer.resolve(text);
  const area = areaOf(resolution);
  const { category, severity, child, indicators, implicated, unsure, evidence } = assessment(
    text,
    {},
    area !== undefined,
  );
  return {
    id,
    category,
    severity,
    child,
    indicators,
    implicated,
    unsure,
    area: area ?? null,
    evidence: [...evidence, ...placeEvidence(resolution)],
  };
}

type Message = { id: string | number; text: string };

/** The message, or what is wrong with it; the line itself is never repeated, it may hold a report. */
function parseMessage(line: string): Message | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "not JSON";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "not an object";
  const { id, text } = value as Partial<Record<keyof Message, unknown>>;
  if (typeof id !== "string" && typeof id !== "number") return "id missing";
  if (typeof text !== "string") return "text missing";
  return { id, text };
}

function placeEvidence(resolution: Resolution): Evidence[] {
  if (resolution.kind !== "found") return [];
  const { code, spans } = resolution.match;
  return spans.map((span) => ({ claim: `area:${code}`, rule: "gazetteer:name", ...span }));
}
