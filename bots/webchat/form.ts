/** Reading one post of the chat form: its fields, whether we drew it, and what it says. */
import type { FastifyRequest } from "fastify";
import type { Locale, Random } from "../../api/kernel.ts";
import type { Speech } from "../../api/page/index.ts";
import type { Said } from "../channel.ts";
import type { Written } from "./transcript.ts";
import { hasToken, looksLikeNonce, newNonce, type Visitor } from "./visit.ts";

/** `search`: the words in the box are to be looked up among place names; nothing is said yet. */
export type Form = {
  token: string;
  nonce: string;
  text: string;
  choice: string;
  start: boolean;
  search: boolean;
};

/** What one form says. `shown` is the person's own line in the transcript. */
export type Posted = { said: Said; shown: string | undefined; nonce: string; locale: Locale };

/** The longest token of a choice that is passed on; ours are far shorter, and what comes back is untrusted. */
const LONGEST_TOKEN = 200;

/** The form's fields as text; browsers send line ends as CRLF. A form without a number of ours gets a new one. */
export function formOf(body: unknown, random: Random): Form {
  const fields = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const field = (name: string): string => {
    const value = fields[name];
    return typeof value === "string" ? value.replaceAll("\r\n", "\n") : "";
  };
  return {
    token: field("kunci"),
    nonce: looksLikeNonce(field("nomor")) ? field("nomor") : newNonce(random),
    // A place that was picked stands for what was typed to find it.
    text: field("tempat") || field("teks"),
    choice: field("pilihan").slice(0, LONGEST_TOKEN),
    start: field("mulai") !== "",
    search: field("cari") !== "",
  };
}

/**
 * Whether we drew this form for this visitor. Before a visit there is no secret to prove, and nothing to gain: then
 * it is enough that the browser does not name another site as the sender.
 */
export function isOwnForm(request: FastifyRequest, visitor: Visitor | undefined, form: Form): boolean {
  const from = request.headers["sec-fetch-site"];
  if (from !== undefined && from !== "same-origin" && from !== "none") return false;
  return visitor === undefined ? form.token === "" : hasToken(visitor, form.token);
}

/** What the form says; undefined when it says nothing. A choice outranks words, which then stay in the box. */
export function postedOf(form: Form, lines: Written[], { locale }: Speech): Posted | undefined {
  const { nonce } = form;
  if (form.start) return { said: { kind: "opened" }, shown: undefined, nonce, locale };
  if (form.choice !== "") {
    const offered = lines.flatMap((line) => (line.from === "us" ? line.choices : []));
    const shown = offered.findLast((choice) => choice.token === form.choice)?.label;
    return { said: { kind: "choice", token: form.choice }, shown, nonce, locale };
  }
  if (form.text.trim() === "") return undefined;
  return { said: { kind: "text", text: form.text }, shown: form.text, nonce, locale };
}
