/** What a failing request answers, and how little of it the log keeps. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { codeOf } from "../log.ts";
import { fieldsOf } from "./form-body.ts";
import { pageOf, type Guard } from "./guard.ts";
import { framesOf, patternOf } from "./log.ts";
import { errorBody, type Pages } from "./pages.ts";
import type { ShortMemory, Typed } from "./unfinished.ts";

/** Every error page says what to do next. Machines that ask for JSON get a code. */
export function errorPages(
  app: FastifyInstance,
  parts: { pages: Pages; guard: Guard; drafts: ShortMemory<Typed> },
): void {
  const { pages, guard, drafts } = parts;

  app.setNotFoundHandler(async (request, reply) => failed(request, reply, 404, "not_found"));

  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500;
    const note = { code: codeOf(error), method: request.method, route: patternOf(request), status };
    if (status >= 500) request.log.error({ ...note, frames: framesOf(error) }, "request failed");
    else request.log.info(note, "request refused");
    if (note.code.startsWith("FST_CSRF_")) return formTooOld(request, reply);
    if (!asksForPages(request)) return reply.status(status).send({ error: nameOf(status) });
    if (status === 429) return pages.refused(request, reply, "too_many_tries");
    if (status === 413) return pages.refused(request, reply, "text_too_long");
    return failed(request, reply, status, nameOf(status));
  });

  /** The form was opened before a restart or in another browser session: show it again with what was typed. */
  async function formTooOld(request: FastifyRequest, reply: FastifyReply) {
    const visit = await guard.visitOf(request);
    const here = request.routeOptions.config.shownAt;
    if (visit === undefined || here === undefined) return failed(request, reply, 403, "form_too_old");
    const { _csrf, ...fields } = fieldsOf(request);
    drafts.keepAs(visit.session, { action: request.url, fields });
    return pages.go(reply, pageOf(request), "form_too_old");
  }

  async function failed(request: FastifyRequest, reply: FastifyReply, status: number, what: string) {
    if (!(request.headers.accept ?? "").includes("text/html"))
      return reply.status(status).send({ error: what });
    const { say } = pages.speech(request);
    return pages.show(request, reply, {
      title: say(`web.error.${what}_title`),
      status,
      width: "narrow",
      body: errorBody(say(`web.error.${what}_title`), say(`web.error.${what}_text`), {
        href: "/",
        label: say("web.error.back_home"),
      }),
    });
  }
}

const nameOf = (status: number): string => (status >= 500 ? "server" : "not_understood");

const asksForPages = (request: FastifyRequest): boolean =>
  (request.headers.accept ?? "").includes("text/html");
