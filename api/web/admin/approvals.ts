/** What waits for a second person: nobody approves what he or she asked for. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { OfficerId } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import type { Agency, Approval, Officer } from "../../directory/index.ts";
import type { Mandate } from "../../routing/index.ts";
import { facts, form, html, moment, notice, section, type Html, type Speech } from "../../page/index.ts";
import { paramOf } from "../form-body.ts";
import { again, told, type Again } from "../forms-again.ts";
import { linesOnlyIn, mandateTable } from "./mandate-table.ts";
import type { AdminParts } from "./parts.ts";

const PATH = "/admin/persetujuan";

export function approvalRoutes(
  app: FastifyInstance,
  { pages, guard, directory, gazetteer }: AdminParts,
): void {
  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const visit = guard.adminOf(request);
    const [approvals, agencies, officers, mandates] = await Promise.all([
      directory.approvals(),
      directory.agencies(),
      directory.officers(),
      directory.mandates(),
    ]);
    const shown = { agencies, officers, mandates, gazetteer, me: visit.officer.id, csrf: pages.csrf(reply) };
    const body = html`<h1>${speech.say("web.approvals.title")}</h1><p class="lead">${speech.say("web.approvals.intro")}</p>
${approvals.length === 0 && html`<p class="empty">${speech.say("web.approvals.empty")}</p>`}
${approvals.map((approval) => onePanel(speech, approval, shown))}`;
    return pages.show(request, reply, {
      title: speech.say("web.nav.approvals"),
      body,
      visit,
      ...told(speech, refused),
    });
  }

  app.get(PATH, (request, reply) => draw(request, reply));

  app.post(`${PATH}/:id/setuju`, { config: { shownAt: PATH } }, async (request, reply) => {
    const approved = await directory.approve(guard.adminOf(request).officer.id, paramOf(request, "id"));
    return approved.ok
      ? pages.go(reply, PATH, "approved")
      : draw(request, reply, again(request, approved.refusal));
  });

  app.post(`${PATH}/:id/tolak`, { config: { shownAt: PATH } }, async (request, reply) => {
    const rejected = await directory.rejectApproval(
      guard.adminOf(request).officer.id,
      paramOf(request, "id"),
    );
    return rejected.ok
      ? pages.go(reply, PATH, "rejected")
      : draw(request, reply, again(request, rejected.refusal));
  });
}

type Shown = {
  agencies: Agency[];
  officers: Officer[];
  mandates: Mandate[];
  gazetteer: Gazetteer;
  me: OfficerId;
  csrf: string;
};

function onePanel(speech: Speech, approval: Approval, shown: Shown): Html {
  const { say } = speech;
  const asker = shown.officers.find(({ id }) => id === approval.askedBy)?.name;
  const own = approval.askedBy === shown.me;
  return section({
    title: say(`web.approvals.kind_${approval.kind}`),
    id: `usul-${approval.id}`,
    body: html`${facts([
      [say("web.approvals.asked_by"), asker ?? say("web.approvals.nobody")],
      [say("web.approvals.asked_at"), moment(speech, approval.askedAt, "Asia/Jakarta")],
    ])}
<div class="tabs-gap">${contentOf(speech, approval, shown)}</div>
${own && notice(say("web.approvals.own"), "warn")}${decisionForms(speech, approval.id, shown.csrf, own)}`,
  });
}

function contentOf(speech: Speech, approval: Approval, shown: Shown): Html {
  switch (approval.kind) {
    case "first_enrolment":
      return enrolmentOf(speech, approval, shown);
    case "invitation":
      return invitationOf(speech, approval, shown);
    case "mandates":
      return changesOf(speech, approval, shown);
  }
}

function invitationOf({ say }: Speech, approval: Approval, { agencies, officers }: Shown): Html {
  const officer = officers.find(({ id }) => id === approval.officer);
  const agency = agencies.find(({ id }) => id === approval.agency);
  return html`<p>${say("web.approvals.invitation_text")}</p>${facts([
    [say("web.officers.col_name"), officer?.name],
    [say("web.officers.sign_in_name"), officer?.signInName],
    [say("web.officers.col_role"), officer && say(`word.role.${officer.role}`)],
    [say("web.officers.col_agency"), agency?.name],
  ])}`;
}

/** Whoever asked may withdraw, never approve. */
const decisionForms = (
  { say }: Speech,
  id: string,
  csrf: string,
  own: boolean,
): Html => html`<div class="inline tabs-gap">
${!own && form({ action: `${PATH}/${id}/setuju`, csrf, submit: say("web.approvals.approve"), inline: true })}
${form({ action: `${PATH}/${id}/tolak`, csrf, submit: say(own ? "web.approvals.withdraw" : "web.approvals.reject"), tone: "grave", inline: true })}</div>`;

function enrolmentOf({ say }: Speech, approval: Approval, { agencies, officers, gazetteer }: Shown): Html {
  const agency = agencies.find(({ id }) => id === approval.agency);
  if (agency === undefined) return notice(say("refusal.unknown_agency"), "bad");
  const members = officers.filter((officer) => officer.agency === agency.id).map(({ name }) => name);
  return html`<p>${say("web.approvals.enrolment_text")}</p>${facts([
    [say("web.agencies.name"), html`<a href="/admin/instansi/${agency.id}">${agency.name}</a>`],
    [say("web.agencies.kind"), say(`word.agency_kind.${agency.kind}`)],
    [say("web.agencies.area"), gazetteer.describe(agency.area)],
    [say("web.agencies.phone"), agency.phone],
    [say("web.agencies.members"), members.join(", ")],
    [say("web.approvals.key"), agency.publicKey && html`<code>${agency.publicKey}</code>`],
  ])}`;
}

function changesOf(speech: Speech, approval: Approval, { agencies, gazetteer, mandates }: Shown): Html {
  const wanted = approval.mandates ?? [];
  const added = linesOnlyIn(wanted, mandates);
  const gone = linesOnlyIn(mandates, wanted);
  const names = { gazetteer, agencies };
  return html`${gone.length > 0 && mandateTable(speech, names, gone, { caption: speech.say("web.approvals.lines_gone") })}
${added.length > 0 && mandateTable(speech, names, added, { caption: speech.say("web.approvals.lines_added") })}`;
}
