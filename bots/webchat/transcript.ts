/** What a visit shows: its lines, sealed while they are kept, and the waiting for the next one. */
import type { Clock, Instant, Random } from "../../api/kernel.ts";
import { OpeningError, openJsonInFlight, type PeriodKeys, sealJsonInFlight } from "../../api/vault/index.ts";
import type { Choice } from "../channel.ts";
import type { Visits } from "./ports.ts";

export type Line =
  | { from: "us"; text: string; choices: Choice[]; askPlace?: true }
  | { from: "person"; text: string }
  /** Keeps the visit known while it has nothing to show: just begun, or just erased at the person's wish. */
  | { from: "nobody" };
export type Written = Line & { seq: number; at: Instant };

/** How often to look for lines that another process wrote; within this process a line rings at once. */
const LOOK_AGAIN = 1_000;

export interface Transcript {
  add(visit: string, line: Line, at: Instant): Promise<void>;
  /** In the order in which they were said. Lines whose period key is gone are past reading and left out. */
  read(visit: string): Promise<Written[]>;
  isKnown(visit: string): Promise<boolean>;
  /** Ends the visit: later answers find it unknown. */
  erase(visit: string): Promise<void>;
  /** Erases every line and keeps the visit known, so that the last words of goodbye still find it. */
  clear(visit: string, at: Instant): Promise<void>;
  /** Waits at most `withinMs` for a line of ours after `seq`, or for `seq` to be erased; false when neither came. */
  answered(visit: string, seq: number, withinMs: number): Promise<boolean>;
  /** Ends every wait, so that a closing server does not wait for its visitors. */
  endWaits(): void;
}

/** The visit is part of what is authenticated: a line cannot be moved into another visit. */
const purposeOf = (visit: string): string => `visit-line ${visit}`;

export function createTranscript(parts: {
  visits: Visits;
  periods: () => PeriodKeys;
  random: Random;
  clock: Clock;
}): Transcript {
  const { visits, periods, random } = parts;
  const bells = new Map<string, Set<() => void>>();
  let ending = false;

  function ring(visit: string): void {
    for (const bell of bells.get(visit) ?? []) bell();
  }

  function bellOr(visit: string, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const waiting = bells.get(visit) ?? new Set();
      const timer = setTimeout(woken, ms);
      function woken(): void {
        clearTimeout(timer);
        waiting.delete(woken);
        if (waiting.size === 0) bells.delete(visit);
        resolve();
      }
      bells.set(visit, waiting.add(woken));
    });
  }

  function openLine(sealed: Parameters<typeof openJsonInFlight>[2], visit: string): Line | undefined {
    try {
      return openJsonInFlight<Line>(periods(), purposeOf(visit), sealed);
    } catch (failure) {
      if (failure instanceof OpeningError) return undefined;
      throw failure;
    }
  }

  async function append(visit: string, line: Line, at: Instant): Promise<void> {
    await visits.append(visit, sealJsonInFlight(periods(), purposeOf(visit), line, random), at);
    ring(visit);
  }

  return {
    add: append,
    async read(visit) {
      const rows = await visits.lines(visit, 0);
      const lines = rows.flatMap(({ sealed, seq, at }): Written[] => {
        const line = openLine(sealed, visit);
        return line === undefined ? [] : [{ ...line, seq, at }];
      });
      // Our answer may be written before the words it answers, never be said before them.
      return lines.toSorted(
        (a, b) => a.at - b.at || Number(a.from === "us") - Number(b.from === "us") || a.seq - b.seq,
      );
    },
    isKnown: async (visit) => (await visits.lines(visit, 0)).length > 0,
    async erase(visit) {
      await visits.erase(visit);
      ring(visit);
    },
    async clear(visit, at) {
      await visits.erase(visit);
      await append(visit, { from: "nobody" }, at);
    },
    async answered(visit, seq, withinMs) {
      for (let left = withinMs; ; left -= LOOK_AGAIN) {
        const rows = await visits.lines(visit, seq - 1);
        const erased = seq > 0 && !rows.some((row) => row.seq === seq);
        const ours = rows.some((row) => row.seq > seq && openLine(row.sealed, visit)?.from === "us");
        if (erased || ours) return true;
        if (left <= 0 || ending) return false;
        await bellOr(visit, Math.min(left, LOOK_AGAIN));
      }
    },
    endWaits() {
      ending = true;
      for (const visit of bells.keys()) ring(visit);
    },
  };
}
