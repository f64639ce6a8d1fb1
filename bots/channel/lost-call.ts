/** A call to a network that got no answer: did it leave at all? Nothing of the error goes further but a code. */

export type LostCall =
  /** No connection came about: the network has seen nothing. */
  | { kind: "never_left"; code: string }
  /** The request may have been carried out; its answer was lost. */
  | { kind: "no_answer"; code: string };

/** Node's codes for a connection that was never made; all others may have come after the request had left. */
const NEVER_LEFT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO_|UNABLE_TO_|SELF_SIGNED_)/;

/** Reads the error of an HTTP client; whatever it is, the code has no word of it but Node's own. */
export function lostCall(error: unknown): LostCall {
  const code = networkCode(error);
  return NEVER_LEFT.test(code) ? { kind: "never_left", code } : { kind: "no_answer", code };
}

function networkCode(error: unknown): string {
  const { code, type, name } = (error ?? {}) as { code?: unknown; type?: unknown; name?: unknown };
  const found = [code, type, name].find((value) => typeof value === "string");
  return typeof found === "string" && /^[\w-]{1,40}$/.test(found) ? found : "network";
}
