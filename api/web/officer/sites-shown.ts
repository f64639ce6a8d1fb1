/** What every page about closed sites is given. */
import type { Zone } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import type { Scope } from "../../sites/index.ts";
import type { Speech } from "../../page/index.ts";
import type { Fields } from "../form-body.ts";
import type { Names } from "../names.ts";

export type SitesShown = {
  speech: Speech;
  csrf: string;
  gazetteer: Gazetteer;
  zone: Zone;
  names: Names;
  typed: (action: string) => Fields;
};

export const SITES_PATH = "/petugas/lokasi";
export const PROVINCES_PATH = `${SITES_PATH}/provinsi`;

/** The page that tells of a look. */
export function pathOf(scope: Scope): string {
  const [kind, name = ""] = scope.split(":");
  return kind === "site" ? `${SITES_PATH}/${name}` : `${PROVINCES_PATH}/${name}`;
}
