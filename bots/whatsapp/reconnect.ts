/** What to do when the connection has ended, by its code; measured in Baileys 7.0.0-rc14. */
import { MINUTE, SECOND } from "../../api/kernel.ts";

export type AfterClose =
  | { kind: "again"; afterMs: number }
  /** Our idea of the newest version is too old; asked for once more, then a long pause. */
  | { kind: "new_version"; afterMs: number }
  /** Nothing that we do mends it; the operator is told. */
  | { kind: "stop" }
  /** The account was unlinked at the phone: its keys are worth nothing, and it must be paired anew. */
  | { kind: "forget" };

export type Backoff = {
  /** Milliseconds after the first failure; doubled with each. */
  first: number;
  most: number;
};
export const BACKOFF: Backoff = { first: 2 * SECOND, most: 5 * MINUTE };

/** Answers that a few more tries may mend, and no more than a few. */
const FEW_TRIES = 3;
/** An old version is refused for hours, until somebody publishes the new one. */
const VERSION_PAUSE = 15 * MINUTE;

/**
 * `failures`: closes in a row, this one with them. `chance`: 0 to 1; half of each pause is left to it, so that many
 * bots do not come back in one moment.
 */
export function afterClose(
  code: number,
  failures: number,
  chance: number,
  backoff: Backoff = BACKOFF,
): AfterClose {
  const pause = jittered(Math.min(backoff.most, backoff.first * 2 ** (failures - 1)), chance);
  switch (code) {
    case 515: // restart required, after pairing
      return { kind: "again", afterMs: 0 };
    case 401: // logged out
      return { kind: "forget" };
    case 440: // connection replaced: two servers use one account
    case 402: // temporarily banned
    case 403: // banned
    case 406: // restricted
      return { kind: "stop" };
    case 405: // client outdated
      return { kind: "new_version", afterMs: failures === 1 ? pause : jittered(VERSION_PAUSE, chance) };
    case 411: // multi-device mismatch
    case 500: // bad session
      return failures > FEW_TRIES ? { kind: "stop" } : { kind: "again", afterMs: pause };
    default: // 408 lost, 428 dropped, 503 unavailable, and what nobody has seen yet
      return { kind: "again", afterMs: pause };
  }
}

const jittered = (ms: number, chance: number): number => Math.round(ms * (0.5 + chance / 2));
