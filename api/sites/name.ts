/** What a closed site is called on pages and on the phone: "Seruni Hijau 26". */
import type { SiteId } from "../kernel.ts";
import { labelFrom } from "../queue/index.ts";

/**
 * Made of the random id alone, which stands in the page's address anyway: it tells two sites of one district apart and
 * says nothing about either place. Not promised to be unique.
 */
export const siteName = (id: SiteId): string => labelFrom(Buffer.from(id.slice(0, 8), "hex"));
