/**
 * Carrying typed words over a sign-in: sealed under a key that lives only in this process, into a hidden field of the
 * sign-in page. Nothing of it is kept on the server, and the field tells nobody at the screen what was written.
 */
import type { InFlight, OfficerId, Random } from "../kernel.ts";
import { OpeningError, openJsonInFlight, sealJsonInFlight, type PeriodKeys } from "../vault/index.ts";
import type { Typed } from "./unfinished.ts";

/** `shownAt`: the page on which the form stands. `officer`: whose words they are, when that is known. */
export type Carried = Typed & { shownAt: string; officer: OfficerId | undefined };

export interface Carrier {
  pack(carried: Carried): string;
  /** Undefined for a field from before a restart, or an altered one. */
  unpack(field: string | undefined): Carried | undefined;
}

const PURPOSE = "web/carried-form";

export function createCarrier(random: Random): Carrier {
  const keys: PeriodKeys = { current: "process", keys: new Map([["process", random(32)]]) };
  return {
    pack: (carried) => Buffer.from(sealJsonInFlight(keys, PURPOSE, carried, random)).toString("base64url"),
    unpack(field) {
      if (field === undefined || field === "") return undefined;
      try {
        return openJsonInFlight<Carried>(
          keys,
          PURPOSE,
          new Uint8Array(Buffer.from(field, "base64url")) as InFlight,
        );
      } catch (error) {
        if (error instanceof OpeningError) return undefined;
        throw error;
      }
    },
  };
}
