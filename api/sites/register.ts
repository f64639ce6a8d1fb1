/** The register of closed sites: entering, reading, taking back; and links between districts. */
import {
  newId,
  ok,
  refuse,
  refuseFields,
  type Clock,
  type LinkId,
  type Random,
  type Result,
  type SiteId,
  type AreaCode,
} from "../kernel.ts";
import { openAgencyKey } from "../directory/index.ts";
import type { Bodies } from "../queue/index.ts";
import type { Body } from "../routing/index.ts";
import {
  bodyKeyMac,
  openJson,
  sealJson,
  SwappedKeyError,
  type Label,
  type ServerKeys,
} from "../vault/index.ts";
import type { SiteRows } from "./ports.ts";
import { askingBody, maySee } from "./rights.ts";
import { linkIsGenuine, siteIsGenuine, vouchedLink, vouchedSite } from "./vouch.ts";
import { districtFault, wantedFrom } from "./wanted.ts";
import type {
  ClosedSite,
  DistrictLink,
  EnteredSite,
  SiteAct,
  SiteEvent,
  SitePlace,
  SiteSeen,
  Worker,
} from "./words.ts";

export type RegisterParts = {
  rows: SiteRows;
  bodies: Bodies;
  server: ServerKeys;
  random: Random;
  clock: Clock;
};

/** Who acts comes first. Whoever does not work with sites is refused no_access, whatever is asked. */
export interface SiteRegister {
  /** Sites in the body's area, those taken back too; the latest closure first. */
  list(by: Worker): Promise<Result<SiteSeen[]>>;
  /** Refuses unknown_site. */
  find(by: Worker, id: SiteId): Promise<Result<SiteSeen & { history: SiteEvent[] }>>;
  /** Refuses invalid_value with what is wrong with which field, and agency_not_open. */
  enter(by: Worker, entered: EnteredSite): Promise<Result<SiteId>>;
  /** The exact place; logged first. Refuses unknown_site, no_access where the body holds no key for it. */
  open(by: Worker, id: SiteId): Promise<Result<SitePlace>>;
  /** By the body that entered it, or a coordinator of the area. Refuses unknown_site, no_access, conflict. */
  withdraw(by: Worker, id: SiteId): Promise<Result<undefined>>;
  /** Undoes a withdrawal; refuses alike. */
  restore(by: Worker, id: SiteId): Promise<Result<undefined>>;
  /** Links that touch the body's area, those removed too; the newest first. */
  links(by: Worker): Promise<Result<DistrictLink[]>>;
  /**
   * From a kecamatan of a site; `other` undefined: none that can be understood. Refuses invalid_value with what is wrong
   * with `other`: no kecamatan, the same one, none of the two in the own area, linked already.
   */
  link(by: Worker, one: AreaCode, other: AreaCode | undefined): Promise<Result<undefined>>;
  /** Refuses conflict when it is not there. */
  unlink(by: Worker, id: LinkId): Promise<Result<undefined>>;
}

export function createSiteRegister(parts: RegisterParts): SiteRegister {
  const { rows, bodies, server, random, clock } = parts;

  const bodyOf = async (by: Worker): Promise<Result<Body>> => askingBody(await bodies.all(), by.agency);

  const seen = (by: Worker, site: ClosedSite): SiteSeen => {
    const genuine = siteIsGenuine(server, site);
    return { site, genuine, mayOpen: genuine && site.readers.includes(by.agency) };
  };

  async function find(by: Worker, id: SiteId): Promise<Result<SiteSeen & { body: Body }>> {
    const body = await bodyOf(by);
    if (!body.ok) return body;
    const site = (await rows.sites()).find((one) => one.id === id);
    if (site === undefined || !maySee(body.value, site.district)) return refuse("unknown_site");
    return ok({ ...seen(by, site), body: body.value });
  }

  const eventOf = (by: Worker, site: SiteId, kind: SiteAct): SiteEvent => ({
    site,
    kind,
    at: clock(),
    officer: by.officer,
    agency: by.agency,
  });

  /** Taking back, or bringing back what was taken back. */
  async function turn(by: Worker, id: SiteId, kind: "withdrawn" | "restored"): Promise<Result<undefined>> {
    const found = await find(by, id);
    if (!found.ok) return found;
    const { site, genuine, body } = found.value;
    if (!genuine || (site.agency !== by.agency && body.kind !== "coordinator")) return refuse("no_access");
    const event = eventOf(by, id, kind);
    const { mac: _mac, ...row } = site;
    const turned = vouchedSite(server, { ...row, withdrawnAt: kind === "withdrawn" ? event.at : undefined });
    return (await rows.saveWithdrawn(turned, event)) ? ok(undefined) : refuse("conflict");
  }

  return {
    async list(by) {
      const body = await bodyOf(by);
      if (!body.ok) return body;
      const sites = (await rows.sites()).filter(({ district }) => maySee(body.value, district));
      return ok(sites.map((site) => seen(by, site)));
    },

    async find(by, id) {
      const found = await find(by, id);
      return found.ok ? ok({ ...found.value, history: await rows.history(id) }) : found;
    },

    async enter(by, entered) {
      const body = await bodyOf(by);
      if (!body.ok) return body;
      const wanted = wantedFrom(entered, body.value, clock());
      if (!wanted.ok) return wanted;
      const { district, kind, closedOn, source, place, note } = wanted.value;
      const readers = await readersOf(parts, by, district);
      if (readers === undefined) return refuse("agency_not_open");
      const id = newId<SiteId>(random);
      const sealed = await sealJson<"site-place">(
        readers.map(({ publicKey }) => publicKey),
        placeLabel(id),
        { place, note } satisfies SitePlace,
      );
      const event = eventOf(by, id, "entered");
      await rows.addSite(
        vouchedSite(server, {
          id,
          district,
          kind,
          closedOn,
          source,
          sealed,
          readers: readers.map(({ agency }) => agency),
          agency: by.agency,
          enteredBy: by.officer,
          enteredAt: event.at,
          withdrawnAt: undefined,
        }),
        event,
      );
      return ok(id);
    },

    async open(by, id) {
      const found = await find(by, id);
      if (!found.ok) return found;
      const { site, mayOpen } = found.value;
      const sealedKey = mayOpen ? await bodies.keyForOfficer(by.agency, by.officer) : undefined;
      if (sealedKey === undefined) return refuse("no_access");
      await rows.record(eventOf(by, id, "opened"));
      const key = await openAgencyKey(by.agency, by.privateKey, sealedKey);
      return ok(await openJson<SitePlace, "site-place">(key, placeLabel(id), site.sealed));
    },

    withdraw: (by, id) => turn(by, id, "withdrawn"),
    restore: (by, id) => turn(by, id, "restored"),

    async links(by) {
      const body = await bodyOf(by);
      if (!body.ok) return body;
      const all = (await rows.links()).filter((link) => linkIsGenuine(server, link));
      return ok(all.filter(({ one, other }) => maySee(body.value, one) || maySee(body.value, other)));
    },

    async link(by, one, other) {
      const body = await bodyOf(by);
      if (!body.ok) return body;
      if (other === undefined) return refuseFields({ other: "area_missing" });
      const fault =
        districtFault(other) ??
        (one === other ? "same_district" : undefined) ??
        (maySee(body.value, one) || maySee(body.value, other) ? undefined : "outside_area");
      if (fault !== undefined) return refuseFields({ other: fault });
      const there = (await rows.links()).some(
        (known) => known.removedAt === undefined && joins(known, one, other) && linkIsGenuine(server, known),
      );
      if (there) return refuseFields({ other: "linked_already" });
      await rows.addLink(
        vouchedLink(server, {
          id: newId<LinkId>(random),
          one,
          other,
          agency: by.agency,
          addedBy: by.officer,
          addedAt: clock(),
          removedBy: undefined,
          removedAt: undefined,
        }),
      );
      return ok(undefined);
    },

    async unlink(by, id) {
      const body = await bodyOf(by);
      if (!body.ok) return body;
      const link = (await rows.links()).find((known) => known.id === id && linkIsGenuine(server, known));
      if (link === undefined || !(maySee(body.value, link.one) || maySee(body.value, link.other)))
        return refuse("conflict");
      const { mac: _mac, ...row } = link;
      const removed = vouchedLink(server, { ...row, removedBy: by.officer, removedAt: clock() });
      return (await rows.removeLink(removed)) ? ok(undefined) : refuse("conflict");
    },
  };
}

/**
 * The keys that a place is sealed to; undefined while the own body has none. A coordinator without a key is left out:
 * the place is then with those who entered it. Throws SwappedKeyError for a key that this server did not vouch for.
 */
async function readersOf({ bodies, server }: RegisterParts, by: Worker, district: AreaCode) {
  const coordinators = (await bodies.all()).filter(
    (body) => body.kind === "coordinator" && body.open && maySee(body, district),
  );
  const wanted = [...new Set([by.agency, ...coordinators.map(({ id }) => id)])];
  const keys = await bodies.keys(wanted);
  for (const { agency, publicKey, mac } of keys)
    if (!Buffer.from(bodyKeyMac(server, agency, publicKey)).equals(mac)) throw new SwappedKeyError(agency);
  return keys.some(({ agency }) => agency === by.agency) ? keys : undefined;
}

const placeLabel = (owner: SiteId): Label => ({ owner, kind: "site-place", epoch: 0 });

const joins = (link: DistrictLink, one: AreaCode, other: AreaCode): boolean =>
  (link.one === one && link.other === other) || (link.one === other && link.other === one);
