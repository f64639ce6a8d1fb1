/** The web chat's routes. Works by plain forms and redirects; the script only asks `/chat/baru` for news. */
import { fileURLToPath } from "node:url";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import files from "@fastify/static";
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { MINUTE, type Random, SECOND } from "../../api/kernel.ts";
import { codeOf } from "../../api/log.ts";
import { type Html, LOCALE_COOKIE, localeFrom, render, type Speech, speechOf } from "../../api/page/index.ts";
import type { Texts } from "../../locales/index.ts";
import { chatPage, LONGEST_TEXT, type Told } from "./chat-page.ts";
import { CHAT_ASSETS, frame, NEUTRAL_PAGE, type NumberToCall } from "./frame.ts";
import { figureRoutes, type FigureParts } from "./figures.ts";
import { formOf, isOwnForm, type Posted, postedOf } from "./form.ts";
import { endedPage, frontPage, privacyPage } from "./public-pages.ts";
import type { Transcript, Written } from "./transcript.ts";
import { newNonce, newSecret, type Visitor, visitorOf } from "./visit.ts";

/** Holds the visit's secret until the browser is closed; its name says nothing. */
const VISIT_COOKIE = "sesi";
const ANSWER_WITHIN = 2.5 * SECOND;
/** A second message often follows the first; long enough to show both. */
const SETTLE = 400;
/** More than any answer of ours has; beyond it the page does not wait on. */
const MOST_LINES = 5;
/** No name of a place is longer; what stands beyond it is no name. */
const LONGEST_NAME = 80;
/** Shorter than the idle limits of proxies on the way. */
const NEWS_WITHIN = 25 * SECOND;

export type RouteParts = FigureParts & {
  random: Random;
  texts: Texts;
  /** Numbers to call, in their order. */
  numbers: () => Promise<NumberToCall[]>;
  /** Full place names like what was typed, the likeliest first. */
  findPlaces: (typed: string) => string[];
  /** The demonstration mark, while this installation is one. */
  banner: () => Promise<string | undefined>;
  /** Cookies only over https; left out, each request's own protocol decides. */
  secure?: boolean;
  /** How long a post waits for the answer before it shows the page without it. */
  answerWithinMs?: number;
  transcript: Transcript;
  /** "closed" while the channel does not hear: nothing was taken, and the page keeps the words. */
  hear(visitor: Visitor, posted: Posted): Promise<"heard" | "closed">;
};

export function webchatRoutes(parts: RouteParts): FastifyPluginAsync {
  const { transcript, random } = parts;
  const answerWithin = parts.answerWithinMs ?? ANSWER_WITHIN;

  const speechFor = (request: FastifyRequest): Speech =>
    speechOf(parts.texts, localeFrom(request.cookies[LOCALE_COOKIE]));
  // Without Max-Age: the browser forgets it when it is closed.
  const cookieFor = (request: FastifyRequest) =>
    ({
      path: "/",
      httpOnly: true,
      sameSite: "strict",
      secure: parts.secure ?? request.protocol === "https",
    }) as const;

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    body: Html,
    status = 200,
  ): Promise<FastifyReply> {
    const here = request.url.split("?")[0] ?? "/";
    const page = frame({
      speech: speechFor(request),
      banner: await parts.banner().catch(() => undefined),
      here: request.method === "GET" ? here : "/chat",
      body,
      chat: here.startsWith("/chat"),
    });
    return reply.status(status).type("text/html; charset=utf-8").send(render(page));
  }

  /** Numbers must never be the reason why a page fails. */
  const numbers = (): Promise<NumberToCall[]> => parts.numbers().catch(() => []);

  /** The chat page as it stands; with `kept`, the words that were not taken stand in the box under their own number. */
  async function sendChat(
    request: FastifyRequest,
    reply: FastifyReply,
    kept: { unsent?: string; nonce?: string; told?: Told; status?: number; places?: string[] } = {},
  ): Promise<FastifyReply> {
    const visitor = visitorFor(request);
    const lines = visitor === undefined ? [] : await readLines(visitor, kept.told === "unsent");
    const waiting =
      kept.told === undefined && lines.findLast((line) => line.from !== "nobody")?.from === "person";
    const body = chatPage(speechFor(request), {
      lines,
      token: visitor?.token,
      nonce: kept.nonce ?? newNonce(random),
      unsent: kept.unsent ?? "",
      told: waiting ? "waiting" : kept.told,
      numbers: await numbers(),
      places: kept.places,
    });
    return send(request, reply, body, kept.status ?? 200);
  }

  async function readLines({ visit }: Visitor, evenWithoutLines: boolean): Promise<Written[]> {
    try {
      return await transcript.read(visit);
    } catch (failure) {
      // When sending just failed, the words in the box matter more than the lines above it.
      if (evenWithoutLines) return [];
      throw failure;
    }
  }

  async function post(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const form = formOf(request.body, random);
    const known = visitorFor(request);
    const again = (told: Told, status: number) =>
      sendChat(request, reply, { unsent: form.text, nonce: form.nonce, told, status });
    if (form.start && known !== undefined) return reply.redirect("/chat", 303);
    if (!isOwnForm(request, known, form)) return again("stale", 403);
    if (form.text.length > LONGEST_TEXT) return again("too_long", 413);

    if (form.search && known !== undefined) {
      const { text: unsent, nonce } = form;
      return sendChat(request, reply, {
        unsent,
        nonce,
        places: parts.findPlaces(unsent.slice(0, LONGEST_NAME)),
      });
    }

    const visitor = known ?? visitorOf(newSecret(random));
    if (visitor === undefined) throw new Error("a new secret always makes a visitor");
    const before = known === undefined ? [] : await transcript.read(visitor.visit);
    const posted = postedOf(form, before, speechFor(request));
    if (posted === undefined) return reply.redirect("/chat", 303);
    if ((await parts.hear(visitor, posted)) === "closed") return again("unsent", 503);

    if (known === undefined) reply.setCookie(VISIT_COOKIE, visitor.secret, cookieFor(request));
    await awaitAnswer(visitor, before);
    // A choice was pressed while words stood in the box: the words are still the person's, so they stay there.
    if (form.choice !== "" && form.text.trim() !== "") return sendChat(request, reply, { unsent: form.text });
    return reply.redirect("/chat#tulis", 303);
  }

  /** Until what we have to say now is said: an answer may be several messages, the code among them. */
  async function awaitAnswer({ visit }: Visitor, before: Written[]): Promise<void> {
    let seen = lastOf(before);
    let wait = answerWithin;
    for (let line = 0; line < MOST_LINES && (await transcript.answered(visit, seen, wait)); line += 1) {
      seen = lastOf(await transcript.read(visit));
      wait = Math.min(SETTLE, answerWithin);
    }
  }

  /** For the script: the whole page once something is new or erased, 204 while nothing is, 410 once the visit ended. */
  async function news(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const visitor = visitorFor(request);
    const { sesudah } = request.query as { sesudah?: unknown };
    const seen = Number(sesudah);
    if (visitor === undefined || !Number.isSafeInteger(seen)) return reply.status(410).send();
    if (!(await transcript.answered(visitor.visit, seen, NEWS_WITHIN))) return reply.status(204).send();
    return (await transcript.isKnown(visitor.visit)) ? sendChat(request, reply) : reply.status(410).send();
  }

  /** Ends the visit here and at once: the lines and the cookie go. What was told to the hotline stays told. */
  async function end(request: FastifyRequest, reply: FastifyReply, next: string): Promise<FastifyReply> {
    const visitor = visitorFor(request);
    reply.clearCookie(VISIT_COOKIE, cookieFor(request));
    if (visitor !== undefined) {
      await transcript.erase(visitor.visit).catch((failure: unknown) => {
        // The way out stays open; without its cookie nobody reads the lines, and they go with the idle visit.
        request.log.error({ code: codeOf(failure) }, "visit_not_erased");
      });
    }
    return reply.redirect(next, 303);
  }

  return async (app: FastifyInstance) => {
    if (!app.hasRequestDecorator("cookies")) await app.register(cookie);
    if (!app.hasContentTypeParser("application/x-www-form-urlencoded")) await app.register(formbody);
    await app.register(files, {
      root: fileURLToPath(new URL("static/", import.meta.url)),
      prefix: `${CHAT_ASSETS}/`,
      maxAge: "1h",
      decorateReply: !app.hasReplyDecorator("sendFile"),
    });
    app.addHook("preClose", async () => transcript.endWaits());
    await app.register(async (pages) => {
      pages.addHook("onRequest", async (request, reply) => {
        reply.headers(HEADERS);
        return changeLanguage(request, reply, cookieFor(request));
      });
      pages.setErrorHandler(async (failure, request, reply) => {
        request.log.error({ code: codeOf(failure) }, "webchat_failed");
        const tooFast = (failure as { statusCode?: number }).statusCode === 429;
        const { text: unsent, nonce } = formOf(request.body, random);
        const [told, status] = tooFast ? (["too_fast", 429] as const) : (["unsent", 503] as const);
        return sendChat(request, reply, { unsent, nonce, told, status });
      });

      pages.get("/", async (request, reply) => {
        const inChat = visitorFor(request) !== undefined;
        const facts = { numbers: await numbers(), inChat, nonce: newNonce(random) };
        return send(request, reply, frontPage(speechFor(request), facts));
      });
      pages.get("/privasi", (request, reply) => send(request, reply, privacyPage(speechFor(request))));
      figureRoutes(pages, parts, { speechFor, send });
      pages.get("/chat", (request, reply) => sendChat(request, reply));
      pages.get("/chat/baru", news);
      // After the body is read, so that a refusal can show the words again.
      const rateLimit = { max: 120, timeWindow: MINUTE, hook: "preHandler" as const };
      pages.post("/chat", { config: { rateLimit } }, post);
      pages.post("/chat/akhiri", async (request, reply) => {
        const visitor = visitorFor(request);
        if (visitor !== undefined && !isOwnForm(request, visitor, formOf(request.body, random))) {
          return sendChat(request, reply, { told: "stale", status: 403 });
        }
        return end(request, reply, "/chat/selesai");
      });
      pages.get("/chat/selesai", async (request, reply) =>
        send(request, reply, endedPage(speechFor(request), await numbers())),
      );
      pages.get("/keluar", (request, reply) => end(request, reply, NEUTRAL_PAGE));
    });
  };
}

const lastOf = (lines: Written[]): number => Math.max(0, ...lines.map((line) => line.seq));

const visitorFor = (request: FastifyRequest): Visitor | undefined => visitorOf(request.cookies[VISIT_COOKIE]);

/** Nothing may be kept, framed, reported to another site, or run that we did not serve as a file. */
const HEADERS = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

/** `?bahasa=en` on any page: remembered until the browser is closed, and the address is clean again. */
async function changeLanguage(
  request: FastifyRequest,
  reply: FastifyReply,
  cookieOptions: { path: string; httpOnly: boolean; sameSite: "strict"; secure: boolean },
): Promise<FastifyReply | undefined> {
  const { bahasa } = request.query as { bahasa?: unknown };
  if (request.method !== "GET" || typeof bahasa !== "string") return undefined;
  reply.setCookie(LOCALE_COOKIE, localeFrom(bahasa), cookieOptions);
  return reply.redirect(request.url.split("?")[0] ?? "/", 303);
}
