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
import type { Agency, NewAgency, Officer } from "../../directory/index.ts";
import {
  badge,
  choose,
  facts,
  field,
  form,
  html,
  notice,
  section,
  table,
  type Html,
  type Speech,
} from "../../page/index.ts";
import { fieldsOf, oneOf, paramOf, type Fields } from "../form-body.ts";
import { again, told, typedIn, type Again } from "../forms-again.ts";
import { areaField, areaFrom, areaText } from "../places.ts";
import type { AdminParts } from "./parts.ts";

export function agencyRoutes(app: FastifyInstance, { pages, guard, directory, gazetteer }: AdminParts): void {
  const openBodies = async () =>
    new Set((await directory.bodies()).filter(({ open }) => open).map(({ id }) => id));

  async function drawList(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const visit = guard.adminOf(request);
    const typed = typedIn("/admin/instansi", visit, refused);
    const body = listPage(
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
    const body = onePage(speech, gazetteer, pages.csrf(reply), agency, members, await openBodies(), typed);
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
      const recovered = await directory.recoverKey(by, kunci.trim() as PrivateKey, petugas as OfficerId);
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

function listPage(
  speech: Speech,
  gazetteer: Gazetteer,
  csrf: string,
  agencies: Agency[],
  open: Set<AgencyId>,
  typed: Fields,
): Html {
  const { say } = speech;
  const byPlace = agencies.toSorted((a, b) => a.area.localeCompare(b.area) || a.name.localeCompare(b.name));
  return html`<h1>${say("web.agencies.title")}</h1><p class="lead">${say("web.agencies.intro")}</p>
${section({
  title: say("web.agencies.list"),
  body: table({
    caption: say("web.agencies.list"),
    hideCaption: true,
    columns: ["name", "kind", "area", "state"].map((name) => ({ name: say(`web.agencies.col_${name}`) })),
    rows: byPlace.map((agency) => [
      html`<a href="/admin/instansi/${agency.id}">${agency.name}</a>`,
      say(`word.agency_kind.${agency.kind}`),
      gazetteer.describe(agency.area),
      enrolment(speech, agency, open),
    ]),
    empty: say("web.agencies.empty"),
  }),
})}
${section({
  title: say("web.agencies.add"),
  id: "tambah",
  intro: say("web.agencies.add_intro"),
  body: agencyForm(speech, csrf, "/admin/instansi", say("web.agencies.add"), typed),
})}`;
}

/** Whether the body can be sealed to, in one word, with the reason when it cannot. */
function enrolment({ say }: Speech, agency: Agency, open: Set<AgencyId>): Html {
  if (open.has(agency.id)) return badge(say("web.enrolment.open"), "good");
  if (agency.publicKey === undefined) return badge(say("web.enrolment.no_key"), "plain");
  if (!agency.approved) return badge(say("web.enrolment.waits_for_approval"), "warn");
  return badge(say("web.enrolment.too_few", { n: agency.keyHolders }), "warn");
}

function onePage(
  speech: Speech,
  gazetteer: Gazetteer,
  csrf: string,
  agency: Agency,
  members: Officer[],
  open: Set<AgencyId>,
  typed: Fields,
): Html {
  const { say } = speech;
  const kept = {
    nama: agency.name,
    jenis: agency.kind,
    telepon: agency.phone ?? "",
    email: agency.email ?? "",
  };
  const values = { ...kept, wilayah: areaText(gazetteer, agency.area), ...typed };
  return html`<h1>${agency.name}</h1>
<div class="columns"><div>
${section({
  title: say("web.agencies.members"),
  body: html`${table({
    caption: say("web.agencies.members"),
    hideCaption: true,
    columns: ["name", "role", "state", "key"].map((name) => ({ name: say(`web.officers.col_${name}`) })),
    rows: members.map((officer) => [
      officer.name,
      say(`word.role.${officer.role}`),
      say(`word.state.${officer.state}`),
      badge(
        say(officer.holdsAgencyKey ? "web.officers.holds_key" : "web.officers.no_key"),
        officer.holdsAgencyKey ? "good" : "plain",
      ),
    ]),
    empty: say("web.agencies.no_members"),
  })}
<p class="tabs-gap"><a class="button quiet" href="/admin/petugas?instansi=${agency.id}#undang">${say("web.agencies.invite")}</a>
<a class="button quiet" href="/admin/piket/${agency.id}">${say("web.agencies.duty")}</a></p>`,
})}
${section({
  title: say("web.agencies.change"),
  body: html`${notice(say("web.agencies.change_warning"))}${agencyForm(speech, csrf, `/admin/instansi/${agency.id}`, say("web.act.save"), values)}`,
})}
</div><div>
${section({
  title: say("web.agencies.enrolment"),
  body: html`${facts([
    [say("web.agencies.col_state"), enrolment(speech, agency, open)],
    [say("web.agencies.key_holders"), String(agency.keyHolders)],
    [say("web.agencies.recovery"), say(agency.hasRecoveryCopy ? "web.act.yes" : "web.act.no")],
    [say("web.agencies.approved"), say(agency.approved ? "web.act.yes" : "web.act.no")],
  ])}<p class="tabs-gap"><small>${say("web.agencies.open_rule")}</small></p>`,
})}
${agency.hasRecoveryCopy && recoveryPanel(speech, csrf, agency, members)}
</div></div>`;
}

/** When nobody can unlock the body's key any more. The offline key is used once and kept nowhere. */
const recoveryPanel = ({ say }: Speech, csrf: string, agency: Agency, members: Officer[]): Html =>
  section({
    title: say("web.recover.title"),
    intro: say("web.recover.intro"),
    body: form({
      action: `/admin/instansi/${agency.id}/pulihkan`,
      csrf,
      submit: say("web.recover.do"),
      tone: "quiet",
      body: html`${choose({
        name: "petugas",
        label: say("web.recover.officer"),
        required: true,
        ask: say("web.act.choose"),
        options: members
          .filter(({ state, holdsAgencyKey }) => state === "active" && !holdsAgencyKey)
          .map(({ id, name }) => ({ value: id, label: name })),
      })}
${field({ name: "kunci", type: "password", label: say("web.recover.key"), required: true, maxLength: 200 })}`,
    }),
  });

const agencyForm = (speech: Speech, csrf: string, action: string, submit: string, typed: Fields): Html =>
  form({
    action,
    csrf,
    submit,
    body: html`${field({ name: "nama", label: speech.say("web.agencies.name"), value: typed.nama, required: true, maxLength: 160 })}
${choose({
  name: "jenis",
  label: speech.say("web.agencies.kind"),
  value: typed.jenis,
  required: true,
  ask: speech.say("web.act.choose"),
  options: AGENCY_KINDS.map((kind) => ({ value: kind, label: speech.say(`word.agency_kind.${kind}`) })),
})}
${areaField(speech, { scope: "instansi", value: typed.wilayah ?? "", required: true, label: speech.say("web.agencies.area") })}
<div class="row">${field({ name: "telepon", type: "tel", label: speech.say("web.agencies.phone"), hint: speech.say("web.agencies.phone_hint"), value: typed.telepon, maxLength: 40 })}
${field({ name: "email", type: "email", label: speech.say("web.agencies.email"), hint: speech.say("web.agencies.email_hint"), value: typed.email, maxLength: 160 })}</div>`,
  });
