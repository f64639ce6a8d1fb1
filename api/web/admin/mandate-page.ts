/** The table of mandates with the form that proposes a change of one line. */
import { AGENCY_KINDS, CATEGORIES, CHILD_STATUSES } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import type { Agency } from "../../directory/index.ts";
import type { Mandate } from "../../routing/index.ts";
import {
  choose,
  form,
  hidden,
  html,
  notice,
  section,
  tick,
  type Html,
  type Speech,
} from "../../page/index.ts";
import type { Fields } from "../form-body.ts";
import { areaField } from "../places.ts";
import { mandateTable } from "../changes/mandate-table.ts";

export const MANDATES_PATH = "/admin/kewenangan";
export const ACCESSES = ["full", "card"] as const;

type Shown = {
  version: number;
  genuine: boolean;
  mandates: readonly Mandate[];
  names: { gazetteer: Gazetteer; agencies: Agency[] };
  pending: boolean;
  line: number | undefined;
  typed: Fields;
};

export function mandatesPage(speech: Speech, csrf: string, shown: Shown): Html {
  const { say } = speech;
  const editing = shown.line !== undefined;
  return html`<h1>${say("web.mandates.title")}</h1><p class="lead">${say("web.mandates.intro")}</p>
${!shown.genuine && notice(say("web.mandates.not_genuine"), "bad")}
${shown.pending && notice(html`${say("web.mandates.pending")} <a href="/admin/persetujuan">${say("web.nav.approvals")}</a>`, "warn")}
${section({
  title:
    shown.version === 0
      ? say("web.mandates.default_table")
      : say("web.mandates.version", { n: shown.version }),
  body: mandateTable(speech, shown.names, shown.mandates, {
    caption: say("web.mandates.caption"),
    act: (index) =>
      !shown.pending && html`<a href="${MANDATES_PATH}?baris=${index}#ubah">${say("web.act.edit")}</a>`,
  }),
})}
${
  !shown.pending &&
  section({
    title: say(editing ? "web.mandates.change_line" : "web.mandates.add_line"),
    id: "ubah",
    intro: say("web.mandates.second_admin"),
    body: html`${lineForm(speech, csrf, shown)}
${
  editing &&
  html`<div class="tabs-gap">${form({
    action: MANDATES_PATH,
    csrf,
    submit: say("web.mandates.propose_removal"),
    tone: "grave",
    body: html`${hidden("baris", String(shown.line))}${hidden("tindakan", "hapus")}`,
  })}</div>`
}`,
  })
}`;
}

function lineForm(speech: Speech, csrf: string, { line, typed, names }: Shown): Html {
  const { say } = speech;
  const kinds = AGENCY_KINDS.map((kind) => ({ value: kind, label: say(`word.agency_kind.${kind}`) }));
  return form({
    action: MANDATES_PATH,
    csrf,
    submit: say("web.mandates.propose"),
    body: html`${line !== undefined && hidden("baris", String(line))}
<div class="row">${choose({ name: "kategori", label: say("web.mandates.col_category"), value: typed.kategori, required: true, ask: say("web.act.choose"), options: CATEGORIES.map((category) => ({ value: category, label: say(`word.category.${category}`) })) })}
${areaField(speech, { scope: "kewenangan", value: typed.wilayah ?? "" })}</div>
<fieldset class="control"><legend>${say("web.mandates.col_child")}</legend>${CHILD_STATUSES.map((child) =>
      tick({
        name: "anak",
        value: child,
        label: say(`word.child.${child}`),
        checked: typed[`anak-${child}`] === "1" || typed.anak === child,
      }),
    )}</fieldset>
<div class="row">${choose({ name: "utama", label: say("web.mandates.col_lead"), value: typed.utama, required: true, ask: say("web.act.choose"), options: kinds })}
${choose({ name: "utama_instansi", label: say("web.mandates.lead_agency"), hint: say("web.mandates.lead_agency_hint"), value: typed.utama_instansi, ask: say("web.mandates.by_kind"), options: names.agencies.map(({ id, name }) => ({ value: id, label: name })) })}</div>
<fieldset class="control"><legend>${say("web.mandates.col_supports")}</legend><div class="row">${kinds.map(
      (kind) =>
        choose({
          name: `dukung-${kind.value}`,
          label: kind.label,
          value: typed[`dukung-${kind.value}`],
          ask: say("web.access.none"),
          options: ACCESSES.map((access) => ({ value: access, label: say(`word.access.${access}`) })),
        }),
    )}</div></fieldset>`,
  });
}
