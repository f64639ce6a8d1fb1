/** Pages of signing in: passphrase, code, setting up the code, invitation. */
import { field, form, hidden, html, notice, type Html, type Speech } from "../page/index.ts";

import { passkeyForm } from "./passkey-form.ts";
import { qr } from "./qr.ts";

type Place = { speech: Speech; csrf: string };

/** `carried` keeps words that were typed before the session ran out; `refusal` is shown above the form. */
export function passphrasePage(
  { speech, csrf }: Place,
  shown: { name: string; onward: string; carried: string; refusal?: string },
): Html {
  const { say } = speech;
  return html`<section class="panel"><h1>${say("web.sign_in.title")}</h1>
${shown.carried !== "" && notice(say("web.sign_in.carried"), "good")}
${shown.refusal !== undefined && html`<p class="flash flash-refused" role="alert">${shown.refusal}</p>`}
<p class="lead">${say("web.sign_in.intro")}</p>
${form({
  action: "/masuk",
  csrf,
  submit: say("web.sign_in.go_on"),
  body: html`${hidden("lanjut", shown.onward)}${hidden("bawa", shown.carried)}
${field({ name: "nama", label: say("web.sign_in.name"), value: shown.name, required: true, autocomplete: "username", maxLength: 80 })}
${field({ name: "sandi", type: "password", label: say("web.sign_in.passphrase"), hint: say("web.sign_in.passphrase_hint"), required: true, autocomplete: "current-password", maxLength: 200 })}`,
})}
<p class="tabs-gap"><small>${say("web.sign_in.lost")}</small></p></section>`;
}

const codeField = ({ say }: Speech) =>
  field({
    name: "kode",
    label: say("web.sign_in.code"),
    hint: say("web.sign_in.code_hint"),
    required: true,
    inputMode: "numeric",
    autocomplete: "one-time-code",
    maxLength: 12,
  });

const refused = (refusal: string | undefined) =>
  refusal !== undefined && html`<p class="flash flash-refused" role="alert">${refusal}</p>`;

/** `options` are there when the officer has a passkey; the code stays the way in for everybody. */
export const codePage = (
  at: Place,
  { options, refusal }: { options: unknown; refusal: string | undefined },
): Html => html`<section class="panel">
<h1>${at.speech.say("web.sign_in.code_title")}</h1>${refused(refusal)}
${form({ action: "/masuk/kode", csrf: at.csrf, submit: at.speech.say("web.sign_in.enter"), body: codeField(at.speech) })}
${
  options !== undefined &&
  html`<p class="tabs-gap">${at.speech.say("web.passkey.or")}</p>${passkeyForm(at, {
    action: "/masuk/kunci-sandi",
    ask: "use",
    options,
    submit: at.speech.say("web.passkey.use"),
  })}`
}</section>`;

export function totpSetupPage(
  { speech, csrf }: Place,
  totp: { secret: string; uri: string },
  refusal?: string,
): Html {
  const { say } = speech;
  return html`<section class="panel"><h1>${say("web.sign_in.setup_title")}</h1>${refused(refusal)}
<p>${say("web.sign_in.setup_intro")}</p>
<div class="qr" role="img" aria-label="${say("web.sign_in.setup_qr")}">${qr(totp.uri)}</div>
<p>${say("web.sign_in.setup_by_hand")}</p>
<p class="secret">${totp.secret.match(/.{1,4}/g)?.join(" ") ?? totp.secret}</p>
${form({ action: "/masuk/penyiapan", csrf, submit: say("web.sign_in.setup_done"), body: codeField(speech) })}</section>`;
}

export function invitationPage(
  { speech, csrf }: Place,
  shown: { action: string; name: string; agency: string | undefined },
): Html {
  const { say } = speech;
  return html`<section class="panel"><h1>${say("web.invitation.title", { name: shown.name })}</h1>
<p>${say(shown.agency === undefined ? "web.invitation.as_admin" : "web.invitation.as_officer", { agency: shown.agency ?? "" })}</p>
<ol class="plain-list">
<li>${say("web.invitation.step_paper")}</li>
<li>${say("web.invitation.step_phone")}</li>
<li>${say("web.invitation.step_alone")}</li></ol>
<div class="tabs-gap">${form({ action: shown.action, csrf, submit: say("web.invitation.accept") })}</div></section>`;
}

/** The passphrase, this once. Typing it back is signing in with it, unless that `waits` for a second person's word. */
export function newPassphrasePage(
  { speech, csrf }: Place,
  shown: { signInName: string; passphrase: string; waits: boolean },
): Html {
  const { say } = speech;
  return html`<section class="panel"><h1>${say("web.invitation.passphrase_title")}</h1>
${notice(say("web.invitation.once"), "warn")}
<p>${say("web.invitation.sign_in_name")} <strong>${shown.signInName}</strong></p>
<p class="secret">${shown.passphrase}</p>
<p>${say("web.invitation.advice")}</p>
${
  shown.waits
    ? notice(say("web.invitation.waits"), "warn")
    : html`<h2>${say("web.invitation.confirm_title")}</h2>
${form({
  action: "/masuk",
  csrf,
  submit: say("web.invitation.confirm"),
  body: html`${hidden("nama", shown.signInName)}
${field({ name: "sandi", type: "password", label: say("web.invitation.type_it"), required: true, maxLength: 200 })}`,
})}`
}</section>`;
}
