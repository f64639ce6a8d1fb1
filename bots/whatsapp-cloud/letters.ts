/** From a message to what Meta's `messages` endpoint takes: pieces that fit, with buttons or a list at the end. */
import { numbered, split, type Address, type Message } from "../channel.ts";

/** Characters, by Meta's reference of the message types; counted here in UTF-16 units, which is never fewer. */
export const LIMITS = {
  text: 4096,
  /** Words above buttons, a list or the request for a location. */
  body: 1024,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  rows: 10,
  rowTitle: 24,
  rowDescription: 72,
  rowId: 200,
} as const;

/** Signs that need no language: what opens the list, and what offers to send a location. */
const LIST_SIGN = "☰";
const PLACE_SIGN = "📍";

type Interactive =
  | { type: "button"; body: Body; action: { buttons: { type: "reply"; reply: Titled }[] } }
  | { type: "list"; body: Body; action: { button: string; sections: { rows: Row[] }[] } }
  | { type: "location_request_message"; body: Body; action: { name: "send_location" } };
type Body = { text: string };
type Titled = { id: string; title: string };
type Row = Titled & { description?: string };

export type Letter =
  | { type: "text"; text: { body: string; preview_url: false } }
  | { type: "interactive"; interactive: Interactive }
  | { type: "template"; template: { name: string; language: { code: string } } };

/**
 * The letters of a message, in order. Choices always stand as numbers in the text; up to three short ones are buttons
 * as well, up to ten a list. What fits neither is text alone, and as easily answered.
 * Throws RangeError for a message without words: a fault of ours, not of a network.
 */
export function lettersOf(message: Message): Letter[] {
  const choices = choicesOf(message);
  const letters = choices === undefined ? textsOf(numbered(message)) : withChoices(message, choices);
  if (letters.length === 0) throw new RangeError("message_without_words");
  if (message.askPlace !== true) return letters;
  const last = letters.at(-1);
  if (last?.type === "text" && last.text.body.length <= LIMITS.body) {
    return [...letters.slice(0, -1), placeLetter(last.text.body)];
  }
  return [...letters, placeLetter(PLACE_SIGN)];
}

/** The same without anything but text, for when Meta refuses buttons or a list. */
export const plainLettersOf = (message: Message): Letter[] => textsOf(numbered(message));

/** The approved template with its own words. Meta keeps templates by language; ours is Indonesian. */
export const knockLetter = (name: string): Letter => ({
  type: "template",
  template: { name, language: { code: "id" } },
});

/**
 * Who a letter goes to. A business-scoped id stands in a field of its own: in `to` Meta takes it for a number, answers
 * 200, and delivers nothing.
 */
export const recipientOf = (address: Address): { to: string } | { recipient: string } =>
  /^\d+$/.test(address) ? { to: address } : { recipient: address };

const textsOf = (text: string): Letter[] => split(text, LIMITS.text).map(textLetter);

// A preview would make Meta fetch the address that a reporter or officer named.
const textLetter = (body: string): Letter => ({ type: "text", text: { body, preview_url: false } });

const placeLetter = (text: string): Letter => ({
  type: "interactive",
  interactive: { type: "location_request_message", body: { text }, action: { name: "send_location" } },
});

/** Words and choices in one letter where they fit, else the words first and the numbered list with the choices. */
function withChoices(message: Message, choices: (body: Body) => Interactive): Letter[] {
  const whole = numbered(message).trim();
  if (whole.length <= LIMITS.body) {
    return [{ type: "interactive", interactive: choices({ text: whole }) }];
  }
  const list = numbered({ ...message, text: "" }).trim();
  if (list.length > LIMITS.body) return textsOf(whole);
  return [...textsOf(message.text), { type: "interactive", interactive: choices({ text: list }) }];
}

function choicesOf({ choices }: Message): ((body: Body) => Interactive) | undefined {
  const titles = new Set(choices.map(({ label }) => label));
  if (choices.length === 0 || titles.size < choices.length) return undefined;
  if (choices.length <= LIMITS.buttons && choices.every(fitsButton)) {
    const buttons = choices.map(({ token, label }) => ({
      type: "reply" as const,
      reply: { id: token, title: label },
    }));
    return (body) => ({ type: "button", body, action: { buttons } });
  }
  if (choices.length > LIMITS.rows || !choices.every(fitsRow)) return undefined;
  const rows = choices.map(rowOf);
  const button = `${LIST_SIGN} 1–${choices.length}`;
  return (body) => ({ type: "list", body, action: { button, sections: [{ rows }] } });
}

type Choice = Message["choices"][number];

const fitsButton = ({ token, label }: Choice): boolean =>
  isBetween(label, LIMITS.buttonTitle) && isBetween(token, LIMITS.buttonId);

const fitsRow = ({ token, label }: Choice): boolean =>
  isBetween(label, LIMITS.rowDescription) && isBetween(token, LIMITS.rowId);

const isBetween = (text: string, longest: number): boolean =>
  text.trim().length > 0 && text.length <= longest;

/** A label that is too long for a title stands below its number. */
const rowOf = ({ token, label }: Choice, index: number): Row =>
  label.length <= LIMITS.rowTitle
    ? { id: token, title: label }
    : { id: token, title: `${index + 1}`, description: label };
