/** Closed sites of the own area: entered, read, taken back and brought back; roads between districts. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  refuse,
  type LinkId,
  type OutreachId,
  type LocalDay,
  type Refusal,
  type Result,
  type SiteId,
} from "../../kernel.ts";
import {
  ALIKE_TO,
  OUTREACH_OUTCOMES,
  SITE_KINDS,
  SITE_SOURCES,
  type SitePlace,
  type WantedSite,
} from "../../sites/index.ts";
import { fieldsOf, oneOf, paramOf, UUID, type Fields } from "../form-body.ts";
import { again, type Again } from "../forms-again.ts";
import { areaFrom } from "../places.ts";
import type { OfficerParts } from "./parts.ts";
import { siteFrame } from "./site-frame.ts";
import { sitePage } from "./site-page.ts";
import { sitesPage } from "./sites-page.ts";

const PATH = "/petugas/lokasi";
const ON_LIST = { config: { shownAt: PATH } };
const ON_SITE = { config: { shownAt: `${PATH}/:id` } };

export function siteRoutes(app: FastifyInstance, parts: OfficerParts): void {
  const { pages, gazetteer, sites, watch, provinces, comparisons } = parts;
  const { workerOf, shownTo, show } = siteFrame(parts);
  const idOf = (request: FastifyRequest): SiteId | undefined => {
    const id = paramOf(request, "id");
    return UUID.test(id) ? (id as SiteId) : undefined;
  };

  async function drawList(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const by = workerOf(request);
    const shown = await shownTo(request, reply, refused);
    const listed = await sites.list(by);
    const links = await sites.links(by);
    if (!listed.ok) return pages.refused(request, reply, listed.refusal, shown.visit);
    const errands = await watch.outreach(by);
    const seen = await provinces.list(by);
    const body = sitesPage(shown, {
      sites: listed.value,
      links: links.ok ? links.value : [],
      errands,
      provinces: seen.ok ? seen.value : [],
    });
    return show(request, reply, shown, { title: shown.speech.say("web.sites.title"), body, refused });
  }

  async function drawSite(request: FastifyRequest, reply: FastifyReply, refused?: Again, opened?: SitePlace) {
    const by = workerOf(request);
    const shown = await shownTo(request, reply, refused);
    const id = idOf(request);
    const found = id === undefined ? refuse("unknown_site") : await sites.find(by, id);
    const links = await sites.links(by);
    if (!found.ok) return pages.refused(request, reply, found.refusal, shown.visit);
    const { id: siteId, district } = found.value.site;
    const [latest, rings, compared] = await Promise.all([
      watch.latest(siteId),
      watch.rings(district),
      comparisons.of(by, siteId),
    ]);
    if (!compared.ok) return pages.refused(request, reply, compared.refusal, shown.visit);
    const body = sitePage(shown, {
      ...found.value,
      opened,
      latest,
      rings,
      alike: compared.value,
      links: links.ok ? links.value : [],
    });
    return show(request, reply, shown, { title: shown.speech.say("web.sites.one"), body, refused });
  }

  const settle = (
    request: FastifyRequest,
    reply: FastifyReply,
    did: Result<unknown>,
    to: string,
    message: string,
  ) => (did.ok ? pages.go(reply, to, message) : onSite(request, reply, did.refusal));
  const onSite = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) =>
    drawSite(request, reply, again(request, refusal));

  app.get(PATH, (request, reply) => drawList(request, reply));

  app.post(PATH, ON_LIST, async (request, reply) => {
    const wanted = siteFrom(fieldsOf(request));
    const entered = wanted.ok ? await sites.enter(workerOf(request), wanted.value) : wanted;
    if (!entered.ok) return drawList(request, reply, again(request, entered.refusal));
    return pages.go(reply, `${PATH}/${entered.value}`, "site_entered");
  });

  app.get(`${PATH}/:id`, (request, reply) => drawSite(request, reply));

  // A post: the exact place stands in no address, and reading it is an act that is logged.
  app.post(`${PATH}/:id/buka`, ON_SITE, async (request, reply) => {
    const id = idOf(request);
    const opened = id === undefined ? refuse("unknown_site") : await sites.open(workerOf(request), id);
    return opened.ok
      ? drawSite(request, reply, undefined, opened.value)
      : onSite(request, reply, opened.refusal);
  });

  for (const [path, act, message] of [
    ["tarik", "withdraw", "site_withdrawn"],
    ["kembalikan", "restore", "restored"],
  ] as const) {
    app.post(`${PATH}/:id/${path}`, ON_SITE, async (request, reply) => {
      const id = idOf(request);
      const did = id === undefined ? refuse("unknown_site") : await sites[act](workerOf(request), id);
      return settle(request, reply, did, `${PATH}/${id}`, message);
    });
  }

  app.post(`${PATH}/:id/jalur`, ON_SITE, async (request, reply) => {
    const by = workerOf(request);
    const id = idOf(request);
    const found = id === undefined ? refuse("unknown_site") : await sites.find(by, id);
    const other = areaFrom(gazetteer, fieldsOf(request).wilayah ?? "");
    if (!found.ok) return onSite(request, reply, found.refusal);
    const did =
      other === undefined ? refuse("invalid_value") : await sites.link(by, found.value.site.district, other);
    return settle(request, reply, did, `${PATH}/${id}`, "link_added");
  });

  for (const [path, act, message] of [
    ["pembanding", "add", "comparison_added"],
    ["pembanding/hapus", "remove", "removed"],
  ] as const) {
    app.post(`${PATH}/:id/${path}`, ON_SITE, async (request, reply) => {
      const id = idOf(request);
      const { wilayah, untuk } = fieldsOf(request);
      const [district, to] = [areaFrom(gazetteer, wilayah ?? ""), oneOf(ALIKE_TO, untuk)];
      if (id === undefined) return onSite(request, reply, "unknown_site");
      const did =
        district === undefined || to === undefined
          ? refuse("invalid_value")
          : await comparisons[act](workerOf(request), id, to, district);
      return settle(request, reply, did, `${PATH}/${id}`, message);
    });
  }

  app.post(`${PATH}/jalur/:id/hapus`, ON_LIST, async (request, reply) => {
    const did = await sites.unlink(workerOf(request), paramOf(request, "id") as LinkId);
    return did.ok ? pages.go(reply, PATH, "removed") : drawList(request, reply, again(request, did.refusal));
  });

  app.post(`${PATH}/penjangkauan/:id`, ON_LIST, async (request, reply) => {
    const outcome = oneOf(OUTREACH_OUTCOMES, fieldsOf(request).hasil);
    const id = paramOf(request, "id") as OutreachId;
    const did =
      outcome === undefined ? refuse("invalid_value") : await watch.decide(workerOf(request), id, outcome);
    return did.ok
      ? pages.go(reply, PATH, "outreach_kept")
      : drawList(request, reply, again(request, did.refusal));
  });

  function siteFrom(fields: Fields): Result<WantedSite> {
    const kind = oneOf(SITE_KINDS, fields.jenis);
    const source = oneOf(SITE_SOURCES, fields.sumber);
    const district = areaFrom(gazetteer, fields.wilayah ?? "");
    if (kind === undefined || source === undefined || district === undefined) return refuse("invalid_value");
    const closedOn = (fields.tanggal ?? "") as LocalDay;
    const { tempat: place = "", catatan: note = "" } = fields;
    return { ok: true, value: { kind, source, district, closedOn, place, note } };
  }
}
