/** The result of place resolution, as every later part reads it. */
import { NATION, type AliasId, type AreaCode, type Instant, type OfficerId, type Zone } from "../kernel.ts";

export type AreaLevel = "nation" | "province" | "regency" | "district" | "village";

export type Area = {
  code: AreaCode;
  /** Official name in ordinary case, e.g. "Kecamatan Sukarami". */
  name: string;
  level: AreaLevel;
};

export type PlaceMatch = {
  code: AreaCode;
  /** Higher is better; comparable only within one text. */
  score: number;
  /** The reporter's words that led here (UTF-16 offsets). */
  spans: { quote: string; start: number; end: number }[];
};

/** `found`: one place; `tie`: several fit, `code` is their shared parent to ask about; `none`: abstain. */
export type Resolution =
  | { kind: "found"; match: PlaceMatch; others: PlaceMatch[] }
  | { kind: "tie"; code: AreaCode; candidates: PlaceMatch[] }
  | { kind: "none" };

/** The area that a resolution stands for: the place, or the parent a tie shares; the nation alone says nothing. */
export function areaOf(resolution: Resolution): AreaCode | undefined {
  switch (resolution.kind) {
    case "found":
      return resolution.match.code;
    case "tie":
      return resolution.code === NATION ? undefined : resolution.code;
    case "none":
      return undefined;
  }
}

/** What a name besides the official one is: a nickname or short form, a former name, a closed lokalisasi, a landmark. */
export type AliasKind = "nickname" | "old_name" | "closed_site" | "landmark";
export type Alias = { text: string; area: AreaCode; kind: AliasKind };
/** An alias of an installation's own; without an area it silences a shipped alias of the same words. */
export type OwnAlias = Omit<Alias, "area"> & { area: AreaCode | undefined };
/** As it is kept: `source` says how we know, `removedAt` that it was taken back. */
export type KeptAlias = OwnAlias & {
  id: AliasId;
  source: string;
  addedBy: OfficerId;
  addedAt: Instant;
  removedAt: Instant | undefined;
};

export interface Gazetteer {
  resolve(text: string): Resolution;
  /** The area with this code, or undefined. */
  find(code: AreaCode): Area | undefined;
  /** "Sukarami, Kota Palembang, Sumatera Selatan"; the nation is "Indonesia". */
  describe(code: AreaCode): string;
  /** Direct children in official order: provinces for the nation, down to villages. */
  children(code: AreaCode): Area[];
  /** Type-ahead over names, for pages and the web chat; best first. */
  search(words: string, limit: number): Area[];
  zoneOf(code: AreaCode): Zone;
  /** The same places with these aliases beside the shipped ones; cheap, since names and tree are shared. */
  withAliases(own: readonly OwnAlias[]): Gazetteer;
  /** The aliases that come with the program. */
  readonly shipped: readonly Alias[];
  /** A word or a short phrase that people say every day without meaning a place. */
  isEverydayWord(text: string): boolean;
}
