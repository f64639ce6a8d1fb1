/** The two plain files of `npm run scan`, read strictly: the first fault is told with its line, nothing is guessed. */
import type { IncidentCount } from "../insight/relocation/index.ts";

/** A key under `command.scan.fault`, and the line that has the fault. */
export type Fault = { fault: FaultKey; line: number };
export type FaultKey =
  | "columns"
  | "stratum_missing"
  | "count"
  | "week"
  | "zones_form"
  | "zone_empty"
  | "zone_twice"
  | "no_zones";

/** A line that says more is a slip of the keyboard; it would also fill the memory. */
const MOST_IN_A_LINE = 1_000_000;

/** `area count week [stratum]`, parted by white space; empty lines are passed over. */
export function parseCases(text: string, weeks: number): IncidentCount[] | Fault {
  const incidents: IncidentCount[] = [];
  let columns: number | undefined;
  for (const [at, raw] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    const words = raw.trim().split(/\s+/);
    if (words[0] === "") continue;
    const line = at + 1;
    const [area = "", countWord = "", weekWord = "", stratum] = words;
    if (words.length < 3 || words.length > 4) return { fault: "columns", line };
    columns ??= words.length;
    if (words.length !== columns) return { fault: "stratum_missing", line };
    const count = wholeNumber(countWord);
    if (count === undefined || count > MOST_IN_A_LINE) return { fault: "count", line };
    const week = wholeNumber(weekWord);
    if (week === undefined || week >= weeks) return { fault: "week", line };
    incidents.push({ area, count, week, stratum });
  }
  return incidents;
}

/** 0, 1, 2 …; undefined for signs, fractions, exponents and what a computer cannot count to. */
export function wholeNumber(word: string): number | undefined {
  if (!/^\d{1,16}$/.test(word)) return undefined;
  const value = Number(word);
  return Number.isSafeInteger(value) ? value : undefined;
}

type Token = { text: string; line: number };

/** A JSON array of arrays of areas. Read token by token, because JSON.parse does not tell the line of a fault. */
export function parseZones(text: string): string[][] | Fault {
  const tokens = tokensOf(text.replace(/^\uFEFF/, ""));
  const last = tokens.at(-1);
  if (!Array.isArray(tokens) || last === undefined) return { fault: "zones_form", line: 1 };
  let next = 0;
  const take = (wanted: string): boolean => {
    if (tokens[next]?.text !== wanted) return false;
    next += 1;
    return true;
  };
  const wrong = (fault: FaultKey): Fault => ({ fault, line: (tokens[next] ?? last).line });
  const zones: string[][] = [];
  if (!take("[")) return wrong("zones_form");
  if (take("]")) return next < tokens.length ? wrong("zones_form") : wrong("no_zones");
  do {
    if (!take("[")) return wrong("zones_form");
    const zone: string[] = [];
    if (tokens[next]?.text === "]") return wrong("zone_empty");
    do {
      const area = areaOf(tokens[next]);
      if (area === undefined) return wrong("zones_form");
      if (zone.includes(area)) return wrong("zone_twice");
      zone.push(area);
      next += 1;
    } while (take(","));
    if (!take("]")) return wrong("zones_form");
    zones.push(zone);
  } while (take(","));
  return take("]") && next === tokens.length ? zones : wrong("zones_form");
}

/** Brackets, commas, strings and whole numbers; any other character is a token of its own, which fits nowhere. */
function tokensOf(text: string): Token[] {
  let line = 1;
  return [...text.matchAll(/\n|[^\S\n]+|"(?:[^"\\\n]|\\.)*"|\d+|./gu)].flatMap(([token]): Token[] => {
    if (token === "\n") line += 1;
    return token.trim() === "" ? [] : [{ text: token, line }];
  });
}

/** An area as the cases file writes it: without white space. */
function areaOf(token: Token | undefined): string | undefined {
  if (token === undefined) return undefined;
  if (/^\d+$/.test(token.text)) return token.text;
  if (!token.text.startsWith('"')) return undefined;
  try {
    const area = JSON.parse(token.text) as string;
    return /^\S+$/.test(area) ? area : undefined;
  } catch {
    return undefined;
  }
}
