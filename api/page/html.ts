/**
 * The only way this system writes HTML: a template tag that escapes every value unless it is Html itself.
 * Markup cannot be forged from outside: what counts as Html carries a symbol that no parsed input can hold.
 */
const markup: unique symbol = Symbol("markup");

/** Markup that is safe to send: made by `html`, or declared so by `raw`. */
export type Html = { readonly [markup]: string };
/** What a template may hold. `undefined` and `false` print nothing, so that `condition && html…` works. */
export type Piece = Html | string | number | undefined | false | readonly Piece[];

/**
 * Writes markup. Strings and numbers are escaped for text and for quoted attributes, lists are joined without a
 * separator. Throws when a value would land in an unquoted attribute, where escaping protects nothing.
 */
export function html(literals: TemplateStringsArray, ...pieces: Piece[]): Html {
  let written = literals[0] ?? "";
  for (const [index, piece] of pieces.entries()) {
    if (/\s[\w:-]+=$/.test(literals[index] ?? ""))
      throw new Error("Quote the attribute: escaping protects quoted values only");
    written += textOf(piece) + (literals[index + 1] ?? "");
  }
  return { [markup]: written };
}

/** Declares text as markup. Only for text this project wrote itself (an SVG it drew); never for anything received. */
export const raw = (trusted: string): Html => ({ [markup]: trusted });

/** The markup as text, for the response. */
export const render = (page: Html): string => page[markup];

/** A boolean attribute: ` name` when on, nothing when off. */
export const attribute = (
  name: "checked" | "selected" | "required" | "disabled" | "open" | "hidden",
  on: boolean,
) => (on ? raw(` ${name}`) : undefined);

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text with the five characters that mean something to HTML replaced. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

function textOf(piece: Piece): string {
  if (piece === undefined || piece === false) return "";
  if (typeof piece === "string") return escape(piece);
  if (typeof piece === "number") return String(piece);
  if (isList(piece)) return piece.map(textOf).join("");
  return piece[markup];
}

const isList = (piece: Html | readonly Piece[]): piece is readonly Piece[] => Array.isArray(piece);
