/** Closed sites of the own area: entered, read, taken back and brought back; roads between districts. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  refuse,
  refuseFields,
  type LinkId,
  type OutreachId,
  type Refusal,
  type Refused,
  type Result,
  type SiteId,
} from "../../kernel.ts";
import { ALIKE_TO, OUTREACH_OUTCOMES, type SitePlace } from "../../sites/index.ts";
import { fieldsOf, oneOf, paramOf, UUID } from "../form-body.ts";
import { again, type Again, type FormFields } from "../forms-again.ts";
import { areaFrom, readArea, tellingWhy } from "../places.ts";
import type { OfficerParts } from "./parts.ts";
import {
  COMPARISON_FORM,
  enteredSite,
  LINK_FORM,
  outcomeForm,
  SITE_FORM,
  WITHDRAW_FORM,
} from "./site-forms.ts";
import { siteFrame } from "./site-frame.ts";
import { sitePage, titleOf } from "./site-page.ts";
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
    const [latest, errands, rings, compared, history] = await Promise.all([
      watch.latest(siteId),
      watch.errandsOf(by, siteId),
      watch.rings(district),
      comparisons.of(by, siteId),
      comparisons.history(by, siteId),
    ]);
    if (!compared.ok) return pages.refused(request, reply, compared.refusal, shown.visit);
    if (!history.ok) return pages.refused(request, reply, history.refusal, shown.visit);
    const body = sitePage(shown, {
      ...found.value,
      history: history.value,
      opened,
      latest,
      errands,
      rings,
      alike: compared.value,
      links: links.ok ? links.value : [],
    });
    return show(request, reply, shown, { title: titleOf(shown, siteId), body, refused });
  }

  const onSite = (
    request: FastifyRequest,
    reply: FastifyReply,
    refused: Refused | Refusal,
    form?: FormFields<string>,
  ) => drawSite(request, reply, again(request, refused, form));
  /** Back to the page of the site, with the message or with what is wrong. */
  const settle = (
    request: FastifyRequest,
    reply: FastifyReply,
    { did, message, form }: { did: Result<unknown>; message: string; form?: FormFields<string> },
  ) =>
    did.ok
      ? pages.go(reply, `${PATH}/${paramOf(request, "id")}`, message)
      : onSite(request, reply, did, form);

  app.get(PATH, (request, reply) => drawList(request, reply));

  app.post(PATH, ON_LIST, async (request, reply) => {
    const fields = fieldsOf(request);
    const read = readArea(gazetteer, fields.wilayah);
    const did = await sites.enter(workerOf(request), enteredSite(fields, read.area));
    const entered = tellingWhy(did, "district", read);
    if (!entered.ok) return drawList(request, reply, again(request, entered, SITE_FORM));
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

  app.post(`${PATH}/:id/tarik`, ON_SITE, async (request, reply) => {
    const id = idOf(request);
    if (id === undefined) return onSite(request, reply, "unknown_site");
    const sure = fieldsOf(request).yakin !== undefined;
    const did = sure ? await sites.withdraw(workerOf(request), id) : refuseFields({ sure: "not_ticked" });
    return settle(request, reply, { did, message: "site_withdrawn", form: WITHDRAW_FORM });
  });

  app.post(`${PATH}/:id/kembalikan`, ON_SITE, async (request, reply) => {
    const id = idOf(request);
    const did = id === undefined ? refuse("unknown_site") : await sites.restore(workerOf(request), id);
    return settle(request, reply, { did, message: "restored" });
  });

  app.post(`${PATH}/:id/jalur`, ON_SITE, async (request, reply) => {
    const by = workerOf(request);
    const id = idOf(request);
    const found = id === undefined ? refuse("unknown_site") : await sites.find(by, id);
    if (!found.ok) return onSite(request, reply, found);
    const read = readArea(gazetteer, fieldsOf(request).wilayah);
    const linked = await sites.link(by, found.value.site.district, read.area);
    const did = tellingWhy(linked, "other", read);
    return settle(request, reply, { did, message: "link_added", form: LINK_FORM });
  });

  app.post(`${PATH}/:id/pembanding`, ON_SITE, async (request, reply) => {
    const id = idOf(request);
    if (id === undefined) return onSite(request, reply, "unknown_site");
    const { wilayah, untuk } = fieldsOf(request);
    const read = readArea(gazetteer, wilayah);
    const added = await comparisons.add(workerOf(request), id, oneOf(ALIKE_TO, untuk), read.area);
    const did = tellingWhy(added, "district", read);
    return settle(request, reply, { did, message: "comparison_added", form: COMPARISON_FORM });
  });

  app.post(`${PATH}/:id/pembanding/hapus`, ON_SITE, async (request, reply) => {
    const id = idOf(request);
    const { wilayah = "", untuk } = fieldsOf(request);
    const [district, to] = [areaFrom(gazetteer, wilayah), oneOf(ALIKE_TO, untuk)];
    if (id === undefined) return onSite(request, reply, "unknown_site");
    if (district === undefined || to === undefined) return onSite(request, reply, "invalid_value");
    const did = await comparisons.remove(workerOf(request), id, to, district);
    return settle(request, reply, { did, message: "removed" });
  });

  app.post(`${PATH}/jalur/:id/hapus`, ON_LIST, async (request, reply) => {
    const did = await sites.unlink(workerOf(request), paramOf(request, "id") as LinkId);
    return did.ok ? pages.go(reply, PATH, "removed") : drawList(request, reply, again(request, did.refusal));
  });

  app.post(`${PATH}/penjangkauan/:id`, ON_LIST, async (request, reply) => {
    const outcome = oneOf(OUTREACH_OUTCOMES, fieldsOf(request).hasil);
    const id = paramOf(request, "id") as OutreachId;
    const did = await watch.decide(workerOf(request), id, outcome);
    return did.ok
      ? pages.go(reply, PATH, "outreach_kept")
      : drawList(request, reply, again(request, did, outcomeForm(id)));
  });
}
