/** What terminal and server say to each other over the socket. */
/** From the terminal: what was typed, or that the chat was opened, each under a number of its own. */
export type FromTerminal = { number: number; text: string } | { number: number; opened: true };
/** To the terminal: words to show, or that a number is in the inbox. */
export type ToTerminal = { text: string } | { taken: number };

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
