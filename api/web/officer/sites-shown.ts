/** What every page about closed sites is given. */
import type { Zone } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
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
