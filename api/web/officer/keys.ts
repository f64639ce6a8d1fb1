/** Saying yes to whoever has accepted an invitation, handing the body's key to a newcomer, a copy of it offline. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { OfficerId, PublicKey } from "../../kernel.ts";
import { field, form, html, notice, section, table, tick } from "../../page/index.ts";
import { fieldsOf, paramOf } from "../form-body.ts";
import { again, told, typedIn, type Again } from "../forms-again.ts";
import { unlocked, type OfficerParts } from "./parts.ts";

const PATH = "/petugas/kunci";
const INVITED = `${PATH}/undangan`;

export function keyRoutes(app: FastifyInstance, { pages, guard, directory }: OfficerParts): void {
  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const { say } = speech;
    const visit = guard.officerOf(request);
    const csrf = pages.csrf(reply);
    const waiting = (await directory.pendingHandOvers(visit.agency.id)).filter(
      ({ id }) => id !== visit.officer.id,
    );
    const invited = await directory.invitationsToDecide(visit.officer.id);
    const agencies = new Map((await directory.agencies()).map(({ id, name }) => [id, name]));
    const holds = visit.officer.holdsAgencyKey;
    const body = html`<h1>${say("web.keys.title")}</h1><p class="lead">${say("web.keys.intro")}</p>
${!holds && notice(say("web.keys.you_wait"), "warn")}
${
  invited.length > 0 &&
  section({
    title: say("web.keys.invited"),
    intro: say("web.approvals.invitation_text"),
    body: table({
      caption: say("web.keys.invited"),
      hideCaption: true,
      columns: ["name", "role", "agency", "act"].map((name) => ({ name: say(`web.officers.col_${name}`) })),
      rows: invited.map(({ approval, officer }) => [
        officer.name,
        say(`word.role.${officer.role}`),
        (officer.agency && agencies.get(officer.agency)) ?? "–",
        html`<div class="inline">${form({ action: `${INVITED}/${approval.id}/setuju`, csrf, submit: say("web.approvals.approve"), inline: true })}
${form({ action: `${INVITED}/${approval.id}/tolak`, csrf, submit: say("web.approvals.reject"), tone: "grave", inline: true })}</div>`,
      ]),
      empty: "",
    }),
  })
}
${section({
  title: say("web.keys.pending"),
  body: table({
    caption: say("web.keys.pending"),
    hideCaption: true,
    columns: [
      { name: say("web.officers.col_name") },
      { name: say("web.officers.col_role") },
      { name: say("web.officers.col_act") },
    ],
    rows: waiting.map((officer) => [
      officer.name,
      say(`word.role.${officer.role}`),
      holds &&
        form({
          action: `${PATH}/${officer.id}`,
          csrf,
          submit: say("web.keys.hand_over"),
          body: tick({ name: "yakin", label: say("web.keys.sure"), required: true }),
        }),
    ]),
    empty: say("web.keys.nobody"),
  }),
})}
${
  holds &&
  section({
    title: say("web.keys.recovery"),
    intro: say(visit.agency.hasRecoveryCopy ? "web.keys.recovery_exists" : "web.keys.recovery_intro"),
    body: form({
      action: `${PATH}/salinan`,
      csrf,
      submit: say("web.keys.recovery_make"),
      tone: "quiet",
      body: field({
        name: "kunci",
        label: say("web.keys.recovery_key"),
        hint: say("web.keys.recovery_hint"),
        value: typedIn(`${PATH}/salinan`, visit, refused).kunci,
        required: true,
        maxLength: 200,
      }),
    }),
  })
}`;
    return pages.show(request, reply, { title: say("web.nav.keys"), body, visit, ...told(speech, refused) });
  }

  app.get(PATH, (request, reply) => draw(request, reply));

  app.post(`${PATH}/salinan`, { config: { shownAt: PATH } }, async (request, reply) => {
    const by = unlocked(guard.officerOf(request));
    const made = await directory.makeRecoveryCopy(by, (fieldsOf(request).kunci ?? "").trim() as PublicKey);
    return made.ok
      ? pages.go(reply, PATH, "recovery_made")
      : draw(request, reply, again(request, made.refusal));
  });

  app.post(`${INVITED}/:id/setuju`, { config: { shownAt: PATH } }, async (request, reply) => {
    const approved = await directory.approve(guard.officerOf(request).officer.id, paramOf(request, "id"));
    return approved.ok
      ? pages.go(reply, PATH, "approved")
      : draw(request, reply, again(request, approved.refusal));
  });

  app.post(`${INVITED}/:id/tolak`, { config: { shownAt: PATH } }, async (request, reply) => {
    const by = guard.officerOf(request).officer.id;
    const rejected = await directory.rejectApproval(by, paramOf(request, "id"));
    return rejected.ok
      ? pages.go(reply, PATH, "rejected")
      : draw(request, reply, again(request, rejected.refusal));
  });

  app.post(`${PATH}/:officer`, { config: { shownAt: PATH } }, async (request, reply) => {
    const by = unlocked(guard.officerOf(request));
    if (fieldsOf(request).yakin === undefined) return draw(request, reply, again(request, "invalid_value"));
    const given = await directory.handOverKey(by, paramOf(request, "officer") as OfficerId);
    return given.ok
      ? pages.go(reply, PATH, "key_given")
      : draw(request, reply, again(request, given.refusal));
  });
}
