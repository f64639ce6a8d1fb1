/**
 * Area: free words → official area code (Kemendagri), and everything about the tree of areas.
 * Comes in: the rows of the official list, then any text. Goes out: a place, a question to ask, or an abstention.
 * Never knows: who wrote, what the report is about; reads no file (load.ts does, at the edge).
 */
export { createAliasBook, type AliasBook, type WantedAlias } from "./alias-book.ts";
export { ALIAS_KINDS } from "./aliases.ts";
export { createGazetteer } from "./gazetteer.ts";
export { createDistrictMap } from "./district-map.ts";
export type { Pin } from "./pin.ts";
export { zoneOf } from "./zones.ts";
export type { DistrictMap, DistrictRows, Point } from "./district-map.ts";
export type { GazetteerRows } from "./tree.ts";
export { areaOf } from "./words.ts";
export type {
  Alias,
  AliasKind,
  Area,
  AreaLevel,
  Gazetteer,
  KeptAlias,
  OwnAlias,
  PlaceMatch,
  Resolution,
} from "./words.ts";
