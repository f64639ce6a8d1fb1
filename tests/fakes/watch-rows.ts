/** The weekly watch in memory, with the promises of the store's (tests/contracts/store/watch.ts). */
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
    reports: async (since) => reports.filter(({ filedAt }) => filedAt >= since),
    findingsSince: async (from) => findings.filter(({ week }) => week >= from),
    latest: async (wanted) =>
      findings
        .filter(({ scope }) => scope === wanted)
        .toSorted((a, b) => (a.week < b.week ? 1 : -1))
        .at(0),
    async keep(kept, outreach, rows) {
      if (findings.some(({ scope, week }) => scope === kept.scope && week === kept.week)) return false;
      findings.push(kept);
      if (outreach !== undefined) errands.push(outreach);
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
