/**
 * The only place that speaks to Meta's Graph API. Its errors repeat what was sent and to whom: nothing of them leaves
 * this file but a status and a number from Meta's list.
 */
import { SECOND } from "../../api/kernel.ts";
import { lostCall, type LostCall } from "../channel.ts";

/** Meta answers within seconds; the courier's lease is longer than this. */
const ANSWER_WITHIN = 30 * SECOND;

/** Meta said no. `error` is its number for why; undefined when its answer had none. */
export type Refused = { kind: "refused"; status: number; error: number | undefined };
export type Fault = Refused | LostCall;

export type Answer<T> = { ok: true; value: T } | { ok: false; fault: Fault };

export type Client = {
  /** Whether Meta knows this number under this token. */
  lookUp(): Promise<Answer<undefined>>;
  /** Sends one message; gives Meta's id of it. */
  send(body: object): Promise<Answer<string>>;
};

export type ClientParts = {
  token: string;
  phoneNumberId: string;
  /** `https://graph.facebook.com`, or where a test stands in for it. */
  apiRoot: string;
  /** `v25.0`, say. */
  version: string;
};

export function createClient({ token, phoneNumberId, apiRoot, version }: ClientParts): Client {
  const number = `${apiRoot}/${version}/${phoneNumberId}`;

  async function call(url: string, body: object | undefined): Promise<Answer<unknown>> {
    try {
      const response = await fetch(url, {
        method: body === undefined ? "GET" : "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // A redirect would carry the token, and a reporter's address, to wherever it points.
        redirect: "error",
        signal: AbortSignal.timeout(ANSWER_WITHIN),
      });
      const answer: unknown = await response.json().catch(() => undefined);
      if (response.ok) return { ok: true, value: answer };
      return { ok: false, fault: { kind: "refused", status: response.status, error: errorIn(answer) } };
    } catch (failure) {
      return { ok: false, fault: lostCall((failure as { cause?: unknown }).cause ?? failure) };
    }
  }

  return {
    async lookUp() {
      const answer = await call(`${number}?fields=id`, undefined);
      return answer.ok ? { ok: true, value: undefined } : answer;
    },
    async send(body) {
      const answer = await call(`${number}/messages`, body);
      if (!answer.ok) return answer;
      const id = idIn(answer.value);
      // Accepted, and no name for it: it cannot be recognised should Meta give it back.
      return id === undefined
        ? { ok: false, fault: { kind: "no_answer", code: "no_id" } }
        : { ok: true, value: id };
    },
  };
}

function errorIn(answer: unknown): number | undefined {
  const code = (answer as { error?: { code?: unknown } } | null | undefined)?.error?.code;
  return typeof code === "number" ? code : undefined;
}

function idIn(answer: unknown): string | undefined {
  const messages = (answer as { messages?: unknown } | null | undefined)?.messages;
  const [first] = Array.isArray(messages) ? (messages as unknown[]) : [];
  const id = (first as { id?: unknown } | null | undefined)?.id;
  return typeof id === "string" ? id : undefined;
}
