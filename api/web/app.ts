/** Puts the web together: frame, guards, routes. Everything it needs is handed in. */
import { fileURLToPath } from "node:url";
import cookie from "@fastify/cookie";
import csrf from "@fastify/csrf-protection";
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import files from "@fastify/static";
import Fastify, { LogController, type FastifyInstance } from "fastify";
import { LOCALES, SECOND } from "../kernel.ts";
import { ASSETS } from "../page/index.ts";
import { accountRoutes } from "./account.ts";
import { adminRoutes } from "./admin/index.ts";
import { createCarrier } from "./carry.ts";
import { errorPages } from "./errors.ts";
import { localPath, oneOf, queryOf } from "./form-body.ts";
import { createGuard } from "./guard.ts";
import { invitationRoutes } from "./invitation.ts";
import { guarded, patternOf } from "./log.ts";
import { officerRoutes } from "./officer/index.ts";
import { outsideRoutes } from "./outside.ts";
import { areaRoutes } from "./places.ts";
import { createPages } from "./pages.ts";
import type { WebParts } from "./parts.ts";
import { createSessionBook } from "./session.ts";
import { askToSignIn, signInRoutes, type HalfSignIn } from "./sign-in.ts";
import { createShortMemory, type Typed } from "./unfinished.ts";

export type Web = {
  app: FastifyInstance;
  /** Resolves with the address it listens on. */
  listen(host: string, port: number): Promise<string>;
  /** Ends open event streams first, so that closing does not wait for them. */
  close(): Promise<void>;
};

/** Long enough for a full hand-over of a case in words, far too small for a flood. */
const BODY_LIMIT = 128 * 1024;

/** How often an open queue looks for changes. */
const LOOK_EVERY = 5 * SECOND;

/** Builds the web application; it hears nothing before `listen`. */
export async function createWeb(parts: WebParts): Promise<Web> {
  const https = parts.publicUrl.startsWith("https:");
  const app = Fastify({
    loggerInstance: guarded(parts.log.child({ part: "web" })),
    // Its own request lines carry the whole address; ours, for staff, do not.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => Buffer.from(parts.random(8)).toString("hex"),
    bodyLimit: BODY_LIMIT,
    trustProxy: parts.trustProxy ?? false,
    routerOptions: { maxParamLength: 200 },
  });

  await app.register(helmet, headersFor(https));
  await app.register(cookie);
  await app.register(formbody);
  await app.register(rateLimit, { global: false });
  await app.register(csrf, {
    cookieKey: "la_csrf",
    cookieOpts: { path: "/", httpOnly: true, sameSite: "strict", secure: https },
  });
  await app.register(files, { root: staticFolder, prefix: `${ASSETS}/`, maxAge: "1h" });
  await app.register(files, {
    root: htmxFolder,
    prefix: `${ASSETS}/htmx/`,
    maxAge: "1d",
    decorateReply: false,
  });
  await app.register(files, {
    root: webAuthnFolder,
    prefix: `${ASSETS}/webauthn/`,
    maxAge: "1d",
    decorateReply: false,
  });

  const book = createSessionBook({ rows: parts.sessions, random: parts.random, clock: parts.clock });
  const drafts = createShortMemory<Typed>(parts);
  const halves = createShortMemory<HalfSignIn>(parts);
  const challenges = createShortMemory<string>(parts);
  const carrier = createCarrier(parts.random);
  const pages = createPages(parts);
  const guard = createGuard({ ...parts, book, drafts, carrier, pages, askToSignIn: askToSignIn(pages) });
  const inside = { ...parts, book, drafts, halves, challenges, carrier, pages, guard };

  errorPages(app, inside);
  app.get("/bahasa", async (request, reply) => {
    const { ke, kembali } = queryOf(request);
    pages.rememberLocale(reply, oneOf(LOCALES, ke) ?? "id");
    return pages.go(reply, localPath(kembali, parts.publicUrl) ?? "/");
  });
  outsideRoutes(app, parts);
  areaRoutes(app, inside);
  await app.register(async (staff) => {
    signInRoutes(withCsrf(withLines(staff)), inside);
    invitationRoutes(staff, inside);
  });
  const streams = new Set<() => void>();
  await app.register(async (staff) => {
    // The guard runs before the form's token is checked: words typed into an old form are kept, not refused.
    staff.addHook("preHandler", guard.officersOnly);
    const lines = withCsrf(withLines(staff));
    accountRoutes(lines, "/petugas", inside);
    officerRoutes(lines, {
      ...inside,
      streams,
      lookEvery: parts.lookEvery ?? LOOK_EVERY,
    });
  });
  await app.register(async (staff) => {
    staff.addHook("preHandler", guard.adminsOnly);
    // Not given, so that no route of an admin can reach it by mistake.
    const { desk: _desk, extractDesk: _extracts, orderDesk: _orders, ...withoutDesk } = inside;
    const lines = withCsrf(withLines(staff));
    adminRoutes(lines, withoutDesk);
    accountRoutes(lines, "/admin", withoutDesk);
  });
  for (const plugin of parts.plugins) await app.register(plugin);

  return {
    app,
    listen: (host, port) => app.listen({ host, port }),
    async close() {
      for (const end of streams) end();
      await app.close();
    },
  };
}

const staticFolder = fileURLToPath(new URL("../page/static/", import.meta.url));
const webAuthnFolder = fileURLToPath(
  new URL("../dist/bundle/", import.meta.resolve("@simplewebauthn/browser")),
);
const htmxFolder = fileURLToPath(new URL(".", import.meta.resolve("htmx.org")));

/** A line for each answer, for staff only: lines about the web chat and the webhooks would say when somebody wrote. */
function withLines(scope: FastifyInstance): FastifyInstance {
  scope.addHook("onResponse", async (request, reply) => {
    const line = { method: request.method, route: patternOf(request), status: reply.statusCode };
    request.log.info({ ...line, ms: Math.round(reply.elapsedTime) }, "answered");
  });
  return scope;
}

/** Every post in this scope must carry the token of a form that we drew for this browser. */
function withCsrf(scope: FastifyInstance): FastifyInstance {
  scope.addHook("preHandler", (request, reply, done) => {
    if (request.method === "GET" || request.method === "HEAD") return done();
    return scope.csrfProtection(request, reply, done);
  });
  return scope;
}

/** No inline script or style, nothing from elsewhere, never inside a frame. */
const headersFor = (https: boolean) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : (false as const),
  crossOriginEmbedderPolicy: false as const,
  referrerPolicy: { policy: "no-referrer" as const },
  xFrameOptions: { action: "deny" as const },
});
