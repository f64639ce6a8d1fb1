/** The chat itself as one form: what was said, choices to press, a box to write in. */
import { type Html, html, type Piece, type Speech } from "../../api/page/index.ts";
import { type NumberToCall, numbersList } from "./frame.ts";
import { startButton } from "./public-pages.ts";
import type { Written } from "./transcript.ts";

/** Longest text taken in one go; beyond it the words stay in the box and the person is asked to send less. */
export const LONGEST_TEXT = 8_000;

/** A notice above the box: key under `public.chat.told`. */
export type Told = "stale" | "unsent" | "too_long" | "too_fast" | "waiting";

export type ChatFacts = {
  lines: Written[];
  /** The visit's form token; undefined before the first word. */
  token: string | undefined;
  nonce: string;
  /** Words that could not be sent: shown again, never lost. */
  unsent: string;
  told: Told | undefined;
  /** Shown before the first word, and whenever sending fails. */
  numbers: NumberToCall[];
  /** Place names like what was typed, after a search; undefined when nothing was looked up. */
  places: string[] | undefined;
};

export function chatPage(speech: Speech, facts: ChatFacts): Html {
  const { say } = speech;
  const lines = facts.lines.filter((line) => line.from !== "nobody");
  const begun = facts.token !== undefined;
  return html`<h1 class="unseen">${say("public.chat.title")}</h1>
${!begun && welcome(speech, facts)}
<div id="percakapan" role="log" aria-live="polite" aria-label="${say("public.chat.log")}" tabindex="0">
${lines.map((line) => lineOf(speech, line))}
</div>
<form id="tulis" method="post" action="/chat" autocomplete="off">
<input type="hidden" name="kunci" value="${facts.token ?? ""}">
<input type="hidden" name="nomor" value="${facts.nonce}">
${begun && facts.told !== "waiting" && html`<noscript><p class="look-again"><a href="/chat#tulis">${say("public.chat.look_again")}</a></p></noscript>`}
<div id="kabar" role="status">${facts.told !== undefined && told(speech, facts.told)}</div>
<div id="nomor-telepon">${begun && facts.told === "unsent" && numbersList(speech, facts.numbers)}</div>
<div id="pilihan" role="group" aria-label="${say("public.chat.choices")}">${choicesOf(lines)}${placesOf(speech, facts.places)}</div>
<label for="teks">${say("public.chat.box")}</label>
<textarea id="teks" name="teks" rows="3" maxlength="${LONGEST_TEXT}" spellcheck="false" data-unsent="${say("public.chat.told.unsent")}">${facts.unsent}</textarea>
<button type="submit">${say("public.chat.send")}</button>
<div id="cari-tempat">${asksPlace(lines) && html`<button class="quiet" name="cari" value="1">${say("public.chat.find_place")}</button>`}</div>
</form>
${begun && endForm(speech, facts.token ?? "")}`;
}

const welcome = (speech: Speech, { numbers, nonce }: ChatFacts): Html => html`<section class="danger">
<p>${speech.say("public.chat.welcome")}</p>
${numbersList(speech, numbers)}
${startButton(speech, nonce)}
</section>`;

function lineOf({ say }: Speech, line: Written): Html {
  const ours = line.from === "us";
  const text = line.from === "nobody" ? "" : line.text;
  return html`<div id="baris-${line.seq}" data-line="${line.seq}" class="line ${ours ? "ours" : "theirs"}"><span class="unseen">${say(ours ? "public.chat.from_us" : "public.chat.from_you")}</span><p>${text}</p></div>`;
}

/** Only the latest message of ours can still be answered by pressing. */
function choicesOf(lines: Written[]): Html[] {
  const last = lines.at(-1);
  if (last?.from !== "us") return [];
  return last.choices.map(
    ({ token, label }, index) =>
      html`<button class="choice" name="pilihan" value="${token}" formnovalidate>${index + 1}. ${label}</button>`,
  );
}

/** Nothing is looked up while somebody types: words leave this page only when a button is pressed. */
const asksPlace = (lines: Written[]): boolean => {
  const last = lines.at(-1);
  return last?.from === "us" && last.askPlace === true;
};

function placesOf({ say }: Speech, places: string[] | undefined): Piece {
  if (places === undefined) return undefined;
  if (places.length === 0) return html`<p role="status">${say("public.chat.no_place")}</p>`;
  return html`<p role="status">${say("public.chat.places")}</p>${places.map((name) => html`<button class="choice" name="tempat" value="${name}" formnovalidate>${name}</button>`)}`;
}

const told = ({ say }: Speech, what: Told): Html =>
  html`<p class="told ${what === "waiting" ? "calm" : "alarm"}">${say(`public.chat.told.${what}`)}${
    what === "waiting" && html` <a href="/chat">${say("public.chat.look_again")}</a>`
  }</p>`;

const endForm = (
  { say }: Speech,
  token: string,
): Html => html`<form class="end" method="post" action="/chat/akhiri">
<input type="hidden" name="kunci" value="${token}">
<p class="soft">${say("public.chat.end_hint")}</p>
<button class="quiet">${say("public.chat.end")}</button>
</form>`;
