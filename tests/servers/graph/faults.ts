/** Scripted faults: what goes wrong with the next sends. */
import type { ServerResponse } from "node:http";

export type GraphFault =
  /** Nothing: this send passes, the next fault is for a later one. */
  | { kind: "none" }
  /** Meta answers no, with its number; what it says repeats what was sent, as Meta's errors may. */
  | { kind: "error"; code: number; status?: number }
  /** Meta takes it, and says in a status that it did not arrive. */
  | { kind: "failed"; code: number }
  /** The same, but the status overtakes Meta's answer to the send. */
  | { kind: "failed-first"; code: number }
  /** A gateway before Meta answers with a page instead of JSON. */
  | { kind: "page"; status: number }
  /** The connection breaks before anything is done. */
  | { kind: "drop" }
  /** It is done, then the connection breaks: the caller cannot know. */
  | { kind: "deliver-then-drop" };

export function refuse(response: ServerResponse, code: number, status: number, sent: unknown): void {
  const message = `(#${code}) refused: ${JSON.stringify(sent)}`;
  const error = { message, type: "OAuthException", code, error_data: { details: message }, fbtrace_id: "x" };
  answer(response, status, { error });
}

export function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
