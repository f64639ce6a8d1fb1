/** On the case page of a Dinas Sosial: what the visit found, then place and hours for Satpol PP, then what was sent. */
import { localDay } from "../../kernel.ts";
import { LONGEST_EXTRACT, type ExtractStanding, type SentExtract } from "../../queue/index.ts";
import { badge, field, folded, form, hidden, html, notice, section, words } from "../../page/index.ts";
import type { Html, Piece } from "../../page/index.ts";
import type { FormsShown } from "./case-forms.ts";

/** Below the case; the routes use the same table. */
export const EXTRACT_PATHS = {
  verify: "verifikasi",
  send: "keterangan-tempat",
  takeBack: "tarik-keterangan",
} as const;

const LONGEST_REASON = 1_000;
const RULED_OUT = ["anak", "paksaan", "diri"] as const;

const actionOf = (shown: FormsShown, act: keyof typeof EXTRACT_PATHS): string =>
  `/petugas/kasus/${shown.look.card.id}/${EXTRACT_PATHS[act]}`;

/** Undefined where there is nothing to decide and nothing was sent. */
export function extractPanel(shown: FormsShown, standing: ExtractStanding): Html | undefined {
  const { say } = shown.speech;
  if (standing.never === "invalid_value" && standing.sent.length === 0) return undefined;
  return section({
    title: say("web.extract.title"),
    id: "keterangan-tempat",
    intro: say("web.extract.intro"),
    body: html`${stepOf(shown, standing)}${standing.sent.map((sent) => sentPanel(shown, sent))}`,
  });
}

function stepOf(shown: FormsShown, { never, verified, receiver }: ExtractStanding): Piece {
  const { say } = shown.speech;
  if (never !== undefined) return notice(html`${say("web.extract.never")} ${say(`refusal.${never}`)}`, "bad");
  if (!verified) return html`<p>${say("web.extract.verify_first")}</p>${verifyForm(shown)}`;
  return html`${notice(say("web.extract.verified"), "good")}${notice(receiverText(shown, receiver))}${sendForm(shown)}`;
}

const receiverText = ({ speech: { say } }: FormsShown, receiver: ExtractStanding["receiver"]): string => {
  if (receiver === undefined) return say("web.extract.no_receiver");
  return say(receiver.open ? "web.extract.receiver" : "web.extract.receiver_by_phone", {
    agency: receiver.name,
    phone: receiver.phone ?? say("web.extract.no_phone"),
  });
};

function verifyForm(shown: FormsShown): Html {
  const { say } = shown.speech;
  const action = actionOf(shown, "verify");
  const typed = shown.typed(action);
  return folded({
    summary: say("web.extract.verify"),
    open: Object.keys(typed).length > 0,
    id: "verifikasi",
    body: form({
      action,
      csrf: shown.csrf,
      submit: say("web.extract.verify_do"),
      body: html`${field({ scope: "verifikasi", name: "tanggal", type: "date", label: say("web.extract.on"), value: typed.tanggal ?? localDay(shown.now, shown.zone), required: true })}
${RULED_OUT.map((point) =>
  words({
    scope: "verifikasi",
    name: point,
    label: say(`web.extract.ruled_out_${point}`),
    hint: say("web.extract.ruled_out_hint"),
    value: typed[point],
    rows: 2,
    maxLength: LONGEST_REASON,
    required: true,
  }),
)}`,
    }),
  });
}

function sendForm(shown: FormsShown): Html {
  const { say } = shown.speech;
  const action = actionOf(shown, "send");
  const typed = shown.typed(action);
  const line = (name: string, text: string) =>
    field({
      scope: "keterangan",
      name,
      label: say(`web.extract.${text}`),
      hint: say(`web.extract.${text}_hint`),
      value: typed[name],
      required: true,
      maxLength: LONGEST_EXTRACT,
    });
  return folded({
    summary: say("web.extract.send"),
    open: Object.keys(typed).length > 0,
    id: "keterangan",
    body: form({
      action,
      csrf: shown.csrf,
      submit: say("web.extract.send_do"),
      tone: "grave",
      body: html`${line("tempat", "place")}${line("waktu", "times")}
${words({ scope: "keterangan", name: "teks", label: say("web.extract.reason"), hint: say("web.extract.reason_hint"), value: typed.teks, rows: 2, maxLength: LONGEST_REASON, required: true })}`,
    }),
  });
}

const TONES = { waiting: "warn", opened: "plain", finished: "good", taken_back: "plain" } as const;

function sentPanel(shown: FormsShown, { id, place, times, to, state }: SentExtract): Html {
  const { say } = shown.speech;
  const action = actionOf(shown, "takeBack");
  return html`<div class="tabs-gap"><p class="badges">${state === undefined ? badge(say(id === undefined ? "web.extract.by_phone" : "web.extract.gone")) : badge(say(`web.extract.state_${state}`), TONES[state])}</p>
<p><strong>${place}</strong><br>${times}<br><small>${to ?? say("web.extract.no_receiver")}</small></p>
${id === undefined && html`<p class="bubble">${say("web.extract.script", { place, times })}</p>`}
${
  state === "waiting" &&
  id !== undefined &&
  folded({
    summary: say("web.extract.take_back"),
    body: form({
      action,
      csrf: shown.csrf,
      submit: say("web.extract.take_back"),
      tone: "quiet",
      body: html`${hidden("keterangan", id)}${words({ scope: id, name: "teks", label: say("web.act.reason"), rows: 2, maxLength: LONGEST_REASON, required: true })}`,
    }),
  })
}</div>`;
}
