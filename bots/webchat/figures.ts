/** Where the public reads figures: a page, and the same as files. Nobody signs in, and nothing is asked. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { quarterAfter, quarterOf, toldFrom, type Quarter } from "../../api/insight/index.ts";
import type { Publication } from "../../api/insight/ports.ts";
import type { AreaCode, LocalDay } from "../../api/kernel.ts";
import { codeOf } from "../../api/log.ts";
import type { Html, Speech } from "../../api/page/index.ts";
import { figuresCsv, figuresJson } from "./figures-file.ts";
import { figuresPage } from "./figures-page.ts";

export type FigureParts = {
  /** The figures of every quarter that was published, the newest first. */
  published: () => Promise<readonly Publication[]>;
  provinceName: (code: AreaCode) => string;
  today: () => LocalDay;
};

export function figureRoutes(
  app: FastifyInstance,
  { published, provinceName, today }: FigureParts,
  frame: {
    speechFor: (request: FastifyRequest) => Speech;
    send: (
      request: FastifyRequest,
      reply: FastifyReply,
      body: Html,
      status?: number,
    ) => Promise<FastifyReply>;
  },
): void {
  async function read(request: FastifyRequest): Promise<readonly Publication[] | undefined> {
    try {
      return await published();
    } catch (failure) {
      request.log.error({ code: codeOf(failure) }, "figures_unread");
      return undefined;
    }
  }

  app.get("/angka", async (request, reply) => {
    const publications = await read(request);
    const quarter = nextOf(publications?.[0]?.quarter, today());
    const shown = { publications, provinceName, next: { quarter, from: toldFrom(quarter) } };
    return frame.send(request, reply, figuresPage(frame.speechFor(request), shown), publications ? 200 : 503);
  });

  app.get("/angka.csv", async (request, reply) => {
    const publications = await read(request);
    if (publications === undefined) return reply.status(503).send();
    return reply.type("text/csv; charset=utf-8").send(figuresCsv(publications, provinceName));
  });

  app.get("/angka.json", async (request, reply) => {
    const publications = await read(request);
    if (publications === undefined) return reply.status(503).send();
    return reply.send(figuresJson(publications, provinceName));
  });
}

/** Without any publication yet, the first that is sure to come: of the quarter in which the hotline runs now. */
const nextOf = (latest: Quarter | undefined, today: LocalDay): Quarter =>
  latest === undefined ? quarterOf(today) : quarterAfter(latest);
