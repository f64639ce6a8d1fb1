/** JSON, one value a line, over a socket. */
import type { Socket } from "node:net";

/** From the terminal: what was typed, or that the chat was opened, each under a number of its own. */
export type FromTerminal = { number: number; text: string } | { number: number; opened: true };
/** To the terminal: words to show, or that a number is in the inbox. */
export type ToTerminal = { text: string } | { taken: number };

/** Far above anything a person types; beyond it the other end is not ours. */
const LONGEST_LINE = 256 * 1024;

export const lineOf = (value: FromTerminal | ToTerminal): string => `${JSON.stringify(value)}\n`;

/** Every line of the socket until it ends. Throws SyntaxError on a line that is no JSON, RangeError on an endless one. */
export async function* linesFrom(socket: Socket): AsyncGenerator {
  let rest = "";
  socket.setEncoding("utf8");
  for await (const piece of socket as AsyncIterable<string>) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_LINE) throw new RangeError("line_too_long");
    for (const line of lines) yield JSON.parse(line) as unknown;
  }
}

export function parseFromTerminal(value: unknown): FromTerminal | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { number, text, opened } = value as Record<string, unknown>;
  if (typeof number !== "number" || !Number.isSafeInteger(number)) return undefined;
  if (typeof text === "string") return { number, text };
  return opened === true ? { number, opened } : undefined;
}

export function parseToTerminal(value: unknown): ToTerminal | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { text, taken } = value as Record<string, unknown>;
  if (typeof text === "string") return { text };
  return typeof taken === "number" ? { taken } : undefined;
}
