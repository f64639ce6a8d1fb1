/** The pages around the chat: the front page, what we can and cannot protect, and the end of a visit. */
import { type Html, html, type Speech } from "../../api/page/index.ts";
import { type NumberToCall, numbersList } from "./frame.ts";

/** `inChat`: this browser has a visit open, so the button goes back to it. */
export function frontPage(
  speech: Speech,
  facts: { numbers: NumberToCall[]; inChat: boolean; nonce: string },
): Html {
  const { say } = speech;
  return html`<section class="hero">
<h1>${say("public.front.title")}</h1>
<p class="lead">${say("public.front.lead")}</p>
${facts.inChat ? html`<a class="button big" href="/chat">${say("public.front.go_on")}</a>` : startButton(speech, facts.nonce)}
<p class="soft">${say("public.front.under_button")}</p>
</section>
<section class="danger">
<h2>${say("public.front.danger_title")}</h2>
<p>${say("public.front.danger")}</p>
${numbersList(speech, facts.numbers)}
</section>
<div class="cards">
${(["about", "readers", "unknown", "limits"] as const).map(
  (part) => html`<section class="card">
<h2>${say(`public.front.${part}_title`)}</h2>
<p>${say(`public.front.${part}`)}</p>
</section>`,
)}
</div>
<p class="soft">${say("public.front.exit_words")} <a href="/privasi">${say("public.frame.privacy")}</a> · <a href="/angka">${say("public.frame.figures")}</a></p>`;
}

/** Begins a visit: a form, because beginning changes something. */
export const startButton = ({ say }: Speech, nonce: string): Html => html`<form method="post" action="/chat">
<input type="hidden" name="nomor" value="${nonce}">
<button class="big" name="mulai" value="ya">${say("public.front.start")}</button>
</form>`;

const LIMITS = ["not_kept", "network", "device", "words", "police", "found_out", "delete", "wait"] as const;

export function privacyPage({ say }: Speech): Html {
  return html`<h1>${say("public.privacy.title")}</h1>
<p class="lead">${say("public.privacy.lead")}</p>
${LIMITS.map(
  (part) => html`<section class="card">
<h2>${say(`public.privacy.${part}_title`)}</h2>
<p>${say(`public.privacy.${part}`)}</p>
</section>`,
)}`;
}

export function endedPage(speech: Speech, numbers: NumberToCall[]): Html {
  const { say } = speech;
  return html`<h1>${say("public.ended.title")}</h1>
<p class="lead">${say("public.ended.text")}</p>
<p>${say("public.ended.device")}</p>
<p>${say("public.ended.code")}</p>
${numbersList(speech, numbers)}
<p><a class="button" href="/">${say("public.ended.back")}</a></p>`;
}
