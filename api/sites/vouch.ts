/** The server's word for rows of the register: a forged site would send outreach, or nobody, to the wrong place. */
import { checkMac, macOf, type ServerKeys } from "../vault/index.ts";
import type { ClosedSite, DistrictLink, SiteComparison } from "./words.ts";

const SITE = "closed-site";
const LINK = "district-link";
const COMPARISON = "site-comparison";

const siteFields = (site: Omit<ClosedSite, "mac">): string[] => [
  site.id,
  site.district,
  site.kind,
  site.closedOn,
  site.source,
  site.agency,
  site.enteredBy,
  String(site.enteredAt),
  String(site.withdrawnAt ?? ""),
  ...site.readers.toSorted(),
  Buffer.from(site.sealed).toString("base64"),
];

const linkFields = (link: Omit<DistrictLink, "mac">): string[] => [
  link.id,
  link.one,
  link.other,
  link.agency,
  link.addedBy,
  String(link.addedAt),
  link.removedBy ?? "",
  String(link.removedAt ?? ""),
];

const comparisonFields = ({ site, version, alike, officer, agency, at }: Omit<SiteComparison, "mac">) => [
  site,
  String(version),
  alike.site.join(" "),
  alike.nearby.join(" "),
  officer,
  agency,
  String(at),
];

export const vouchedSite = (server: ServerKeys, site: Omit<ClosedSite, "mac">): ClosedSite => ({
  ...site,
  mac: macOf(server, SITE, siteFields(site)),
});
export const siteIsGenuine = (server: ServerKeys, site: ClosedSite): boolean =>
  checkMac(server, SITE, siteFields(site), site.mac);

export const vouchedLink = (server: ServerKeys, link: Omit<DistrictLink, "mac">): DistrictLink => ({
  ...link,
  mac: macOf(server, LINK, linkFields(link)),
});
export const linkIsGenuine = (server: ServerKeys, link: DistrictLink): boolean =>
  checkMac(server, LINK, linkFields(link), link.mac);

export const vouchedComparison = (
  server: ServerKeys,
  comparison: Omit<SiteComparison, "mac">,
): SiteComparison => ({ ...comparison, mac: macOf(server, COMPARISON, comparisonFields(comparison)) });
export const comparisonIsGenuine = (server: ServerKeys, comparison: SiteComparison): boolean =>
  checkMac(server, COMPARISON, comparisonFields(comparison), comparison.mac);
