/** People who sign in: invite, invite again, disable. A link is shown once; only its hash is kept. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuse, type AgencyId, type OfficerId, type Result } from "../../kernel.ts";
import type { Agency, InvitedOfficer, NewOfficer, Officer } from "../../directory/index.ts";
import {
  badge,
  choose,
  field,
  folded,
  form,
  html,
  notice,
  section,
  table,
  tick,
  type Html,
  type Speech,
} from "../../page/index.ts";
import { fieldsOf, oneOf, paramOf, queryOf, type Fields } from "../form-body.ts";
import { again, told, typedIn, type Again } from "../forms-again.ts";
import type { AdminParts } from "./parts.ts";

const ROLES = ["officer", "supervisor", "admin"] as const;
const SHOWN_AT = { config: { shownAt: "/admin/petugas" } };

export function officerAccountRoutes(app: FastifyInstance, parts: AdminParts): void {
  const { pages, guard, directory, book } = parts;

  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const visit = guard.adminOf(request);
    const [officers, agencies] = await Promise.all([directory.officers(), directory.agencies()]);
    const asked = queryOf(request).instansi;
    const typed = { ...(asked && { instansi: asked }), ...typedIn("/admin/petugas", visit, refused) };
    const body = officersPage(speech, pages.csrf(reply), { officers, agencies, me: visit.officer.id, typed });
    return pages.show(request, reply, {
      title: speech.say("web.nav.officers"),
      body,
      visit,
      ...told(speech, refused),
    });
  }

  // Answered with a page instead of a redirect: the link is kept nowhere from which a next page could take it.
  async function invited(request: FastifyRequest, reply: FastifyReply, result: Result<InvitedOfficer>) {
    if (!result.ok) return draw(request, reply, again(request, result.refusal));
    const speech = pages.speech(request);
    const link = new URL(`/undangan/${result.value.token}`, parts.publicUrl).href;
    const body = linkPage(speech, result.value.officer, link);
    const title = speech.say("web.officers.link_title");
    return pages.show(request, reply, { title, body, visit: guard.adminOf(request), width: "narrow" });
  }

  app.get("/admin/petugas", (request, reply) => draw(request, reply));

  app.post("/admin/petugas", SHOWN_AT, async (request, reply) => {
    const wanted = officerFrom(fieldsOf(request));
    const by = guard.adminOf(request).officer.id;
    return invited(request, reply, wanted.ok ? await directory.inviteOfficer(by, wanted.value) : wanted);
  });

  app.post("/admin/petugas/:id/undang", SHOWN_AT, async (request, reply) => {
    const id = paramOf(request, "id") as OfficerId;
    const result = await directory.inviteAgain(guard.adminOf(request).officer.id, id);
    if (result.ok) await book.endAllOf(id);
    return invited(request, reply, result);
  });

  app.post("/admin/petugas/:id/nonaktif", SHOWN_AT, async (request, reply) => {
    const id = paramOf(request, "id") as OfficerId;
    const disabled = await directory.disableOfficer(guard.adminOf(request).officer.id, id);
    if (!disabled.ok) return draw(request, reply, again(request, disabled.refusal));
    await book.endAllOf(id);
    return pages.go(reply, "/admin/petugas", "officer_disabled");
  });
}

function officerFrom(fields: Fields): Result<NewOfficer> {
  const role = oneOf(ROLES, fields.peran);
  if (role === undefined) return refuse("invalid_value");
  const agency = role === "admin" ? undefined : ((fields.instansi ?? "") as AgencyId);
  return {
    ok: true,
    value: { signInName: (fields.nama_masuk ?? "").trim(), name: (fields.nama ?? "").trim(), role, agency },
  };
}

type Shown = { officers: Officer[]; agencies: Agency[]; me: OfficerId; typed: Fields };

function officersPage(speech: Speech, csrf: string, { officers, agencies, me, typed }: Shown): Html {
  const { say } = speech;
  const nameOf = (id: AgencyId | undefined) => agencies.find((agency) => agency.id === id)?.name ?? "–";
  return html`<h1>${say("web.officers.title")}</h1><p class="lead">${say("web.officers.intro")}</p>
${section({
  title: say("web.officers.list"),
  body: table({
    caption: say("web.officers.list"),
    hideCaption: true,
    columns: ["name", "role", "agency", "state", "act"].map((name) => ({
      name: say(`web.officers.col_${name}`),
    })),
    rows: officers.map((officer) => [
      html`<div>${officer.name}<br><small>${officer.signInName}</small></div>`,
      say(`word.role.${officer.role}`),
      nameOf(officer.agency),
      html`<span class="badges">${badge(say(`word.state.${officer.state}`), officer.state === "active" ? "good" : officer.state === "invited" ? "warn" : "plain")}${officer.state === "active" && officer.role !== "admin" && !officer.holdsAgencyKey && badge(say("web.officers.no_key"), "warn")}${officer.state === "invited" && officer.publicKey !== undefined && badge(say("web.officers.waits"), "warn")}</span>`,
      officer.id === me ? html`<small>${say("web.officers.you")}</small>` : actsOn(speech, csrf, officer),
    ]),
    empty: say("web.officers.empty"),
  }),
})}
${section({
  title: say("web.officers.invite"),
  id: "undang",
  body: form({
    action: "/admin/petugas",
    csrf,
    submit: say("web.officers.make_link"),
    body: html`<div class="row">${field({ name: "nama", label: say("web.officers.name"), value: typed.nama, required: true, maxLength: 120 })}
${field({ name: "nama_masuk", label: say("web.officers.sign_in_name"), hint: say("web.officers.sign_in_name_hint"), value: typed.nama_masuk, required: true, maxLength: 60 })}</div>
<div class="row">${choose({ name: "peran", label: say("web.officers.role"), value: typed.peran ?? "officer", required: true, options: ROLES.map((role) => ({ value: role, label: say(`word.role.${role}`) })) })}
${choose({ name: "instansi", label: say("web.officers.agency"), hint: say("web.officers.agency_hint"), value: typed.instansi, ask: say("web.act.choose"), options: agencies.map((agency) => ({ value: agency.id, label: agency.name })) })}</div>`,
  }),
})}`;
}

function actsOn({ say }: Speech, csrf: string, officer: Officer): Html {
  const path = `/admin/petugas/${officer.id}`;
  const sure = (key: string) => tick({ name: "yakin", label: say(key), required: true });
  return html`<div>${folded({
    summary: say("web.officers.invite_again"),
    body: form({
      action: `${path}/undang`,
      csrf,
      submit: say("web.officers.make_link"),
      tone: "quiet",
      body: sure("web.officers.sure_again"),
    }),
  })}
${
  officer.state !== "disabled" &&
  folded({
    summary: say("web.officers.disable"),
    body: form({
      action: `${path}/nonaktif`,
      csrf,
      submit: say("web.officers.disable"),
      tone: "grave",
      body: sure("web.officers.sure_disable"),
    }),
  })
}</div>`;
}

const linkPage = ({ say }: Speech, officer: Officer, link: string): Html => html`<section class="panel">
<h1>${say("web.officers.link_title")}</h1>
${notice(say("web.officers.link_once"), "warn")}
<p>${say("web.officers.link_for", { name: officer.name })}</p>
<code class="link-shown">${link}</code>
<p>${say("web.officers.link_advice")}</p>
<p><a class="button" href="/admin/petugas">${say("web.officers.link_passed_on")}</a></p></section>`;
