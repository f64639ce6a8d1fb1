/** The list of bodies, and one body: members, readiness, details. */
import { AGENCY_KINDS, type AgencyId } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import type { Agency, Officer } from "../../directory/index.ts";
import { badge, choose, facts, field, form, html, notice, section, table } from "../../page/index.ts";
import type { Html, Speech } from "../../page/index.ts";
import type { Fields } from "../form-body.ts";
import { areaField, areaText } from "../places.ts";

export function agencyListPage(
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

export function agencyPage(
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
