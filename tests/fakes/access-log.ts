/** An access log in an array; `broken` makes every record fail, as a full disk would. */
import type { AccessLog } from "../../api/queue/index.ts";

type Entry = Parameters<AccessLog["record"]>[0];
export type FakeAccessLog = AccessLog & { entries: Entry[]; broken: boolean };

export function createAccessLog(): FakeAccessLog {
  const log: FakeAccessLog = {
    entries: [],
    broken: false,
    async record(entry) {
      if (log.broken) throw new Error("the log cannot be written");
      log.entries.push(entry);
    },
    async of(_actor, id) {
      return log.entries
        .filter((entry) => entry.case === id)
        .map(({ at, officer, agency, act }) => ({ at, officer, agency, act }));
    },
  };
  return log;
}
