/** Sending pages: language, frame, message of the last act, redirects. The only place that touches these cookies. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Locale, Refusal } from "../kernel.ts";
import { LOCALE_COOKIE, form, html, layout, localeFrom, render, speechOf } from "../page/index.ts";
import type { Frame, Html, NavLink, Piece, Speech } from "../page/index.ts";
import { worksWithSites } from "../sites/index.ts";
import type { WebParts } from "./parts.ts";
import { STATUS_OF } from "./refusal-status.ts";
import type { Visit } from "./guard.ts";

const FLASH_COOKIE = "la_kabar";

export type Shown = {
  title: string;
  body: Piece;
  status?: number;
  width?: Frame["width"];
  live?: boolean;
  scripts?: string[];
  visit?: Visit;
  flash?: Frame["flash"];
};

export interface Pages {
  speech(request: FastifyRequest): Speech;
  csrf(reply: FastifyReply): string;
  show(request: FastifyRequest, reply: FastifyReply, shown: Shown): Promise<FastifyReply>;
  /** A part of a page, for a live update. */
  fragment(reply: FastifyReply, part: Html): FastifyReply;
  /** See-other after a post; `told` is a key under `web.flash`, shown once on the next page. */
  go(reply: FastifyReply, path: string, told?: string): FastifyReply;
  /** A page of its own that says what was refused and what to do next. */
  refused(
    request: FastifyRequest,
    reply: FastifyReply,
    refusal: Refusal,
    visit?: Visit,
  ): Promise<FastifyReply>;
  rememberLocale(reply: FastifyReply, locale: Locale): void;
}

export function createPages(parts: Pick<WebParts, "texts" | "banner" | "publicUrl" | "directory">): Pages {
  const cookie = {
    path: "/",
    httpOnly: true,
    sameSite: "strict",
    secure: parts.publicUrl.startsWith("https:"),
  } as const;

  const speech = (request: FastifyRequest) =>
    speechOf(parts.texts, localeFrom(request.cookies[LOCALE_COOKIE]));
  const csrf = (reply: FastifyReply) => reply.generateCsrf();

  function flashOf(request: FastifyRequest, reply: FastifyReply): Frame["flash"] {
    const told = request.cookies[FLASH_COOKIE];
    if (told === undefined) return undefined;
    reply.clearCookie(FLASH_COOKIE, cookie);
    const { locale, say } = speech(request);
    const key = `web.flash.${told}`;
    return parts.texts.has(locale, key) ? { kind: "done", text: say(key) } : undefined;
  }

  /** What somebody has to read or decide, on every page until it is done. An error page must come without it too. */
  async function newsOf({ say }: Speech, visit: Visit): Promise<Frame["news"]> {
    const root = homeOf(visit);
    const news = await parts.directory.newsFor(visit.officer.id).catch(() => undefined);
    if (news === undefined) return [];
    const invitationsAt = visit.officer.role === "admin" ? "persetujuan" : "kunci";
    return [
      { count: news.unread, href: `${root}/perubahan`, text: say("web.changes.banner", { n: news.unread }) },
      {
        count: news.toDecide,
        href: `${root}/persetujuan`,
        text: say("web.approvals.banner", { n: news.toDecide }),
      },
      {
        count: news.invitations,
        href: `${root}/${invitationsAt}`,
        text: say("web.approvals.banner_invitations", { n: news.invitations }),
      },
    ].filter(({ count }) => count > 0);
  }

  async function show(request: FastifyRequest, reply: FastifyReply, shown: Shown): Promise<FastifyReply> {
    const { visit } = shown;
    const talk = speech(request);
    const flash = flashOf(request, reply);
    const page = layout({
      speech: talk,
      title: shown.title,
      // An error page must come even when the rows cannot be read.
      banner: await parts.banner().catch(() => undefined),
      // After a failed post there is no address to return to but the start.
      here: request.method === "GET" ? request.url : "/",
      nav: visit && navigationOf(talk, visit, request.url),
      person: visit && {
        name: visit.officer.name,
        role: visit.agency?.name ?? talk.say("word.role.admin"),
        signOut: form({
          action: "/keluar",
          csrf: csrf(reply),
          submit: talk.say("web.shell.sign_out"),
          tone: "quiet",
          inline: true,
        }),
      },
      news: visit && (await newsOf(talk, visit)),
      flash: shown.flash ?? flash,
      width: shown.width,
      live: shown.live,
      scripts: shown.scripts,
      body: shown.body,
    });
    return send(reply, page, shown.status ?? 200);
  }

  return {
    speech,
    csrf,
    show,
    fragment: (reply, part) => send(reply, part, 200),
    go(reply, path, told) {
      if (told !== undefined) reply.setCookie(FLASH_COOKIE, told, { ...cookie, maxAge: 60 });
      return reply.redirect(path, 303);
    },
    async refused(request, reply, refusal, visit) {
      const { say } = speech(request);
      return show(request, reply, {
        title: say("web.error.refused_title"),
        status: STATUS_OF[refusal],
        width: "narrow",
        visit,
        body: errorBody(say("web.error.refused_title"), say(`refusal.${refusal}`), {
          href: visit ? homeOf(visit) : "/",
          label: say(visit ? "web.error.back_to_work" : "web.error.back_home"),
        }),
      });
    },
    rememberLocale(reply, locale) {
      reply.setCookie(LOCALE_COOKIE, locale, { ...cookie, sameSite: "lax", maxAge: 365 * 24 * 3600 });
    },
  };
}

function send(reply: FastifyReply, page: Html, status: number): FastifyReply {
  return reply
    .status(status)
    .header("cache-control", "no-store")
    .type("text/html; charset=utf-8")
    .send(render(page));
}

export const errorBody = (title: string, text: string, next: { href: string; label: string }): Html =>
  html`<h1>${title}</h1><p>${text}</p><p><a class="button" href="${next.href}">${next.label}</a></p>`;

export const homeOf = (visit: Visit): string => (visit.officer.role === "admin" ? "/admin" : "/petugas");

const OFFICER_NAV = [
  ["/petugas", "queue"],
  ["/petugas/piket", "duty"],
  ["/petugas/kunci", "keys"],
  ["/petugas/akun", "account"],
  ["/petugas/perubahan", "changes"],
] as const;
/** For whoever answers with outreach. */
const SITES_NAV = [["/petugas/lokasi", "sites"]] as const;
/** Coordinators are the second person for the directory. */
const COORDINATOR_NAV = [["/petugas/persetujuan", "approvals"]] as const;
/** Order enforcement has no cases; it has places that Dinas Sosial told it of. */
const ORDER_NAV = [["/petugas/tempat", "places"]] as const;
const ADMIN_NAV = [
  ["/admin", "overview"],
  ["/admin/instansi", "agencies"],
  ["/admin/petugas", "officers"],
  ["/admin/persetujuan", "approvals"],
  ["/admin/perubahan", "changes"],
  ["/admin/kewenangan", "mandates"],
  ["/admin/piket", "duty_all"],
  ["/admin/nomor", "numbers"],
  ["/admin/nama-tempat", "aliases"],
  ["/admin/cakupan", "coverage"],
  ["/admin/statistik", "statistics"],
  ["/admin/whatsapp", "whatsapp"],
  ["/admin/akun", "account"],
] as const;

function navigationOf({ say }: Speech, visit: Visit, url: string): NavLink[] {
  const decides = visit.agency?.kind === "coordinator" ? COORDINATOR_NAV : [];
  const places = visit.agency?.kind === "satpol_pp" ? ORDER_NAV : [];
  const watches = visit.agency !== undefined && worksWithSites(visit.agency) ? SITES_NAV : [];
  const links =
    visit.officer.role === "admin" ? ADMIN_NAV : [...OFFICER_NAV, ...watches, ...decides, ...places];
  const path = url.split("?")[0] ?? "";
  const current = links.findLast(([href]) => path === href || path.startsWith(`${href}/`))?.[0];
  return links.map(([href, name]) => ({ href, label: say(`web.nav.${name}`), current: href === current }));
}
