/** What an operator asks for, from a form or a terminal. */
import type { PairingWish } from "./words.ts";

/**
 * A wish from any JSON; undefined when it is none. A number may be written as people write it, "+62 812-…" or "0812 …",
 * the latter taken for one of Indonesia.
 */
export function wishFrom(asked: unknown): PairingWish | undefined {
  const { ask, number } = (asked ?? {}) as Record<string, unknown>;
  switch (ask) {
    case "qr":
    case "stop":
    case "unpair":
    case "reconnect":
      return { ask };
    case "code": {
      const digits = typeof number === "string" ? number.replace(/[\s+().-]/g, "").replace(/^0/, "62") : "";
      return /^\d{8,15}$/.test(digits) ? { ask, number: digits } : undefined;
    }
    default:
      return undefined;
  }
}
