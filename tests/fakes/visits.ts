/** Web visits in memory. */
import type { InFlight, Instant } from "../../api/kernel.ts";
import type { VisitLine, Visits } from "../../bots/webchat/ports.ts";

/** `failing` makes every call throw, as a database that is down does. */
export type FakeVisits = Visits & { failing: boolean; readonly rows: ReadonlyMap<string, VisitLine[]> };

export function createFakeVisits(): FakeVisits {
  const rows = new Map<string, VisitLine[]>();
  const fake: FakeVisits = {
    failing: false,
    rows,
    async append(visit: string, sealed: InFlight<"visit-line">, at: Instant) {
      check();
      const lines = rows.get(visit) ?? [];
      const seq = (lines.at(-1)?.seq ?? 0) + 1;
      rows.set(visit, [...lines, { seq, at, sealed }]);
      return seq;
    },
    async lines(visit, afterSeq) {
      check();
      return (rows.get(visit) ?? []).filter((line) => line.seq > afterSeq);
    },
    async erase(visit) {
      check();
      rows.delete(visit);
    },
    async forget(idleSince) {
      const idle = [...rows]
        .filter(([, lines]) => (lines.at(-1)?.at ?? 0) < idleSince)
        .map(([visit]) => visit);
      for (const visit of idle) rows.delete(visit);
      return idle.length;
    },
  };
  const check = () => {
    if (fake.failing) throw Object.assign(new Error("the table cannot be reached"), { code: "ECONNREFUSED" });
  };
  return fake;
}
