/** The daily round of period keys: what is in flight moves on to today's key, and then the keys of past days go. */
import { after, DAY, type Clock, type InFlight, type Instant, type Random } from "../kernel.ts";
import { SKETCH_PERIOD_DAYS, type OpenedKeys } from "../keyfiles.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/index.ts";
import { OpeningError, resealInFlight, type PeriodKeys } from "../vault/index.ts";

/** The link and everything that waits to leave live for 72 hours; one more day for a server that stood still. */
export const PERIOD_KEYS_LAST_DAYS = 4;

/** Longer than any key lasts. */
const UNHEARD_LASTS = 7 * DAY;

/**
 * Every process takes up the keys of a new day, fortnight or flood count, and lets go of those that another process
 * has deleted: a key that lived on in some memory could still be used, or tried, after its time.
 */
export function turnKeys(keys: Pick<OpenedKeys, "periods" | "sketches" | "throttle">, now: Instant): void {
  keys.periods.turn(now);
  keys.sketches.turn(now);
  keys.throttle.turn(now);
  keys.throttle.retire(0);
}

type Parts = {
  store: Pick<Store, "reseal" | "retention">;
  /** What lies under names of its day as well, and so moves by itself. */
  renewals?: (() => Promise<{ resealed: number; unopened: number }>)[];
  keys: Pick<OpenedKeys, "periods" | "sketches">;
  clock: Clock;
  random: Random;
  log: Log;
};

/**
 * Reseals first and deletes keys after it, never the other way round: a message that nobody has handled yet must
 * not lose its key. When resealing fails, it throws and every key stays. A row that does not open any more is left
 * and counted: its key is gone already, or it is damaged, and deleting it would hide that. Only a message that waited
 * for a week under a key that is gone is ended, by its code in the log.
 */
export async function renewPeriods({ store, renewals = [], keys, clock, random, log }: Parts): Promise<void> {
  keys.periods.turn(clock());
  const periods = keys.periods.now();
  let unopened = 0;
  let resealed = await store.reseal((purpose, sealed) => {
    const anew = renewed(periods, purpose, sealed, random);
    if (anew === "unopened") unopened += 1;
    return anew === "unopened" ? undefined : anew;
  });
  for (const renew of renewals) {
    const moved = await renew();
    resealed += moved.resealed;
    unopened += moved.unopened;
  }
  const retired = keys.periods.retire(PERIOD_KEYS_LAST_DAYS).length;
  await endUnheard({ store, keys, clock, log });
  await renewSketches({ store, keys, clock });
  log(unopened > 0 ? "warn" : "info", "periods_renewed", { resealed, unopened, retired });
}

/**
 * A message whose key is gone can never be heard, and would be tried for ever. It is ended late, so that whoever has
 * merely mislaid the key files has a week of warnings to bring them back, and never in silence.
 */
async function endUnheard({ store, keys, clock, log }: Pick<Parts, "store" | "keys" | "clock" | "log">) {
  const [oldest] = [...keys.periods.now().keys.keys()].toSorted();
  if (oldest === undefined) return;
  const lost = await store.retention.endUnheard(oldest, after(clock(), -UNHEARD_LASTS));
  if (lost > 0) log("error", "messages_lost_with_their_key", { lost });
}

/** Sketches go first: one whose key is gone could be compared with nothing and would only lie about. */
async function renewSketches({ store, keys, clock }: Pick<Parts, "store" | "keys" | "clock">): Promise<void> {
  keys.sketches.turn(clock());
  const before = Date.parse(keys.sketches.now().current) - SKETCH_PERIOD_DAYS * DAY;
  await store.retention.forgetSketches(new Date(before).toISOString().slice(0, 10));
  keys.sketches.retire(SKETCH_PERIOD_DAYS);
}

function renewed(
  periods: PeriodKeys,
  purpose: string,
  sealed: Uint8Array,
  random: Random,
): Uint8Array | undefined | "unopened" {
  try {
    return resealInFlight(periods, purpose, sealed as InFlight, random);
  } catch (failure) {
    if (failure instanceof OpeningError) return "unopened";
    throw failure;
  }
}
