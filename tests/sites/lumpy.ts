/** A province in which nothing moves, but reports come in pairs now and then, as when two neighbours write of one night. */
import { instant, type AreaCode, type IncidentId } from "../../api/kernel.ts";
import { chanceOf } from "../../api/insight/relocation/random.ts";
import type { WatchedReport } from "../../api/sites/index.ts";

const WEEK = 7 * 86_400_000;

/** `weeks` weeks of fourteen reports, the latest in the week before `monday`; `pairs`: share of visits that leave two. */
export function lumpyHistory(
  districts: readonly AreaCode[],
  { monday, weeks, pairs, seed }: { monday: number; weeks: number; pairs: number; seed: number },
): WatchedReport[] {
  const chance = chanceOf(seed, 1);
  const weights = districts.map(() => Math.exp(3 * chance()));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const anyDistrict = (): AreaCode => {
    let left = chance() * sum;
    const at = weights.findIndex((weight) => (left -= weight) < 0);
    return districts[at] as AreaCode;
  };
  const reports: WatchedReport[] = [];
  for (let week = weeks; week > 0; week--) {
    for (let left = 14; left > 0; ) {
      const area = anyDistrict();
      const told = chance() < pairs ? 2 : 1;
      left -= told;
      for (let one = 0; one < told; one++)
        reports.push({
          incident: `incident-${seed}-${reports.length}` as IncidentId,
          area,
          filedAt: instant(monday - week * WEEK + 2 * 86_400_000 + one * 3_600_000),
          category: "hidden_prostitution",
        });
    }
  }
  return reports;
}
