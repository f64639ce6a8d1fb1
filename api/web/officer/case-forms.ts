/** What an officer may do with an open case, as forms: only those that the desk allows now are drawn. */
import type { AgencyId } from "../../kernel.ts";
import { ACTIONS, OUTCOMES, type Act } from "../../queue/index.ts";
import { choose, folded, form, html, notice, radios, section, tick, words } from "../../page/index.ts";
import type { Html, Option, Piece } from "../../page/index.ts";
import type { Fields } from "../form-body.ts";
import type { CaseShown } from "./case-card.ts";

/** The path of each act below the case; the routes use the same table. Linking has three: join, part, keep apart. */
export const PATH_OF: Record<Exclude<Act, "open"> | "unlink" | "keep_apart", string> = {
  claim: "ambil",
  release: "lepas",
  note: "catatan",
  act: "tindakan",
  reply: "balas",
  hand_off: "serah-terima",
  review: "pemilahan",
  link: "satukan",
  unlink: "pisahkan",
  keep_apart: "bukan-serupa",
  refer: "rujuk",
  transfer: "alih",
  revoke: "cabut",
  close: "tutup",
};

/** The desk refuses longer words; the control says so before they are typed. */
export const LONGEST = 10_000;

export type FormsShown = CaseShown & {
  typed: (action: string) => Fields;
  /** Bodies that could be given a part: open, not ours, not in it already. */
  others: { id: AgencyId; name: string }[];
  /** Whether and when a reply would reach the reporter, and what the chat would show; nothing when nothing is sent. */
  reach: { told: string; preview: string | undefined };
};

export const actionOf = (shown: CaseShown, act: keyof typeof PATH_OF): string =>
  `/petugas/kasus/${shown.look.card.id}/${PATH_OF[act]}`;

export const claimForm = (shown: CaseShown): Piece =>
  shown.look.acts.includes("claim") &&
  form({ action: actionOf(shown, "claim"), csrf: shown.csrf, submit: shown.speech.say("web.act.claim") });

/** Reply and action stand open, the rest is folded away; what cannot be undone asks once more. */
export function actPanels(shown: FormsShown): Html {
  const { look, speech } = shown;
  const may = (act: Act) => look.acts.includes(act);
  return html`${may("reply") && replyPanel(shown)}
${
  look.acts.some((act) => !["open", "claim", "reply", "link", "review"].includes(act)) &&
  section({
    title: speech.say("web.act.title"),
    id: "tindakan",
    body: html`${may("act") && actionForm(shown)}
${may("note") && noteForm(shown)}
${may("refer") && referForm(shown)}
${may("transfer") && transferForm(shown)}
${may("revoke") && revokeForm(shown)}
${may("release") && reasonForm(shown, "release", "quiet")}
${may("close") && closeForm(shown)}`,
  })
}`;
}

function replyPanel(shown: FormsShown): Html {
  const { say } = shown.speech;
  const action = actionOf(shown, "reply");
  return section({
    title: say("web.reply.title"),
    id: "balas",
    body: html`${notice(shown.reach.told)}
${form({
  action,
  csrf: shown.csrf,
  submit: say("web.reply.send"),
  body: html`${words({ scope: "balas", name: "teks", label: say("web.reply.text"), hint: say("web.reply.hint"), value: shown.typed(action).teks, rows: 5, maxLength: LONGEST, required: true })}
${shown.reach.preview !== undefined && html`<details><summary>${say("web.reply.preview")}</summary><p class="bubble">${shown.reach.preview}</p></details>`}`,
})}`,
  });
}

function actForm(
  shown: FormsShown,
  act: keyof typeof PATH_OF,
  body: (typed: Fields) => Piece,
  tone: "main" | "quiet" | "grave" = "main",
): Html {
  const { say } = shown.speech;
  const action = actionOf(shown, act);
  const typed = shown.typed(action);
  const key = act.replace("_", "-");
  return folded({
    summary: say(`web.act.${act}`),
    open: Object.keys(typed).length > 0,
    id: key,
    body: html`<p class="hint">${say(`web.act.${act}_hint`)}</p>${form({
      action,
      csrf: shown.csrf,
      submit: say(`web.act.${act}_do`),
      tone,
      body: body(typed),
    })}`,
  });
}

const textField = ({ speech: { say } }: FormsShown, act: string, typed: Fields, label: string): Html =>
  words({
    scope: act,
    name: "teks",
    label: say(label),
    value: typed.teks,
    rows: 4,
    maxLength: LONGEST,
    required: true,
  });

const sure = ({ speech: { say } }: FormsShown, key: string): Html =>
  tick({ name: "yakin", label: say(key), required: true });

const actionForm = (shown: FormsShown): Html =>
  actForm(
    shown,
    "act",
    (typed) =>
      html`${choose({
        scope: "act",
        name: "tindakan",
        label: shown.speech.say("web.act.what_done"),
        value: typed.tindakan,
        required: true,
        ask: shown.speech.say("web.act.choose"),
        options: ACTIONS.map((action) => ({
          value: action,
          label: shown.speech.say(`word.action.${action}`),
        })),
      })}${textField(shown, "act", typed, "web.act.text")}`,
  );

const noteForm = (shown: FormsShown): Html =>
  actForm(shown, "note", (typed) => textField(shown, "note", typed, "web.act.text"));

const agencyChoice = (shown: FormsShown, act: string, options: Option[], value: string | undefined): Html =>
  choose({
    scope: act,
    name: "instansi",
    label: shown.speech.say("web.act.agency"),
    value,
    required: true,
    ask: shown.speech.say("web.act.choose"),
    options,
  });

const asOptions = (bodies: FormsShown["others"]): Option[] =>
  bodies.map(({ id, name }) => ({ value: id, label: name }));

const referForm = (shown: FormsShown): Html =>
  actForm(
    shown,
    "refer",
    (typed) => html`${agencyChoice(shown, "refer", asOptions(shown.others), typed.instansi)}
${radios({
  scope: "refer",
  name: "akses",
  label: shown.speech.say("web.act.access"),
  value: typed.akses ?? "full",
  required: true,
  options: (["full", "card"] as const).map((access) => ({
    value: access,
    label: shown.speech.say(`word.access.${access}`),
    hint: shown.speech.say(`web.access.${access}_hint`),
  })),
})}${textField(shown, "refer", typed, "web.act.reason")}`,
  );

const transferForm = (shown: FormsShown): Html =>
  actForm(
    shown,
    "transfer",
    (typed) => html`${agencyChoice(shown, "transfer", asOptions(shown.others), typed.instansi)}
${textField(shown, "transfer", typed, "web.act.reason")}${sure(shown, "web.act.sure_transfer")}`,
    "grave",
  );

/** Hands the case to the body that a fuller story proposes; undefined for those who may not. */
export function proposedTransfer(shown: FormsShown): Html | undefined {
  const { look, names, speech } = shown;
  const { proposed } = look;
  if (proposed === undefined || !look.acts.includes("transfer")) return undefined;
  return actForm(
    shown,
    "transfer",
    (typed) => html`<input type="hidden" name="instansi" value="${proposed}">
${words({
  scope: "proposal",
  name: "teks",
  label: speech.say("web.act.reason"),
  value: typed.teks ?? speech.say("web.proposal.reason", { agency: names.agency(proposed) }),
  rows: 2,
  maxLength: LONGEST,
  required: true,
})}${sure(shown, "web.act.sure_transfer")}`,
    "grave",
  );
}

function revokeForm(shown: FormsShown): Html {
  const inIt = shown.look.shares.filter(({ agency, active }) => active && agency !== shown.visit.agency.id);
  const options = inIt.map(({ agency }) => ({ value: agency, label: shown.names.agency(agency) }));
  return actForm(
    shown,
    "revoke",
    (typed) => html`${agencyChoice(shown, "revoke", options, typed.instansi)}
${textField(shown, "revoke", typed, "web.act.reason")}${sure(shown, "web.act.sure_revoke")}`,
    "grave",
  );
}

const reasonForm = (shown: FormsShown, act: "release", tone: "quiet"): Html =>
  actForm(shown, act, (typed) => textField(shown, act, typed, "web.act.reason"), tone);

const closeForm = (shown: FormsShown): Html =>
  actForm(
    shown,
    "close",
    (typed) =>
      html`${radios({
        scope: "close",
        name: "hasil",
        label: shown.speech.say("web.act.outcome"),
        value: typed.hasil,
        required: true,
        options: OUTCOMES.map((outcome) => ({
          value: outcome,
          label: shown.speech.say(`word.outcome.${outcome}`),
        })),
      })}${textField(shown, "close", typed, "web.act.close_text")}${sure(shown, "web.act.sure_close")}`,
    "grave",
  );
