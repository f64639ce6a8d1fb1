/** What Meta posts to us: the web part owns the route, this decides what to answer. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { after, SECOND, type Clock } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import type { Inbox, Returns } from "../channel.ts";
import { readPost, WHATSAPP_CLOUD, type Failure, type Reading } from "./hear.ts";
import { verdictOf } from "./verdict.ts";

/** The header with the signature of the bytes, in the lower case of Node's headers. */
export const SIGNATURE_HEADER = "x-hub-signature-256";

/** `bytes` exactly as they came: JSON read and written again would not be what Meta signed. */
export type WebhookPost = { signature: string | undefined; bytes: Uint8Array };
/** Meta's question, once, whether the address is ours. */
export type WebhookQuestion = { mode?: string; token?: string; challenge?: string };

export type WebhookParts = {
  appSecret: string;
  verifyToken: string;
  phoneNumberId: string;
  canKnock: boolean;
  inbox: Inbox;
  returns: Returns;
  isOpen: () => boolean;
  clock: Clock;
  log: Log;
};

/** So young a failure may have overtaken the courier's note that Meta has the message; Meta is asked to come again. */
const YOUNG = 30 * SECOND;

export function createWebhook(parts: WebhookParts) {
  const { appSecret, verifyToken, inbox, isOpen, log } = parts;

  /**
   * 200 once inbox and outbox have everything, and for what we do not want: anything else would be sent again. 401 for
   * a wrong signature, 400 for what is no post of the platform, 503 while stopped or while the database fails; Meta
   * then tries again for days, and what was taken already is known as a repetition.
   */
  async function receive({ signature, bytes }: WebhookPost): Promise<{ status: number }> {
    if (!isSigned(bytes, signature, appSecret)) {
      log("warn", "whatsapp_cloud_signature_wrong");
      return { status: 401 };
    }
    if (!isOpen()) return { status: 503 };
    const reading = readingOf(bytes);
    if (reading === undefined) return { status: 400 };
    try {
      for (const heard of reading.heard) await inbox.receive(heard);
      const noted = await noteFailures(reading.failures);
      return { status: noted ? 200 : 503 };
    } catch (failure) {
      log("error", "whatsapp_cloud_inbox_failed", { code: codeOf(failure) });
      return { status: 503 };
    }
  }

  /** A post in a shape nobody foresaw must not be redelivered for days: it is dropped, and its code logged. */
  function readingOf(bytes: Uint8Array): Reading | undefined {
    try {
      return readPost(JSON.parse(Buffer.from(bytes).toString("utf8")), parts.phoneNumberId, parts.clock());
    } catch (failure) {
      log("error", "whatsapp_cloud_post_unreadable", { code: codeOf(failure) });
      return undefined;
    }
  }

  /** False when a failure came before its message was written down as taken. */
  async function noteFailures(failures: Failure[]): Promise<boolean> {
    let all = true;
    for (const { receipt, error, at } of failures) {
      const why = verdictOf(error, 200, parts.canKnock);
      const noted = await parts.returns.returned(WHATSAPP_CLOUD, receipt, why);
      log("warn", "whatsapp_cloud_returned", { kind: why.kind, code: why.code, known: noted === "noted" });
      if (noted === "unknown" && after(at, YOUNG) > parts.clock()) all = false;
    }
    return all;
  }

  return {
    receive,
    /** The challenge, as plain text, for whoever knows the token that the operator typed into Meta's form. */
    verify({ mode, token, challenge }: WebhookQuestion): { status: number; text: string } {
      if (mode === "subscribe" && challenge !== undefined && isSame(token ?? "", verifyToken)) {
        return { status: 200, text: challenge };
      }
      log("warn", "whatsapp_cloud_verify_token_wrong");
      return { status: 403, text: "" };
    },
  };
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Equal or not, in a time that does not tell how much of it was right. */
const isSame = (given: string, secret: string): boolean => timingSafeEqual(digest(given), digest(secret));

function isSigned(bytes: Uint8Array, signature: string | undefined, appSecret: string): boolean {
  const expected = createHmac("sha256", appSecret).update(bytes).digest("hex");
  return isSame(signature ?? "", `sha256=${expected}`);
}
