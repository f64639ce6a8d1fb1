/** Places that were closed or raided, and what officers know about the roads between districts. */
import type {
  AgencyId,
  AreaCode,
  Instant,
  LinkId,
  LocalDay,
  OfficerId,
  OfficerRole,
  PrivateKey,
  Sealed,
  SiteId,
} from "../kernel.ts";

export const SITE_KINDS = ["closed", "raided", "other"] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

/** How it is known. A closed list: words about a source would name the place in clear. */
export const SITE_SOURCES = ["decree", "own_visit", "partner", "news", "other"] as const;
export type SiteSource = (typeof SITE_SOURCES)[number];

/** What lies sealed: where exactly, and what colleagues ought to know. Never a person's name. */
export type SitePlace = { place: string; note: string };

export type ClosedSite = {
  id: SiteId;
  /** Kecamatan: all that is in clear of the place. */
  district: AreaCode;
  kind: SiteKind;
  closedOn: LocalDay;
  source: SiteSource;
  sealed: Sealed<"site-place">;
  /** Bodies whose key opens `sealed`: the one that entered it, and the coordinators of the area. */
  readers: AgencyId[];
  agency: AgencyId;
  enteredBy: OfficerId;
  enteredAt: Instant;
  withdrawnAt: Instant | undefined;
  /** The server's word for the row. */
  mac: Uint8Array<ArrayBuffer>;
};

/** `opened`: somebody read the exact place; written before it opens. `compared`: districts held to be alike changed. */
export const SITE_ACTS = ["entered", "opened", "withdrawn", "restored", "compared"] as const;
export type SiteAct = (typeof SITE_ACTS)[number];
export type SiteEvent = { site: SiteId; kind: SiteAct; at: Instant; officer: OfficerId; agency: AgencyId };

/** What a district is held to be alike to: the site's own, or those around it. */
export const ALIKE_TO = ["site", "nearby"] as const;
export type AlikeTo = (typeof ALIKE_TO)[number];

/**
 * Districts that officers held to be about as large, before the closure, as the site and as what lies around it. Each
 * version names all of them, and the latest holds; none is ever changed.
 */
export type SiteComparison = {
  site: SiteId;
  /** From 1 on. */
  version: number;
  alike: Record<AlikeTo, AreaCode[]>;
  officer: OfficerId;
  agency: AgencyId;
  at: Instant;
  mac: Uint8Array<ArrayBuffer>;
};

/** Two districts on one road: neighbours for the watch although no border says so. */
export type DistrictLink = {
  id: LinkId;
  one: AreaCode;
  other: AreaCode;
  agency: AgencyId;
  addedBy: OfficerId;
  addedAt: Instant;
  removedBy: OfficerId | undefined;
  removedAt: Instant | undefined;
  mac: Uint8Array<ArrayBuffer>;
};

/** An officer at work; `privateKey` is the officer's own, as the session has unlocked it. */
export type Worker = { officer: OfficerId; agency: AgencyId; role: OfficerRole; privateKey: PrivateKey };

export type WantedSite = Pick<ClosedSite, "district" | "kind" | "closedOn" | "source"> & SitePlace;
/** As an officer typed it; undefined where nothing was chosen, or nothing that can be understood. */
export type EnteredSite = SitePlace & {
  district: AreaCode | undefined;
  kind: SiteKind | undefined;
  /** `YYYY-MM-DD`, if it is a day at all. */
  closedOn: string;
  source: SiteSource | undefined;
};

/** A site as one body sees it. `genuine` false: somebody wrote the row past the server, and nothing is done with it. */
export type SiteSeen = { site: ClosedSite; genuine: boolean; mayOpen: boolean };
