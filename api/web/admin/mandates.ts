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
import type { Mandate } from "../../routing/index.ts";
import { everyOf, fieldsOf, oneOf, queryOf, type Fields } from "../form-body.ts";
import { again, told, typedIn, type Again } from "../forms-again.ts";
import { areaFrom, areaText } from "../places.ts";
import { ACCESSES, MANDATES_PATH as PATH, mandatesPage } from "./mandate-page.ts";
import type { AdminParts } from "./parts.ts";

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
