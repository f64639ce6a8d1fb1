/** The page of place names: the try-out box, the installation's own names, those taken back, those that are shipped. */
import { NATION, type OfficerId } from "../../kernel.ts";
import {
  ALIAS_KINDS,
  type Alias,
  type Gazetteer,
  type KeptAlias,
  type PlaceMatch,
} from "../../area/index.ts";
import {
  choose,
  field,
  folded,
  form,
  hidden,
  html,
  momentText,
  notice,
  section,
  table,
  tick,
  words,
  type Html,
  type Speech,
} from "../../page/index.ts";
import type { Fields } from "../form-body.ts";
import { areaField, areaText } from "../places.ts";

const PATH = "/admin/nama-tempat";

type Shown = {
  speech: Speech;
  csrf: string;
  gazetteer: Gazetteer;
  kept: KeptAlias[];
  nameOf: (id: OfficerId) => string;
  typed: (action: string) => Fields;
  /** The sentence that was tried; shown once, kept nowhere. */
  tried: string | undefined;
};

export function aliasesPage(shown: Shown): Html {
  const { speech, kept } = shown;
  const { say } = speech;
  const typed = shown.typed(PATH);
  const takenBack = kept.filter(({ removedAt }) => removedAt !== undefined);
  return html`<h1>${say("web.aliases.title")}</h1><p class="lead">${say("web.aliases.intro")}</p>
${section({ title: say("web.aliases.try"), id: "coba", body: tryOut(shown) })}
${section({ title: say("web.aliases.own"), body: ownTable(shown) })}
${section({
  title: say("web.aliases.add"),
  id: "tambah",
  body: aliasForm(shown, "baru", typed.id === undefined || typed.id === "" ? typed : {}, undefined),
})}
${takenBack.length > 0 && section({ title: say("web.aliases.taken_back"), body: takenBackTable(shown, takenBack) })}
${section({ title: say("web.aliases.shipped"), body: shippedList(shown) })}`;
}

function tryOut({ speech: { say }, csrf, gazetteer, tried }: Shown): Html {
  return html`${form({
    action: `${PATH}/coba`,
    csrf,
    submit: say("web.aliases.try_submit"),
    tone: "quiet",
    body: words({
      scope: "coba",
      name: "kalimat",
      label: say("web.aliases.try_label"),
      hint: say("web.aliases.try_hint"),
      value: tried,
      rows: 2,
      maxLength: 1000,
    }),
  })}${tried !== undefined && tried.trim() !== "" && html`<div role="status">${understood(say, gazetteer, tried)}</div>`}`;
}

/** What the resolver makes of a sentence, with the words that led there. */
function understood(say: Speech["say"], gazetteer: Gazetteer, text: string): Html {
  const line = ({ code, spans }: PlaceMatch): Html =>
    html`<li>${gazetteer.describe(code)} <small>${code} · “${spans.map(({ quote }) => quote).join("”, “")}”</small></li>`;
  const resolution = gazetteer.resolve(text);
  switch (resolution.kind) {
    case "none":
      return notice(say("web.aliases.nothing"), "warn");
    case "tie":
      return html`<p>${say("web.aliases.tie", { place: resolution.code === NATION ? gazetteer.describe(NATION) : gazetteer.describe(resolution.code) })}</p><ul>${resolution.candidates.map(line)}</ul>`;
    case "found":
      return html`<p>${say("web.aliases.found")}</p><ul>${line(resolution.match)}</ul>
${resolution.others.length > 0 && html`<p>${say("web.aliases.others")}</p><ul>${resolution.others.map(line)}</ul>`}`;
  }
}

const placeText = ({ speech: { say }, gazetteer }: Shown, { area }: KeptAlias): string =>
  area === undefined ? say("web.aliases.silenced") : gazetteer.describe(area);

const byWhom = ({ speech, nameOf }: Shown, { source, addedBy, addedAt }: KeptAlias): Html =>
  html`<div>${source}${source !== "" && html`<br>`}<small>${nameOf(addedBy)}, ${momentText(speech, addedAt, "Asia/Jakarta")}</small></div>`;

function ownTable(shown: Shown): Html {
  const { say } = shown.speech;
  const inUse = shown.kept.filter(({ removedAt }) => removedAt === undefined);
  return table({
    caption: say("web.aliases.own"),
    hideCaption: true,
    columns: ["text", "place", "kind", "source", "act"].map((name) => ({
      name: say(`web.aliases.col_${name}`),
    })),
    rows: inUse.map((alias) => [
      html`<strong>${alias.text}</strong>`,
      placeText(shown, alias),
      say(`web.alias_kind.${alias.kind}`),
      byWhom(shown, alias),
      actsOn(shown, alias),
    ]),
    empty: say("web.aliases.empty"),
  });
}

function actsOn(shown: Shown, alias: KeptAlias): Html {
  const { say } = shown.speech;
  const typed = shown.typed(PATH);
  const mine = typed.id === alias.id ? typed : undefined;
  return html`<div>${folded({ summary: say("web.act.edit"), open: mine !== undefined, body: aliasForm(shown, alias.id, mine ?? {}, alias) })}
${form({ action: `${PATH}/${alias.id}/hapus`, csrf: shown.csrf, submit: say("web.aliases.take_back"), tone: "quiet" })}</div>`;
}

function takenBackTable(shown: Shown, takenBack: KeptAlias[]): Html {
  const { say } = shown.speech;
  return html`<p>${say("web.aliases.taken_back_hint")}</p>${table({
    caption: say("web.aliases.taken_back"),
    hideCaption: true,
    columns: ["text", "place", "kind", "source", "act"].map((name) => ({
      name: say(`web.aliases.col_${name}`),
    })),
    rows: takenBack.map((alias) => [
      alias.text,
      placeText(shown, alias),
      say(`web.alias_kind.${alias.kind}`),
      byWhom(shown, alias),
      form({
        action: `${PATH}/${alias.id}/kembalikan`,
        csrf: shown.csrf,
        submit: say("web.aliases.restore"),
        tone: "quiet",
      }),
    ]),
    empty: "",
  })}`;
}

function shippedList({ speech: { say }, gazetteer }: Shown): Html {
  const line = ({ text, area }: Alias): Html => html`<li>${text}: ${gazetteer.describe(area)}</li>`;
  const parts = ALIAS_KINDS.map((kind) => {
    const some = gazetteer.shipped.filter((alias) => alias.kind === kind);
    const summary = say("web.aliases.shipped_kind", { kind: say(`web.alias_kind.${kind}`), n: some.length });
    return folded({ summary, body: html`<ul>${some.map(line)}</ul>` });
  });
  return html`<p>${say("web.aliases.shipped_hint")}</p>${parts}`;
}

function aliasForm(shown: Shown, scope: string, typed: Fields, alias: KeptAlias | undefined): Html {
  const { speech, gazetteer, csrf } = shown;
  const { say } = speech;
  const area = typed.wilayah ?? (alias?.area === undefined ? "" : areaText(gazetteer, alias.area));
  const silent = typed.senyap !== undefined || (alias !== undefined && alias.area === undefined);
  return form({
    action: PATH,
    csrf,
    submit: say("web.act.save"),
    body: html`${alias && hidden("id", alias.id)}
<div class="row">${field({ scope, name: "sebutan", label: say("web.aliases.text"), hint: say("web.aliases.text_hint"), value: typed.sebutan ?? alias?.text, required: true, maxLength: 60 })}
${choose({ scope, name: "jenis", label: say("web.aliases.kind"), value: typed.jenis ?? alias?.kind, required: true, options: ALIAS_KINDS.map((kind) => ({ value: kind, label: say(`web.alias_kind.${kind}`) })) })}</div>
${areaField(speech, { scope, value: area })}
${tick({ scope, name: "senyap", label: say("web.aliases.silence"), checked: silent })}
${field({ scope, name: "sumber", label: say("web.aliases.source"), hint: say("web.aliases.source_hint"), value: typed.sumber ?? alias?.source, maxLength: 200 })}`,
  });
}
