/** Places that Satpol PP was told of: the receiving body's own list. It leads to no case. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ExtractId } from "../../kernel.ts";
import { EXTRACT_OUTCOMES, type ExtractCard, type ExtractWords } from "../../queue/index.ts";
import { badge, dayText, facts, form, html, notice, radios, section, table } from "../../page/index.ts";
import type { Html, Speech } from "../../page/index.ts";
import { fieldsOf, oneOf, paramOf } from "../form-body.ts";
import { again, told, type Again } from "../forms-again.ts";
import { readNames, type Names } from "../names.ts";
import { unlocked, type OfficerParts } from "./parts.ts";

const LIST = "/petugas/tempat";
const ONE = `${LIST}/:id`;

const TONES = { waiting: "warn", opened: "plain", finished: "good", taken_back: "plain" } as const;

export function extractRoutes(app: FastifyInstance, parts: OfficerParts): void {
  const { pages, guard, directory, orderDesk } = parts;
  const idOf = (request: FastifyRequest) => paramOf(request, "id") as ExtractId;

  app.get(LIST, async (request, reply) => {
    const speech = pages.speech(request);
    const visit = guard.officerOf(request);
    const body = listPage(speech, await orderDesk.list(visit.actor));
    return pages.show(request, reply, { title: speech.say("web.nav.places"), body, visit });
  });

  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const visit = guard.officerOf(request);
    const read = await orderDesk.read(unlocked(visit), idOf(request));
    if (!read.ok) return pages.refused(request, reply, read.refusal, visit);
    const shown = { ...read.value, csrf: pages.csrf(reply), names: await readNames(directory) };
    return pages.show(request, reply, {
      title: speech.say("web.places.one"),
      body: onePage(speech, shown),
      visit,
      ...told(speech, refused),
    });
  }

  app.get(ONE, (request, reply) => draw(request, reply));

  app.post(`${ONE}/buka`, { config: { shownAt: ONE } }, async (request, reply) => {
    const visit = guard.officerOf(request);
    const opened = await orderDesk.open(unlocked(visit), idOf(request), visit.zone);
    return opened.ok
      ? pages.go(reply, `${LIST}/${idOf(request)}`, "place_opened")
      : pages.refused(request, reply, opened.refusal, visit);
  });

  app.post(`${ONE}/selesai`, { config: { shownAt: ONE } }, async (request, reply) => {
    const visit = guard.officerOf(request);
    const outcome = oneOf(EXTRACT_OUTCOMES, fieldsOf(request).hasil);
    if (outcome === undefined) return draw(request, reply, again(request, "invalid_value"));
    const done = await orderDesk.finish(unlocked(visit), idOf(request), outcome, visit.zone);
    return done.ok
      ? pages.go(reply, LIST, "place_finished")
      : draw(request, reply, again(request, done.refusal));
  });
}

const stateBadge = ({ say }: Speech, { state }: ExtractCard): Html =>
  badge(say(`web.extract.state_${state}`), TONES[state]);

function listPage(speech: Speech, cards: ExtractCard[]): Html {
  const { say } = speech;
  return html`<h1>${say("web.places.title")}</h1><p class="lead">${say("web.places.intro")}</p>
${table({
  caption: say("web.places.title"),
  hideCaption: true,
  columns: ["day", "state", "outcome"].map((name) => ({ name: say(`web.places.col_${name}`) })),
  rows: cards.map((card) => [
    html`<a href="${LIST}/${card.id}">${say("web.places.sent_on", { day: dayText(speech, card.sentOn) })}</a>`,
    stateBadge(speech, card),
    card.outcome && say(`word.extract_outcome.${card.outcome}`),
  ]),
  empty: say("web.places.empty"),
})}`;
}

type Shown = { card: ExtractCard; words: ExtractWords | undefined; csrf: string; names: Names };

function onePage(speech: Speech, { card, words, csrf, names }: Shown): Html {
  const { say } = speech;
  const path = `${LIST}/${card.id}`;
  const day = (at: string | undefined) => at && dayText(speech, at);
  return html`<h1>${say("web.places.one")}</h1><p class="badges">${stateBadge(speech, card)}</p>
${
  card.state === "waiting"
    ? section({
        title: say("web.places.open_title"),
        body: html`<p>${say("web.places.open_text")}</p>${form({ action: `${path}/buka`, csrf, submit: say("web.places.open") })}`,
      })
    : section({
        title: say("web.places.where_when"),
        body:
          words === undefined
            ? notice(say("web.places.unreadable"), "bad")
            : html`${facts([
                [say("web.extract.place"), words.place],
                [say("web.extract.times"), words.times],
              ])}<p class="hint">${say("web.places.duty")}</p>`,
      })
}
${section({
  title: say("web.places.handling"),
  body: facts([
    [say("web.places.col_day"), day(card.sentOn)],
    [say("web.places.opened_on"), day(card.openedOn)],
    [say("web.places.finished_on"), day(card.finishedOn)],
    [say("web.places.col_outcome"), card.outcome && say(`word.extract_outcome.${card.outcome}`)],
    [say("web.places.by"), card.handledBy && names.officer(card.handledBy)],
  ]),
})}
${
  card.state !== "waiting" &&
  section({
    title: say("web.places.finish"),
    body: form({
      action: `${path}/selesai`,
      csrf,
      submit: say("web.places.finish_do"),
      body: radios({
        name: "hasil",
        label: say("web.places.col_outcome"),
        value: card.outcome,
        required: true,
        options: EXTRACT_OUTCOMES.map((outcome) => ({
          value: outcome,
          label: say(`word.extract_outcome.${outcome}`),
        })),
      }),
    }),
  })
}`;
}
