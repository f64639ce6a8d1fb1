/** JSON, one value a line, over a socket. */
import type { Socket } from "node:net";

/** Far above anything a person types; beyond it the other end is not ours. */
const LONGEST_LINE = 256 * 1024;

export const lineOf = (value: unknown): string => `${JSON.stringify(value)}\n`;

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
