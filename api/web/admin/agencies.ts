/** Bodies: list, add, change; whether each can be sealed to, and who is in it. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  AGENCY_KINDS,
  refuse,
  type AgencyId,
  type OfficerId,
  type PrivateKey,
  type Result,
} from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import type { NewAgency } from "../../directory/index.ts";
import { fieldsOf, oneOf, paramOf, type Fields } from "../form-body.ts";
import { publicKeyOf } from "../../vault/index.ts";
import { again, told, typedIn, type Again } from "../forms-again.ts";
import { areaFrom } from "../places.ts";
import { agencyListPage, agencyPage } from "./agency-pages.ts";
import type { AdminParts } from "./parts.ts";

export function agencyRoutes(app: FastifyInstance, { pages, guard, directory, gazetteer }: AdminParts): void {
  const openBodies = async () =>
    new Set((await directory.bodies()).filter(({ open }) => open).map(({ id }) => id));

  async function drawList(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const visit = guard.adminOf(request);
    const typed = typedIn("/admin/instansi", visit, refused);
    const body = agencyListPage(
      speech,
      gazetteer,
      pages.csrf(reply),
      await directory.agencies(),
      await openBodies(),
      typed,
    );
    const title = speech.say("web.nav.agencies");
    return pages.show(request, reply, { title, body, visit, live: true, ...told(speech, refused) });
  }

  async function drawOne(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const visit = guard.adminOf(request);
    const agency = await directory.agency(paramOf(request, "id") as AgencyId);
    if (agency === undefined) return pages.refused(request, reply, "unknown_agency", visit);
    const members = (await directory.officers()).filter((officer) => officer.agency === agency.id);
    const typed = typedIn(`/admin/instansi/${agency.id}`, visit, refused);
    const body = agencyPage(speech, gazetteer, pages.csrf(reply), agency, members, await openBodies(), typed);
    return pages.show(request, reply, {
      title: agency.name,
      body,
      visit,
      live: true,
      ...told(speech, refused),
    });
  }

  app.get("/admin/instansi", (request, reply) => drawList(request, reply));

  app.post("/admin/instansi", { config: { shownAt: "/admin/instansi" } }, async (request, reply) => {
    const wanted = agencyFrom(fieldsOf(request), gazetteer);
    const added = wanted.ok
      ? await directory.addAgency(guard.adminOf(request).officer.id, wanted.value)
      : wanted;
    if (!added.ok) return drawList(request, reply, again(request, added.refusal));
    return pages.go(reply, `/admin/instansi/${added.value.id}`, "agency_added");
  });

  app.get("/admin/instansi/:id", (request, reply) => drawOne(request, reply));

  app.post("/admin/instansi/:id", { config: { shownAt: "/admin/instansi/:id" } }, async (request, reply) => {
    const id = paramOf(request, "id") as AgencyId;
    const wanted = agencyFrom(fieldsOf(request), gazetteer);
    const edited = wanted.ok
      ? await directory.editAgency(guard.adminOf(request).officer.id, id, wanted.value)
      : wanted;
    if (!edited.ok) return drawOne(request, reply, again(request, edited.refusal));
    return pages.go(reply, `/admin/instansi/${id}`, edited.value.approved ? "saved" : "saved_waiting");
  });

  app.post(
    "/admin/instansi/:id/pulihkan",
    { config: { shownAt: "/admin/instansi/:id" } },
    async (request, reply) => {
      const { petugas = "", kunci = "" } = fieldsOf(request);
      const by = guard.adminOf(request).officer.id;
      const key = kunci.trim() as PrivateKey;
      // Mistyped, it is no key at all, which is nobody's bug.
      const readable = await publicKeyOf(key).catch(() => undefined);
      if (readable === undefined) return drawOne(request, reply, again(request, "invalid_value"));
      const recovered = await directory.recoverKey(by, key, petugas as OfficerId);
      if (!recovered.ok) return drawOne(request, reply, again(request, recovered.refusal));
      return pages.go(reply, `/admin/instansi/${paramOf(request, "id")}`, "key_given");
    },
  );
}

function agencyFrom(fields: Fields, gazetteer: Gazetteer): Result<NewAgency> {
  const kind = oneOf(AGENCY_KINDS, fields.jenis);
  const area = areaFrom(gazetteer, fields.wilayah ?? "");
  if (kind === undefined || area === undefined) return refuse("invalid_value");
  const filled = (name: string) => fields[name]?.trim() || undefined;
  return {
    ok: true,
    value: { name: filled("nama") ?? "", kind, area, phone: filled("telepon"), email: filled("email") },
  };
}
