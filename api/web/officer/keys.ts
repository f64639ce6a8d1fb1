/** Handing the body's key to a newcomer, and keeping a copy of it offline. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { OfficerId, PublicKey } from "../../kernel.ts";
import { field, form, html, notice, section, table, tick } from "../../page/index.ts";
import { fieldsOf, paramOf } from "../form-body.ts";
import { again, told, typedIn, type Again } from "../forms-again.ts";
import { unlocked, type OfficerParts } from "./parts.ts";

const PATH = "/petugas/kunci";

export function keyRoutes(app: FastifyInstance, { pages, guard, directory }: OfficerParts): void {
  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const { say } = speech;
    const visit = guard.officerOf(request);
    const csrf = pages.csrf(reply);
    const waiting = (await directory.pendingHandOvers(visit.agency.id)).filter(
      ({ id }) => id !== visit.officer.id,
    );
    const holds = visit.officer.holdsAgencyKey;
    const body = html`<h1>${say("web.keys.title")}</h1><p class="lead">${say("web.keys.intro")}</p>
${!holds && notice(say("web.keys.you_wait"), "warn")}
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

  app.post(`${PATH}/:officer`, { config: { shownAt: PATH } }, async (request, reply) => {
    const by = unlocked(guard.officerOf(request));
    if (fieldsOf(request).yakin === undefined) return draw(request, reply, again(request, "invalid_value"));
    const given = await directory.handOverKey(by, paramOf(request, "officer") as OfficerId);
    return given.ok
      ? pages.go(reply, PATH, "key_given")
      : draw(request, reply, again(request, given.refusal));
  });
}
