/** What a mail server's answer, or its silence, means for a notice. */
import { MINUTE, SECOND } from "../../api/kernel.ts";
import { codeOf } from "../../api/log.ts";
import type { Undelivered } from "../channel.ts";

/**
 * RFC 5321 §4.2.1: 4yz is "try again", 5yz is "not ever". Refused credentials are the installation's fault, not the
 * address's, and may be mended. When the connection went after the message began to leave, the server may have it
 * although its answer never came (§4.5.3.2.6), so a second try may wake an officer twice.
 */
export function deliveryOf(fault: {
  failure: unknown;
  begun: boolean;
}): Undelivered | { kind: "unsure"; code: string } {
  const { responseCode } = (fault.failure ?? {}) as { responseCode?: unknown };
  const code = codeOf(fault.failure);
  if (typeof responseCode === "number" && responseCode >= 400) {
    const answered = `smtp_${responseCode}`;
    const final = responseCode >= 500 && code !== "EAUTH";
    return final ? { kind: "gone", code: answered } : { kind: "later", afterMs: 5 * MINUTE, code: answered };
  }
  if (fault.begun) return { kind: "unsure", code };
  // An address that no server would be asked for never becomes one.
  if (code === "EENVELOPE") return { kind: "gone", code };
  return { kind: "later", afterMs: 30 * SECOND, code };
}
