/** Linking the WhatsApp account: how the line is, the QR code or the letters to type, and unlinking. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  badge,
  field,
  folded,
  form,
  hidden,
  html,
  notice,
  section,
  tick,
  type Html,
  type Speech,
} from "../../page/index.ts";
import { fieldsOf, queryOf } from "../form-body.ts";
import { again, told, type Again } from "../forms-again.ts";
import type { LineStatus } from "../ports.ts";
import { qr } from "../qr.ts";
import type { AdminParts } from "./parts.ts";

const PATH = "/admin/whatsapp";
const SHOWN_AT = { config: { shownAt: PATH } };

const TONES = {
  open: "good",
  connecting: "warn",
  pairing: "warn",
  waiting: "warn",
  unpaired: "plain",
  stopped: "bad",
  away: "bad",
} as const satisfies Record<LineStatus["state"], string>;

/** Reasons with words of their own; any other is shown as its code, for whoever runs the server. */
const EXPLAINED: ReadonlySet<string> = new Set([
  "passkey_needed",
  "qr_expired",
  "logged_out",
  "402",
  "403",
  "405",
  "406",
  "440",
]);

export function whatsappRoutes(app: FastifyInstance, { pages, guard, whatsapp }: AdminParts): void {
  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const { say } = speech;
    const status = await whatsapp?.status();
    const body = html`<h1>${say("web.whatsapp.title")}</h1>
${status === undefined ? notice(say("web.whatsapp.not_enabled"), "warn") : linePage(speech, status, pages.csrf(reply))}`;
    return pages.show(request, reply, {
      title: say("web.nav.whatsapp"),
      body,
      visit: guard.adminOf(request),
      live: true,
      ...told(speech, refused),
    });
  }

  app.get(PATH, (request, reply) => draw(request, reply));

  app.get(`${PATH}/keadaan`, async (request, reply) => {
    const status = await whatsapp?.status();
    // The forms below belong to a state: when it changes, the whole page does.
    if (status === undefined || status.state !== queryOf(request).dari)
      return reply.header("hx-refresh", "true").send("");
    return pages.fragment(reply, linePanel(pages.speech(request), status));
  });

  app.post(PATH, SHOWN_AT, async (request, reply) => {
    const { minta: ask = "", nomor: number } = fieldsOf(request);
    const asked = await whatsapp?.ask({ ask, ...(number === undefined ? {} : { number }) });
    return asked === true
      ? pages.go(reply, PATH, "whatsapp_asked")
      : draw(request, reply, again(request, "invalid_value"));
  });
}

const linePage = (speech: Speech, status: LineStatus, csrf: string): Html =>
  html`<p class="lead">${speech.say("web.whatsapp.intro")}</p>
<div id="jalur" hx-get="${PATH}/keadaan?dari=${status.state}" hx-trigger="every 2s">${linePanel(speech, status)}</div>
${actsOn(speech, status, csrf)}`;

function linePanel(
  { say }: Speech,
  { state, code, qr: shown, pairingCode, restrictedUntil }: LineStatus,
): Html {
  return html`<p>${badge(say(`web.whatsapp.state.${state}`), TONES[state])}</p>
<p>${say(`web.whatsapp.meaning.${state}`)}</p>
${code !== undefined && (EXPLAINED.has(code) ? notice(say(`web.whatsapp.why.${code}`), "warn") : html`<p>${say("web.whatsapp.code")} <code>${code}</code></p>`)}
${restrictedUntil !== undefined && notice(say("web.whatsapp.restricted"), "bad")}
${shown !== undefined && html`<div class="qr">${qr(shown)}</div><p>${say("web.whatsapp.scan")}</p>`}
${pairingCode !== undefined && html`<p><strong class="big">${pairingCode.slice(0, 4)}-${pairingCode.slice(4)}</strong></p><p>${say("web.whatsapp.type_code")}</p>`}`;
}

function actsOn({ say }: Speech, { state }: LineStatus, csrf: string): Html {
  const wish = (ask: string, tone: "main" | "quiet" | "grave", body: Html = html``) =>
    form({
      action: PATH,
      csrf,
      tone,
      submit: say(`web.whatsapp.ask.${ask}`),
      body: html`${hidden("minta", ask)}${body}`,
    });
  const number = field({
    name: "nomor",
    label: say("web.whatsapp.number"),
    hint: say("web.whatsapp.number_hint"),
    required: true,
    inputMode: "numeric",
    maxLength: 24,
  });
  const unpair = folded({
    summary: say("web.whatsapp.ask.unpair"),
    body: html`<p>${say("web.whatsapp.unpair_means")}</p>${wish("unpair", "grave", tick({ name: "yakin", label: say("web.act.sure"), required: true }))}`,
  });
  switch (state) {
    case "unpaired":
      return html`${section({ title: say("web.whatsapp.by_qr"), body: wish("qr", "main") })}
${section({ title: say("web.whatsapp.by_code"), body: wish("code", "quiet", number) })}`;
    case "pairing":
      return wish("stop", "quiet");
    case "stopped":
    case "waiting":
      return html`${wish("reconnect", "main")}${unpair}`;
    case "connecting":
    case "open":
      return unpair;
    case "away":
      return html``;
  }
}
