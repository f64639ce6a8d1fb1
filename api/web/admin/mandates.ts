/** Who receives which reports: data that a second admin must approve before routing obeys it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  AGENCY_KINDS,
  CATEGORIES,
  CHILD_STATUSES,
  NATION,
  refuse,
  type AgencyId,
  type Result,
} from "../../kernel.ts";
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
import { everyOf, fieldsOf, oneOf, queryOf, type Fields } from "../form-body.ts";
import { again, told, typedIn, type Again } from "../forms-again.ts";
import { areaField, areaFrom, areaText } from "../places.ts";
import { mandateTable } from "./mandate-table.ts";
import type { AdminParts } from "./parts.ts";

const ACCESSES = ["full", "card"] as const;
const PATH = "/admin/kewenangan";

export function mandateRoutes(
  app: FastifyInstance,
  { pages, guard, directory, gazetteer }: AdminParts,
): void {
  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const visit = guard.adminOf(request);
    const [kept, agencies, approvals] = await Promise.all([
      directory.mandateTable(),
      directory.agencies(),
      directory.approvals(),
    ]);
    const typed = typedIn(PATH, visit, refused);
    const line = lineNumber(typed.baris ?? queryOf(request).baris, kept.mandates);
    const body = mandatesPage(speech, pages.csrf(reply), {
      ...kept,
      names: { gazetteer, agencies },
      pending: approvals.some(({ kind }) => kind === "mandates"),
      line,
      typed: { ...valuesOf(gazetteer, line === undefined ? undefined : kept.mandates[line]), ...typed },
    });
    const title = speech.say("web.nav.mandates");
    return pages.show(request, reply, { title, body, visit, live: true, ...told(speech, refused) });
  }

  app.get(PATH, (request, reply) => draw(request, reply));

  app.post(PATH, { config: { shownAt: PATH } }, async (request, reply) => {
    const waiting = (await directory.approvals()).some(({ kind }) => kind === "mandates");
    // Two proposals on the same table would undo each other when both are approved.
    if (waiting) return draw(request, reply, again(request, "conflict"));
    const changed = tableFrom(request, (await directory.mandateTable()).mandates, gazetteer);
    if (!changed.ok) return draw(request, reply, again(request, changed.refusal));
    const proposed = await directory.proposeMandates(guard.adminOf(request).officer.id, changed.value);
    if (!proposed.ok) return draw(request, reply, again(request, proposed.refusal));
    return pages.go(reply, "/admin/persetujuan", "proposed");
  });
}

function lineNumber(text: string | undefined, mandates: readonly Mandate[]): number | undefined {
  const index = Number(text);
  return text !== undefined && text !== "" && Number.isInteger(index) && mandates[index] ? index : undefined;
}

/** The whole table with one line changed, added or taken out. Refuses invalid_value. */
function tableFrom(
  request: FastifyRequest,
  mandates: readonly Mandate[],
  gazetteer: Gazetteer,
): Result<Mandate[]> {
  const fields = fieldsOf(request);
  const line = lineNumber(fields.baris, mandates);
  if (fields.tindakan === "hapus") {
    return line === undefined ? refuse("invalid_value") : { ok: true, value: mandates.toSpliced(line, 1) };
  }
  const mandate = mandateFrom(fields, everyOf(request, "anak"), gazetteer);
  if (!mandate.ok) return mandate;
  return {
    ok: true,
    value: line === undefined ? [...mandates, mandate.value] : mandates.with(line, mandate.value),
  };
}

function mandateFrom(fields: Fields, children: string[], gazetteer: Gazetteer): Result<Mandate> {
  const category = oneOf(CATEGORIES, fields.kategori);
  const lead = oneOf(AGENCY_KINDS, fields.utama);
  const area = fields.wilayah?.trim() === "" ? NATION : areaFrom(gazetteer, fields.wilayah ?? "");
  const child = CHILD_STATUSES.filter((status) => children.includes(status));
  if (category === undefined || lead === undefined || area === undefined || child.length === 0) {
    return refuse("invalid_value");
  }
  const supports = AGENCY_KINDS.flatMap((kind) => {
    const access = oneOf(ACCESSES, fields[`dukung-${kind}`]);
    return access === undefined ? [] : [{ kind, access }];
  });
  const named = fields.utama_instansi ? { leadAgency: fields.utama_instansi as AgencyId } : {};
  return { ok: true, value: { category, child, area, lead, ...named, supports } };
}

function valuesOf(gazetteer: Gazetteer, mandate: Mandate | undefined): Fields {
  if (mandate === undefined) return { wilayah: gazetteer.describe(NATION) };
  return {
    kategori: mandate.category,
    wilayah: areaText(gazetteer, mandate.area),
    utama: mandate.lead,
    utama_instansi: mandate.leadAgency ?? "",
    ...Object.fromEntries(mandate.child.map((child) => [`anak-${child}`, "1"])),
    ...Object.fromEntries(mandate.supports.map(({ kind, access }) => [`dukung-${kind}`, access])),
  };
}

type Shown = {
  version: number;
  genuine: boolean;
  mandates: readonly Mandate[];
  names: { gazetteer: Gazetteer; agencies: Agency[] };
  pending: boolean;
  line: number | undefined;
  typed: Fields;
};

function mandatesPage(speech: Speech, csrf: string, shown: Shown): Html {
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
    act: (index) => !shown.pending && html`<a href="${PATH}?baris=${index}#ubah">${say("web.act.edit")}</a>`,
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
    action: PATH,
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
    action: PATH,
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
