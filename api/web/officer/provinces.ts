/** What changed in whole provinces: the list of them, and one of them. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { areaAndAbove, type AreaCode } from "../../kernel.ts";
import { paramOf, queryOf } from "../form-body.ts";
import type { OfficerParts } from "./parts.ts";
import { provincePage, titleOf, WITHIN } from "./province-page.ts";
import { provincesPage } from "./provinces-page.ts";
import { siteFrame } from "./site-frame.ts";
import { visibleScopes } from "./sites-page.ts";
import { PROVINCES_PATH } from "./sites-shown.ts";

/** A look that is asked for is worked out while one waits, so nobody asks faster than people read. */
const PACE = { config: { rateLimit: { max: 30, timeWindow: "1 minute" } } };

export function provinceRoutes(app: FastifyInstance, parts: OfficerParts): void {
  const { pages, sites, watch, provinces } = parts;
  const { workerOf, shownTo, show } = siteFrame(parts);

  app.get(PROVINCES_PATH, async (request, reply) => {
    const shown = await shownTo(request, reply);
    const listed = await provinces.list(workerOf(request));
    if (!listed.ok) return pages.refused(request, reply, listed.refusal, shown.visit);
    const body = provincesPage(shown, listed.value);
    return show(request, reply, shown, { title: shown.speech.say("web.province.title"), body });
  });

  app.get(`${PROVINCES_PATH}/:kode`, PACE, async (request: FastifyRequest, reply: FastifyReply) => {
    const by = workerOf(request);
    const shown = await shownTo(request, reply);
    const code = paramOf(request, "kode") as AreaCode;
    const found = await provinces.find(by, code);
    if (!found.ok) return pages.refused(request, reply, found.refusal, shown.visit);
    const asked = queryOf(request)[WITHIN.name] === WITHIN.value;
    const [listed, errands, within] = await Promise.all([
      sites.list(by),
      watch.outreach(by),
      asked ? provinces.lookWithin(by, code) : undefined,
    ]);
    const inside = (area: AreaCode) => areaAndAbove(area).includes(code);
    const own = (listed.ok ? listed.value : []).filter(({ site }) => inside(site.district));
    const body = provincePage(shown, {
      ...found.value,
      code,
      sites: own,
      errands: errands.filter(({ districts, decided }) => decided === undefined && districts.some(inside)),
      visible: visibleScopes(own, []),
      within: within?.ok ? within.value : undefined,
    });
    return show(request, reply, shown, { title: titleOf(shown, code), body });
  });
}
