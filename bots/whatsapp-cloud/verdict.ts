/** What a number from Meta's list of errors means for a message, said at once or in a later status. */
import { MINUTE, SECOND } from "../../api/kernel.ts";
import type { Delivery, Undelivered } from "../channel.ts";
import type { Fault } from "./calls.ts";

/** After a fault of Meta's or of the way there; the courier lengthens it with each attempt. */
const SOON = 5 * SECOND;
/** One message in six seconds to one person is what Meta allows for long. */
const PAIR_RATE = 6 * SECOND;
/** More than the number as a whole may send. */
const CROWDED = MINUTE;
/** What time alone does not mend: token, payment, our own text. Somebody must look at the log. */
const LATE = 15 * MINUTE;

type Kind = "window" | "gone" | "soon" | "pair" | "crowded";

/** Source: Meta, "WhatsApp Business Platform: error codes". Whatever is not listed is a fault of ours: later, not gone. */
const KINDS = new Map<number, Kind>([
  [131047, "window"], // more than 24 hours since the person wrote
  [131026, "gone"], // no WhatsApp there, or we are blocked
  [131021, "gone"], // our own number
  [130497, "gone"], // not in this country
  [131000, "soon"],
  [131016, "soon"],
  [131057, "soon"], // our number is under maintenance
  [1, "soon"],
  [2, "soon"],
  [131056, "pair"],
  [130429, "crowded"],
  [131048, "crowded"],
  [80007, "crowded"],
  [4, "crowded"],
]);

/** `canKnock`: an approved template is at hand, which Meta lets through at any time. */
export function verdictOf(error: number | undefined, status: number, canKnock: boolean): Undelivered {
  const code = String(error ?? status);
  const kind =
    (error === undefined ? undefined : KINDS.get(error)) ??
    (status === 429 ? "crowded" : status >= 500 ? "soon" : undefined);
  switch (kind) {
    case "window":
      return { kind: "awaits", code, canKnock };
    case "gone":
      return { kind: "gone", code };
    case "soon":
      return { kind: "later", afterMs: SOON, code };
    case "pair":
      return { kind: "later", afterMs: PAIR_RATE, code };
    case "crowded":
      return { kind: "later", afterMs: CROWDED, code };
    case undefined:
      return { kind: "later", afterMs: LATE, code };
  }
}

export function deliveryOf(
  fault: Fault,
  canKnock: boolean,
): Exclude<Delivery, { kind: "delivered" | "taken" }> {
  switch (fault.kind) {
    case "no_answer":
      return { kind: "unsure", code: fault.code };
    case "never_left":
      return { kind: "later", afterMs: SOON, code: fault.code };
    case "refused":
      return verdictOf(fault.error, fault.status, canKnock);
  }
}

/** Meta complains about what we sent, and not about the person: a plainer letter may pass. */
export const isAboutLetter = (fault: Fault): boolean =>
  fault.kind === "refused" && (fault.error === 100 || fault.error === 131008 || fault.error === 131009);
