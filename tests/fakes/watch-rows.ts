/** The weekly watch in memory, with the promises of the store's (tests/contracts/store/watch.ts). */
import { areaAndAbove, NATION } from "../../api/kernel.ts";
import type { NewOutboxRow } from "../../api/outbox/index.ts";
import type { KeptFinding, KeptThreshold, Outreach, WatchedReport } from "../../api/sites/index.ts";
import type { WatchRows } from "../../api/sites/ports.ts";

export function createFakeWatchRows(reports: WatchedReport[] = []): WatchRows & { notices: NewOutboxRow[] } {
  const findings: KeptFinding[] = [];
  const thresholds: KeptThreshold[] = [];
  let errands: Outreach[] = [];
  const notices: NewOutboxRow[] = [];
  const newest = () => errands.toSorted((a, b) => b.raisedAt - a.raisedAt || (a.id < b.id ? -1 : 1));
  return {
    notices,
    reports: async (since, province = NATION) =>
      reports.filter(({ filedAt, area }) => filedAt >= since && areaAndAbove(area).includes(province)),
    findingsSince: async (from) => findings.filter(({ week }) => week >= from),
    past: async (wanted, most) =>
      findings
        .filter(({ scope }) => scope === wanted)
        .toSorted((a, b) => (a.week < b.week ? 1 : -1))
        .slice(0, most),
    async keep(kept, raised, rows) {
      if (findings.some(({ scope, week }) => scope === kept.scope && week === kept.week)) return false;
      findings.push(kept);
      errands.push(...raised);
      notices.push(...rows);
      return true;
    },
    thresholdsSince: async (from) => thresholds.filter(({ week }) => week >= from),
    async keepThresholds(kept) {
      const same = (one: KeptThreshold, other: KeptThreshold) =>
        one.province === other.province && one.look === other.look && one.week === other.week;
      thresholds.push(...kept.filter((one) => !thresholds.some((other) => same(one, other))));
    },
    outreach: async () => newest(),
    outreachSince: async (since) => newest().filter(({ raisedAt }) => raisedAt >= since),
    async decideOutreach(id, decided) {
      errands = errands.map((errand) => (errand.id === id ? { ...errand, decided } : errand));
    },
  };
}
