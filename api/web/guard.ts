/** Who may pass. Reads the session, loads the officer afresh on every request, keeps what was typed when it ran out. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { NATION, type Actor, type OfficerId, type PrivateKey, type Zone } from "../kernel.ts";
import type { Agency, Officer } from "../directory/index.ts";
import { html } from "../page/index.ts";
import type { Carrier } from "./carry.ts";
import { fieldsOf } from "./form-body.ts";
import type { Pages } from "./pages.ts";
import type { WebParts } from "./parts.ts";
import { SESSION_COOKIE, type SessionBook } from "./session.ts";
import type { ShortMemory, Typed } from "./unfinished.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Pattern of the page on which the form of this route stands; typed words come back there. */
    shownAt?: string;
  }
}

/** Somebody signed in, for the length of one request. */
export type Visit = {
  session: string;
  officer: Officer;
  agency: Agency | undefined;
  privateKey: PrivateKey;
  /** What was typed into a form before the session ran out; shown once more. */
  typed: Typed | undefined;
};

/** An officer of a body at work. */
export type OfficerVisit = Visit & { agency: Agency; actor: Extract<Actor, { kind: "officer" }>; zone: Zone };

export interface Guard {
  /** Hooks: they answer by themselves when somebody may not pass. */
  officersOnly(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  adminsOnly(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  /** Who is here, without asking anybody to sign in. */
  visitOf(request: FastifyRequest): Promise<Visit | undefined>;
  /** Whether the session of a long-lived stream still lives and its officer may still pass. */
  isStillHere(request: FastifyRequest): Promise<boolean>;
  officerOf(request: FastifyRequest): OfficerVisit;
  adminOf(request: FastifyRequest): Visit;
  /** Whoever was let through, in whichever role. */
  personOf(request: FastifyRequest): Visit;
  /** In which times are said to this person: those of the own body's area, WIB for admins. */
  zoneOf(visit: Visit): Zone;
}

export function createGuard(
  parts: Pick<WebParts, "directory" | "gazetteer"> & {
    book: SessionBook;
    drafts: ShortMemory<Typed>;
    carrier: Carrier;
    pages: Pages;
    /** The sign-in page, told where to go on and what to carry. */
    askToSignIn: (
      request: FastifyRequest,
      reply: FastifyReply,
      onward: string,
      carried: string,
    ) => Promise<unknown>;
  },
): Guard {
  const { book, directory, gazetteer, drafts, carrier, pages } = parts;
  const visits = new WeakMap<FastifyRequest, Visit>();

  async function visitOf(request: FastifyRequest): Promise<Visit | undefined> {
    const found = await book.find(request.cookies[SESSION_COOKIE]);
    return found.kind === "live" ? visitFrom(found) : undefined;
  }

  async function visitFrom(found: Extract<Awaited<ReturnType<SessionBook["find"]>>, { kind: "live" }>) {
    const officer = await directory.officer(found.officer);
    if (officer === undefined || officer.state !== "active") return undefined;
    const agency = officer.agency === undefined ? undefined : await directory.agency(officer.agency);
    return {
      session: found.hash,
      officer,
      agency,
      privateKey: found.privateKey,
      typed: drafts.look(found.hash),
    };
  }

  async function pass(
    request: FastifyRequest,
    reply: FastifyReply,
    who: "officer" | "admin",
  ): Promise<unknown> {
    const found = await book.find(request.cookies[SESSION_COOKIE], { quietly: asksByItself(request) });
    const visit = found.kind === "live" ? await visitFrom(found) : undefined;
    if (visit === undefined) {
      if (found.kind === "none" && arrivedFromElsewhere(request)) return comeAgain(request, reply);
      const writer = found.kind === "expired" ? found.officer : undefined;
      return signInFirst(request, reply, found.kind !== "none", writer);
    }
    if ((visit.officer.role === "admin") !== (who === "admin")) {
      return pages.refused(request, reply, who === "admin" ? "not_admin" : "no_access", visit);
    }
    visits.set(request, visit);
    if (request.method === "GET" && !asksByItself(request)) drafts.take(visit.session);
    return undefined;
  }

  async function signInFirst(
    request: FastifyRequest,
    reply: FastifyReply,
    hadSession: boolean,
    officer: OfficerId | undefined,
  ) {
    if (request.method === "GET") {
      // A live update must not swap a sign-in page into the queue.
      if (asksByItself(request)) return reply.status(401).header("hx-refresh", "true").send("");
      return pages.go(reply, `/masuk?lanjut=${encodeURIComponent(request.url)}`);
    }
    const shownAt = pageOf(request);
    const { _csrf, ...fields } = fieldsOf(request);
    const carried = hadSession ? carrier.pack({ action: request.url, fields, shownAt, officer }) : "";
    return parts.askToSignIn(request, reply, shownAt, carried);
  }

  /**
   * A link in a chat leads here across sites, and a strict cookie stays behind on such a step. Loading the same page
   * once more from here brings it along.
   */
  function comeAgain(request: FastifyRequest, reply: FastifyReply) {
    const { say, locale } = pages.speech(request);
    reply.header("refresh", "0");
    return pages.fragment(
      reply,
      html`<!doctype html><html lang="${locale}"><title>${say("web.shell.brand")}</title><p><a href="${request.url}">${say("web.shell.opening")}</a></p></html>`,
    );
  }

  const zoneOf = ({ agency }: Visit): Zone => gazetteer.zoneOf(agency?.area ?? NATION);

  function personOf(request: FastifyRequest): Visit {
    const visit = visits.get(request);
    if (visit === undefined) throw new Error("this route is not guarded");
    return visit;
  }

  return {
    officersOnly: (request, reply) => pass(request, reply, "officer"),
    adminsOnly: (request, reply) => pass(request, reply, "admin"),
    visitOf,
    async isStillHere(request) {
      const found = await book.find(request.cookies[SESSION_COOKIE], { quietly: true });
      return found.kind === "live" && (await visitFrom(found)) !== undefined;
    },
    adminOf: personOf,
    personOf,
    zoneOf,
    officerOf(request) {
      const visit = personOf(request);
      const { officer, agency } = visit;
      if (agency === undefined || officer.role === "admin") throw new Error("an officer without a body");
      const actor = { kind: "officer", officer: officer.id, agency: agency.id, role: officer.role } as const;
      return { ...visit, agency, actor, zone: zoneOf(visit) };
    },
  };
}

/** The page asks for its own update; no person did anything. */
const asksByItself = (request: FastifyRequest): boolean => request.headers["hx-request"] !== undefined;

const arrivedFromElsewhere = (request: FastifyRequest): boolean =>
  request.method === "GET" && request.headers["sec-fetch-site"] === "cross-site";

/** The page of a form, from its route's `shownAt` pattern and the parameters of this request. */
export function pageOf(request: FastifyRequest): string {
  const pattern = request.routeOptions.config.shownAt ?? "/masuk";
  const params = request.params as Record<string, string>;
  return pattern.replace(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}
