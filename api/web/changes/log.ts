/** The log of changes under four eyes: everything for those who decide, for others what concerns their body. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { html } from "../../page/index.ts";
import { paramOf } from "../form-body.ts";
import { again, told, type Again } from "../forms-again.ts";
import { readNames } from "../names.ts";
import { changePanel, objectionPanel } from "./change-panel.ts";
import type { ChangeParts, Place } from "./place.ts";

export function changeLogRoutes(
  app: FastifyInstance,
  { pages, directory, gazetteer }: ChangeParts,
  place: Place,
): void {
  const path = `${place.root}/perubahan`;

  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const { say } = speech;
    const visit = place.visitOf(request);
    const csrf = pages.csrf(reply);
    const [changes, seesAll, bodies, named] = await Promise.all([
      directory.changesFor(visit.officer.id),
      directory.decides(visit.officer.id),
      directory.bodies(),
      readNames(directory),
    ]);
    const names = { ...named, gazetteer };
    const coordinators = bodies.filter(({ kind }) => kind === "coordinator");
    const unreadFirst = changes.toSorted((a, b) => Number(b.unread) - Number(a.unread));
    const body = html`<h1>${say("web.changes.title")}</h1><p class="lead">${say(seesAll ? "web.changes.intro_all" : "web.changes.intro")}</p>
<div class="columns"><div>
${changes.length === 0 && html`<p class="empty">${say("web.changes.empty")}</p>`}
${unreadFirst.map((one) => changePanel(speech, one, names, csrf, `${path}/${one.change.id}/dibaca`))}
</div><div>${objectionPanel(speech, coordinators, gazetteer)}</div></div>`;
    return pages.show(request, reply, {
      title: say("web.changes.title"),
      body,
      visit,
      ...told(speech, refused),
    });
  }

  app.get(path, (request, reply) => draw(request, reply));

  app.post(`${path}/:id/dibaca`, { config: { shownAt: path } }, async (request, reply) => {
    const marked = await directory.markChangeRead(place.visitOf(request).officer.id, paramOf(request, "id"));
    return marked.ok
      ? pages.go(reply, path, "change_read")
      : draw(request, reply, again(request, marked.refusal));
  });
}
