/** A form whose button asks the browser for a passkey; without JavaScript it stays away and a sentence says so. */
import { form, hidden, html, type Html, type Piece, type Speech } from "../page/index.ts";
import { ASSETS } from "../page/index.ts";

/** What a page with such a form loads. The first is the library, the second fills the form in. */
export const PASSKEY_SCRIPTS = [`${ASSETS}/webauthn/index.umd.min.js`, `${ASSETS}/kunci-sandi.js`];

/** `ask`: make a new one, or use one of old; `options` are the browser's, as the directory made them. */
export const passkeyForm = (
  { speech, csrf }: { speech: Speech; csrf: string },
  wanted: { action: string; ask: "make" | "use"; options: unknown; submit: string; body?: Piece },
): Html => html`<noscript><p class="hint">${speech.say("web.passkey.needs_script")}</p></noscript>
<div class="needs-script" hidden data-passkey="${wanted.ask}" data-options="${JSON.stringify(wanted.options)}">
${form({
  action: wanted.action,
  csrf,
  submit: wanted.submit,
  tone: "quiet",
  body: html`${wanted.body}${hidden("jawaban", "")}`,
})}
<p class="flash flash-refused" role="alert" hidden>${speech.say("web.passkey.cancelled")}</p></div>`;
