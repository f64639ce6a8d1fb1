/** The queue of a body, and the stream that says when it changed. */
import { PassThrough } from "node:stream";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { DAY, after } from "../../kernel.ts";
import type { CaseCard } from "../../queue/index.ts";
import { queryOf } from "../form-body.ts";
import { readNames } from "../names.ts";
import type { OfficerParts } from "./parts.ts";
import { FILTERS, queueList, queuePage, type Filter } from "./queue-page.ts";

const AT_MOST = 200;

export function queueRoutes(app: FastifyInstance, parts: OfficerParts): void {
  const { pages, guard, desk, directory, gazetteer, clock } = parts;

  async function read(request: FastifyRequest) {
    const visit = guard.officerOf(request);
    const asked = queryOf(request).keadaan ?? "";
    const filter: Filter = Object.hasOwn(FILTERS, asked) ? (asked as Filter) : "berjalan";
    const [cards, names] = await Promise.all([
      desk.cards(visit.actor, { states: [...FILTERS[filter]], limit: AT_MOST }),
      readNames(directory),
    ]);
    return { cards, shown: { gazetteer, names, visit, now: clock(), filter } };
  }

  app.get("/petugas", async (request, reply) => {
    const speech = pages.speech(request);
    const { cards, shown } = await read(request);
    const body = queuePage(speech, cards, shown);
    return pages.show(request, reply, {
      title: speech.say("web.queue.title"),
      body,
      visit: shown.visit,
      live: true,
    });
  });

  app.get("/petugas/antrean", async (request, reply) => {
    const { cards, shown } = await read(request);
    return pages.fragment(reply, queueList(pages.speech(request), cards, shown));
  });

  /**
   * Says only that something changed, and the ids of what did; the page then asks for the queue again, which passes
   * the guard again. Ends by itself, so that a tab left open does not outlive its session unnoticed.
   */
  app.get("/petugas/kabar", async (request, reply) => {
    const { actor } = guard.officerOf(request);
    const stream = new PassThrough();
    const until = after(clock(), DAY);
    let known = await versions();
    const looking = setInterval(() => void look().catch(end), parts.lookEvery);
    parts.streams.add(end);
    request.raw.once("close", end);
    // What changed since the page was drawn, or while its tab lay in the background, no later look would find.
    stream.write("event: antrean\ndata: \n\n");
    return reply
      .header("cache-control", "no-store")
      .header("x-accel-buffering", "no")
      .type("text/event-stream")
      .send(stream);

    async function versions(): Promise<Map<string, number>> {
      const cards = await desk.cards(actor, { states: [...FILTERS.berjalan], limit: AT_MOST });
      return new Map(cards.map((card: CaseCard) => [card.id, card.version]));
    }

    async function look(): Promise<void> {
      if (clock() >= until || !(await guard.isStillHere(request))) return end();
      const seen = await versions();
      const changed = [...seen].filter(([id, version]) => known.get(id) !== version).map(([id]) => id);
      const gone = [...known.keys()].filter((id) => !seen.has(id));
      known = seen;
      const ids = [...changed, ...gone];
      stream.write(ids.length === 0 ? ": ok\n\n" : `event: antrean\ndata: ${ids.join(" ")}\n\n`);
    }

    function end(): void {
      clearInterval(looking);
      parts.streams.delete(end);
      stream.end();
    }
  });
}
