/** What officers read of the looks over whole provinces. */
import type { DistrictMap, Point } from "../area/index.ts";
import { zoneOf } from "../area/index.ts";
import { NATION, ok, provinceOf, refuse, type AreaCode, type Clock, type Result } from "../kernel.ts";
import type { Body } from "../routing/index.ts";
import type { KeptFinding, Scope } from "./finding.ts";
import { HISTORY, lookOver, provinceGround } from "./look.ts";
import type { WatchRows } from "./ports.ts";
import { askingBody, maySee } from "./rights.ts";
import { instantOf, latestWeek, plusWeeks } from "./weeks.ts";
import type { Worker } from "./words.ts";

/** Half a year of looks stands on the page. */
const SHOWN_LOOKS = 26;
/** A province that was not looked at for longer has no latest look. */
const LATEST_WITHIN = 8;

export type ProvinceSeen = { code: AreaCode; latest: KeptFinding | undefined };

export type ProvincePast = {
  /** The newest first. */
  looks: KeptFinding[];
  districts: { code: AreaCode; point: Point | undefined }[];
};

/** Who asks comes first. Whoever does not work with sites is refused no_access, whatever is asked. */
export interface ProvinceDesk {
  /** Provinces that lie in the body's area, by their codes; none where it is smaller than a province. */
  list(by: Worker): Promise<Result<ProvinceSeen[]>>;
  /** Refuses unknown_site for a province that is not there, or not in the body's area: never said apart. */
  find(by: Worker, province: AreaCode): Promise<Result<ProvincePast>>;
  /**
   * The latest look once more, each district beside those of its own kab/kota alone; undefined before the first look.
   * Kept nowhere, and no errand follows. Refuses like `find`.
   */
  lookWithin(by: Worker, province: AreaCode): Promise<Result<KeptFinding | undefined>>;
}

export function createProvinceDesk(parts: {
  rows: Pick<WatchRows, "reports" | "findingsSince" | "past">;
  bodies: { all(): Promise<Body[]> };
  /** Every kecamatan of the country. */
  districts: readonly AreaCode[];
  map: DistrictMap;
  clock: Clock;
}): ProvinceDesk {
  const { rows, bodies, districts, map, clock } = parts;
  const provinces = [...new Set(districts.map(provinceOf))].toSorted();

  async function visibleTo(by: Worker): Promise<Result<AreaCode[]>> {
    const body = askingBody(await bodies.all(), by.agency);
    return body.ok ? ok(provinces.filter((code) => maySee(body.value, code))) : body;
  }

  async function visible(by: Worker, province: AreaCode): Promise<Result<undefined>> {
    const seen = await visibleTo(by);
    if (!seen.ok) return seen;
    return seen.value.includes(province) ? ok(undefined) : refuse("unknown_site");
  }

  return {
    async list(by) {
      const seen = await visibleTo(by);
      if (!seen.ok || seen.value.length === 0) return seen.ok ? ok([]) : seen;
      const since = plusWeeks(latestWeek(clock(), zoneOf(NATION)), -LATEST_WITHIN);
      const newest = new Map<Scope, KeptFinding>();
      for (const kept of await rows.findingsSince(since))
        if (kept.week > (newest.get(kept.scope)?.week ?? "")) newest.set(kept.scope, kept);
      return ok(seen.value.map((code) => ({ code, latest: newest.get(`province:${code}`) })));
    },

    async find(by, province) {
      const may = await visible(by, province);
      if (!may.ok) return may;
      const inside = districts.filter((code) => provinceOf(code) === province);
      return ok({
        looks: await rows.past(`province:${province}`, SHOWN_LOOKS),
        districts: inside.map((code) => ({ code, point: map.centroid(code) })),
      });
    },

    async lookWithin(by, province) {
      const may = await visible(by, province);
      if (!may.ok) return may;
      const [latest] = await rows.past(`province:${province}`, 1);
      if (latest === undefined) return ok(undefined);
      const { scope, week, finding } = latest;
      const reports = await rows.reports(instantOf(plusWeeks(week, 1 - HISTORY)), province);
      const ground = provinceGround(reports, province, districts, map);
      // Held against the threshold of the look that it stands beside.
      const threshold = { weeks: finding.threshold, ownPast: finding.ownPast };
      return ok({ scope, week, finding: lookOver(ground, province, week, threshold, true) });
    },
  };
}
