/** Where reports find an open body, and where they fall through to the national coordinator. */
import type { FastifyInstance } from "fastify";
import { NATION, type AgencyKind, type AreaCode } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import type { Coverage } from "../../directory/index.ts";
import { badge, html, section, table, type Html, type Speech } from "../../page/index.ts";
import type { AdminParts } from "./parts.ts";

export function coverageRoutes(
  app: FastifyInstance,
  { pages, guard, directory, gazetteer }: AdminParts,
): void {
  app.get("/admin/cakupan", async (request, reply) => {
    const speech = pages.speech(request);
    const body = coveragePage(speech, gazetteer, await directory.coverage());
    return pages.show(request, reply, {
      title: speech.say("web.nav.coverage"),
      body,
      visit: guard.adminOf(request),
    });
  });
}

function coveragePage(speech: Speech, gazetteer: Gazetteer, coverage: Coverage[]): Html {
  const { say } = speech;
  const openIn = (area: AreaCode) =>
    coverage.filter((line) => line.area === area || line.area.startsWith(`${area}.`));
  const provinces = gazetteer.children(NATION).map((province) => ({
    name: province.name,
    open: openIn(province.code).filter(({ open }) => open.length > 0).length,
  }));
  const without = provinces.filter(({ open }) => open === 0);
  return html`<h1>${say("web.coverage.title")}</h1><p class="lead">${say("web.coverage.intro")}</p>
${section({
  title: say("web.coverage.by_area"),
  body: table({
    caption: say("web.coverage.by_area"),
    hideCaption: true,
    columns: [
      { name: say("web.area.label") },
      { name: say("web.coverage.open") },
      { name: say("web.coverage.not_open") },
    ],
    rows: coverage.map((line) => [
      gazetteer.describe(line.area),
      kinds(speech, line.open, "good"),
      kinds(speech, line.notOpen, "warn"),
    ]),
    empty: say("web.coverage.empty"),
  }),
})}
${section({
  title: say("web.coverage.provinces_without", { n: without.length, all: provinces.length }),
  intro: say("web.coverage.falls_to_coordinator"),
  body: html`<p>${without.map(({ name }) => name).join(" · ")}</p>`,
})}`;
}

const kinds = ({ say }: Speech, of: AgencyKind[], tone: "good" | "warn"): Html =>
  of.length === 0
    ? html`<span>–</span>`
    : html`<span class="badges">${of.map((kind) => badge(say(`word.agency_kind.${kind}`), tone))}</span>`;
