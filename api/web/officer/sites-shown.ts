/** What every page about closed sites is given. */
import type { SiteId, Zone } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import { siteName, type Scope } from "../../sites/index.ts";
import type { Speech } from "../../page/index.ts";
import type { FormFields, Sent } from "../forms-again.ts";
import type { Names } from "../names.ts";

export type SitesShown = {
  speech: Speech;
  csrf: string;
  gazetteer: Gazetteer;
  zone: Zone;
  names: Names;
  /** The form that posts to `action`, as it was sent if it was. */
  sent: <Field extends string>(form: FormFields<Field>, action: string) => Sent<Field>;
};

export const SITES_PATH = "/petugas/lokasi";
export const PROVINCES_PATH = `${SITES_PATH}/provinsi`;

/** The site around which a look was taken; undefined for one over a province. */
export function siteIn(scope: Scope): SiteId | undefined {
  const [kind, name] = scope.split(":");
  return kind === "site" ? (name as SiteId) : undefined;
}

/** The page that tells of a look. */
export function pathOf(scope: Scope): string {
  const site = siteIn(scope);
  return site === undefined ? `${PROVINCES_PATH}/${scope.split(":")[1]}` : `${SITES_PATH}/${site}`;
}

/** "Lokasi Seruni Hijau 26". */
export const siteCalled = ({ say }: Speech, id: SiteId): string =>
  say("web.sites.called", { name: siteName(id) });
