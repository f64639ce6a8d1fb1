/** What the store of the weekly watch promises: each week is kept once, with its errand and its pings or not at all. */
import { expect, test } from "vitest";
import type { AgencyId, AreaCode, LocalDay, OfficerId, OutreachId } from "../../../api/kernel.ts";
import type { Finding, KeptFinding, KeptThreshold, Outreach } from "../../../api/sites/index.ts";
import type { WatchRows } from "../../../api/sites/ports.ts";
import { anyId, at } from "./samples.ts";

const FINDING: Finding = {
  verdict: "not_enough",
  weeks: 3,
  incidents: 12,
  shareUnknown: 0.25,
  threshold: 52,
  cluster: undefined,
  surge: false,
  effect: undefined,
};
const kept = (week: string, incidents = 12): KeptFinding => ({
  scope: "province:15" as KeptFinding["scope"],
  week: week as LocalDay,
  finding: { ...FINDING, incidents },
});
const errand = (minute: number): Outreach => ({
  id: anyId<OutreachId>(),
  scope: "province:15" as Outreach["scope"],
  week: "2026-11-09" as LocalDay,
  districts: ["15.71.03" as AreaCode],
  surge: false,
  agencies: [anyId<AgencyId>()],
  raisedAt: at(minute),
  decided: undefined,
});

export function watchContract(ports: () => { watch: WatchRows }): void {
  test("a week is kept once, and whoever comes second writes no errand either", async () => {
    const { watch } = ports();

    const acts = [
      await watch.keep(kept("2026-11-09"), [], []),
      await watch.keep(kept("2026-11-09", 99), [errand(0)], []),
      await watch.keep(kept("2026-11-16", 15), [], []),
    ];

    expect(acts).toEqual([true, false, true]);
    expect(await watch.outreach()).toEqual([]);
    const past = await watch.past(kept("").scope, 5);
    expect(past.map(({ finding }) => finding.incidents)).toEqual([15, 12]);
    expect(await watch.past(kept("").scope, 1)).toEqual(past.slice(0, 1));
    expect((await watch.findingsSince("2026-11-16" as LocalDay)).map(({ week }) => week)).toEqual([
      "2026-11-16",
    ]);
  });

  test("thresholds are kept once for each province, kind of look and week", async () => {
    const { watch } = ports();
    const threshold = (week: string, changes: Partial<KeptThreshold> = {}): KeptThreshold => ({
      province: "15" as AreaCode,
      look: "province",
      week: week as LocalDay,
      threshold: 312,
      replayed: 104,
      alarmsPerYear: 1.0034,
      ...changes,
    });
    const site = threshold("2026-11-09", { look: "site", threshold: 78 });

    await watch.keepThresholds([threshold("2026-08-03"), threshold("2026-11-09")]);
    await watch.keepThresholds([threshold("2026-11-09", { threshold: 52 }), site]);

    expect(await watch.thresholdsSince("2026-11-09" as LocalDay)).toEqual([threshold("2026-11-09"), site]);
  });

  test("an errand keeps the last word that was said of it", async () => {
    const { watch } = ports();
    const [old, fresh] = [errand(0), errand(5)];
    await watch.keep(kept("2026-11-09"), [old], []);
    await watch.keep(kept("2026-11-16"), [fresh], []);
    const decided = { at: at(9), officer: anyId<OfficerId>(), agency: anyId<AgencyId>() };

    await watch.decideOutreach(old.id, { ...decided, outcome: "not_found" });
    await watch.decideOutreach(old.id, { ...decided, outcome: "confirmed" });

    expect(await watch.outreach()).toEqual([
      fresh,
      { ...old, decided: { ...decided, outcome: "confirmed" } },
    ]);
    expect(await watch.outreachSince(at(5))).toEqual([fresh]);
  });
}
