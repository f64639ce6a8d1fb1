/** What waits for a second person: nobody approves what he or she asked for. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { linesOnlyIn, type Approval, type BodyFacts, type Officer } from "../../directory/index.ts";
import type { Mandate } from "../../routing/index.ts";
import { facts, form, html, moment, notice, section, type Html, type Speech } from "../../page/index.ts";
import { paramOf } from "../form-body.ts";
import { again, told, type Again } from "../forms-again.ts";
import { readNames } from "../names.ts";
import { contentOf, type ChangeNames } from "./change-panel.ts";
import type { ChangeParts, Place } from "./place.ts";

export function approvalRoutes(
  app: FastifyInstance,
  { pages, directory, gazetteer }: ChangeParts,
  place: Place,
): void {
  const path = `${place.root}/persetujuan`;

  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const visit = place.visitOf(request);
    if (!(await directory.decides(visit.officer.id)))
      return pages.refused(request, reply, "not_admin", visit);
    const [approvals, changes, officers, mandates, named] = await Promise.all([
      directory.approvals(),
      directory.changesFor(visit.officer.id),
      directory.officers(),
      directory.mandates(),
      readNames(directory),
    ]);
    const before = (approval: Approval): BodyFacts | undefined => {
      const asked = changes.find(({ change }) => change.approval === approval.id)?.change.content;
      return asked?.kind === "first_enrolment" ? asked.before : undefined;
    };
    const names = { ...named, gazetteer };
    const shown = { names, officers, mandates, before, place, me: visit.officer, csrf: pages.csrf(reply) };
    const here = approvals.filter(({ kind }) => place.kinds.includes(kind));
    const body = html`<h1>${speech.say("web.approvals.title")}</h1><p class="lead">${speech.say("web.approvals.intro")}
<a href="${place.root}/perubahan">${speech.say("web.approvals.log")}</a></p>
${here.length === 0 && html`<p class="empty">${speech.say("web.approvals.empty")}</p>`}
${here.map((approval) => onePanel(speech, approval, shown))}`;
    return pages.show(request, reply, {
      title: speech.say("web.nav.approvals"),
      body,
      visit,
      ...told(speech, refused),
    });
  }

  app.get(path, (request, reply) => draw(request, reply));

  function onPost(act: "setuju" | "tolak", decide: "approve" | "rejectApproval", flash: string): void {
    app.post(`${path}/:id/${act}`, { config: { shownAt: path } }, async (request, reply) => {
      const decided = await directory[decide](place.visitOf(request).officer.id, paramOf(request, "id"));
      return decided.ok
        ? pages.go(reply, path, flash)
        : draw(request, reply, again(request, decided.refusal));
    });
  }
  onPost("setuju", "approve", "approved");
  onPost("tolak", "rejectApproval", "rejected");
}

type Shown = {
  names: ChangeNames;
  officers: Officer[];
  mandates: Mandate[];
  /** What the body of a proposal was before it was changed. */
  before: (approval: Approval) => BodyFacts | undefined;
  place: Place;
  me: Officer;
  csrf: string;
};

function onePanel(speech: Speech, approval: Approval, shown: Shown): Html {
  const { say } = speech;
  const { askedBy } = approval;
  const own = standing(approval, shown.me);
  return section({
    title: say(`web.approvals.kind_${approval.kind}`),
    id: `usul-${approval.id}`,
    body: html`${facts([
      [
        say("web.approvals.asked_by"),
        askedBy === undefined ? say("web.approvals.nobody") : shown.names.officer(askedBy),
      ],
      [say("web.approvals.asked_at"), moment(speech, approval.askedAt, "Asia/Jakarta")],
    ])}
<div class="tabs-gap">${bodyOf(speech, approval, shown)}</div>
${own !== "may_decide" && notice(say(`web.approvals.${own}`), "warn")}${decisionForms(speech, approval.id, shown, own)}`,
  });
}

/** Nobody decides what he asked for, and no officer about the body he belongs to. */
const standing = ({ askedBy, agency, kind }: Approval, me: Officer): "own" | "own_body" | "may_decide" => {
  if (askedBy === me.id) return "own";
  return kind === "first_enrolment" && agency === me.agency ? "own_body" : "may_decide";
};

function bodyOf(speech: Speech, approval: Approval, shown: Shown): Html {
  switch (approval.kind) {
    case "first_enrolment":
      return enrolmentOf(speech, approval, shown);
    case "invitation":
      return invitationOf(speech, approval, shown);
    case "mandates":
      return changesOf(speech, approval, shown);
  }
}

function invitationOf({ say }: Speech, approval: Approval, { names, officers }: Shown): Html {
  const officer = officers.find(({ id }) => id === approval.officer);
  return html`<p>${say("web.approvals.invitation_text")}</p>${facts([
    [say("web.officers.col_name"), officer?.name],
    [say("web.officers.sign_in_name"), officer?.signInName],
    [say("web.officers.col_role"), officer && say(`word.role.${officer.role}`)],
    [say("web.officers.col_agency"), approval.agency && names.agency(approval.agency)],
  ])}`;
}

/** Whoever asked may withdraw, never approve. */
const decisionForms = (
  { say }: Speech,
  id: string,
  { csrf, place }: Shown,
  own: ReturnType<typeof standing>,
): Html => {
  const path = `${place.root}/persetujuan/${id}`;
  return html`<div class="inline tabs-gap">
${own === "may_decide" && form({ action: `${path}/setuju`, csrf, submit: say("web.approvals.approve"), inline: true })}
${form({ action: `${path}/tolak`, csrf, submit: say(own === "own" ? "web.approvals.withdraw" : "web.approvals.reject"), tone: "grave", inline: true })}</div>`;
};

function enrolmentOf(speech: Speech, approval: Approval, shown: Shown): Html {
  const { say } = speech;
  const { names, officers, place } = shown;
  const agency = names.agencies.find(({ id }) => id === approval.agency);
  if (agency === undefined) return notice(say("refusal.unknown_agency"), "bad");
  const members = officers.filter((officer) => officer.agency === agency.id).map(({ name }) => name);
  const content = {
    kind: "first_enrolment",
    agency: agency.id,
    before: shown.before(approval),
    after: agency,
  } as const;
  return html`<p>${say("web.approvals.enrolment_text")}</p>${contentOf(speech, content, names)}${facts([
    [
      say("web.agencies.name"),
      place.linksBodies ? html`<a href="/admin/instansi/${agency.id}">${agency.name}</a>` : agency.name,
    ],
    [say("web.agencies.phone"), agency.phone],
    [say("web.agencies.members"), members.join(", ")],
    [say("web.approvals.key"), agency.publicKey && html`<code>${agency.publicKey}</code>`],
  ])}`;
}

function changesOf(speech: Speech, approval: Approval, { names, mandates }: Shown): Html {
  const wanted = approval.mandates ?? [];
  const content = {
    kind: "mandates",
    gone: linesOnlyIn(mandates, wanted),
    added: linesOnlyIn(wanted, mandates),
  } as const;
  return contentOf(speech, content, names);
}
