/** What the book of aliases needs of a store. */
import type { AliasId, Instant } from "../kernel.ts";
import type { KeptAlias } from "./words.ts";

export interface AliasRows {
  /** Those in use and those taken back, newest first. */
  aliases(): Promise<KeptAlias[]>;
  /**
   * Adds one and, in the same act, takes back whatever else is in use among `replaced`; false when one of these was
   * taken back meanwhile, and then nothing is written.
   */
  addAlias(alias: KeptAlias, replaced: readonly AliasId[]): Promise<boolean>;
  /** Takes back (`at` given) or brings back; false when it is so already or unknown. One atomic writer. */
  setAliasRemoved(id: AliasId, at: Instant | undefined): Promise<boolean>;
  /** Those taken back before this are gone for good; how many. */
  forgetAliases(before: Instant): Promise<number>;
}
