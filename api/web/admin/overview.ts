/** The first page of an admin: is the hotline open, what waits, what has gone stale. */
import type { FastifyInstance } from "fastify";
import { DAY, type Instant } from "../../kernel.ts";
import type { HotlineNumber } from "../../directory/index.ts";
import { hotlineIsOpen } from "../../routing/index.ts";
import { badge, html, notice, section, table, type Html, type Speech } from "../../page/index.ts";
import type { ChannelStatus } from "../parts.ts";
import type { AdminParts } from "./parts.ts";

/** A number to call that nobody has tried for this long may be dead when it is needed. */
export const CHECK_EVERY = 90 * DAY;
export const isStale = (number: HotlineNumber, now: Instant): boolean => now - number.checkedAt > CHECK_EVERY;

export function overviewRoutes(
  app: FastifyInstance,
  { pages, guard, directory, channels, clock }: AdminParts,
): void {
  app.get("/admin", async (request, reply) => {
    const speech = pages.speech(request);
    const [bodies, numbers, approvals, officers, shown] = await Promise.all([
      directory.bodies(),
      directory.numbers(),
      directory.approvals(),
      directory.officers(),
      channels(),
    ]);
    const body = overviewPage(speech, {
      open: hotlineIsOpen(bodies),
      bodiesOpen: bodies.filter(({ open }) => open).length,
      bodies: bodies.length,
      stale: numbers.filter((number) => isStale(number, clock())).length,
      numbers: numbers.length,
      approvals: approvals.length,
      invited: officers.filter(({ state, publicKey }) => state === "invited" && publicKey === undefined)
        .length,
      admins: officers.filter(({ role, state }) => role === "admin" && state === "active").length,
      channels: shown,
    });
    return pages.show(request, reply, {
      title: speech.say("web.nav.overview"),
      body,
      visit: guard.adminOf(request),
    });
  });
}

type Overview = {
  open: boolean;
  bodiesOpen: number;
  bodies: number;
  stale: number;
  numbers: number;
  approvals: number;
  invited: number;
  /** Active ones. */
  admins: number;
  channels: ChannelStatus[];
};

export function overviewPage(speech: Speech, facts: Overview): Html {
  const { say } = speech;
  const tile = (href: string, count: string | number, text: string, tone = "") =>
    html`<li class="${tone}"><strong>${count}</strong><a href="${href}">${text}</a></li>`;
  return html`<h1>${say("web.overview.title")}</h1>
${notice(say(facts.open ? "web.overview.open" : "web.overview.not_open"), facts.open ? "good" : "bad")}
${facts.admins === 1 && notice(say("web.overview.one_admin"), "warn")}
<ul class="tiles">
${tile("/admin/instansi", `${facts.bodiesOpen}/${facts.bodies}`, say("web.overview.bodies_open"))}
${tile("/admin/persetujuan", facts.approvals, say("web.overview.approvals"), facts.approvals > 0 ? "warn" : "")}
${tile("/admin/nomor", `${facts.stale}/${facts.numbers}`, say("web.overview.stale_numbers"), facts.stale > 0 ? "bad" : "")}
${tile("/admin/petugas", facts.invited, say("web.overview.invited"))}
</ul>
${section({
  title: say("web.overview.channels"),
  body: table({
    caption: say("web.overview.channels"),
    hideCaption: true,
    columns: [{ name: say("web.overview.channel") }, { name: say("web.overview.state") }],
    rows: facts.channels.map((channel) => [say(`web.channel.${channel.name}`), stateBadge(speech, channel)]),
    empty: say("web.overview.no_channel"),
  }),
})}`;
}

const TONES = { ready: "good", starting: "warn", failing: "bad", off: "plain" } as const;

const stateBadge = ({ say }: Speech, { state, code }: ChannelStatus): Html =>
  html`${badge(say(`web.channel_state.${state}`), TONES[state])} ${code !== undefined && html`<code>${code}</code>`}`;
