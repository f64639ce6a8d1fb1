/** Which platform posts where: the web part's routes, and the channel behind each. */
import { SECRET_HEADER, type Telegram } from "../../bots/telegram/index.ts";
import { SIGNATURE_HEADER, type WhatsappCloud } from "../../bots/whatsapp-cloud/index.ts";
import type { Webhook } from "../web/index.ts";

export const TELEGRAM_WEBHOOK = "/webhook/telegram";
export const WHATSAPP_CLOUD_WEBHOOK = "/webhook/whatsapp-cloud";

export function webhooksOf(channels: {
  telegram: Telegram | undefined;
  whatsappCloud: WhatsappCloud | undefined;
}): Webhook[] {
  const { telegram, whatsappCloud } = channels;
  const webhooks: Webhook[] = [];
  const take = telegram?.webhook;
  if (take !== undefined) {
    webhooks.push({
      path: TELEGRAM_WEBHOOK,
      receive: async ({ headers, bytes }) =>
        (await take({ secretHeader: headers[SECRET_HEADER], body: jsonIn(bytes) })).status,
    });
  }
  if (whatsappCloud !== undefined) {
    const { receive, verify } = whatsappCloud.webhook;
    webhooks.push({
      path: WHATSAPP_CLOUD_WEBHOOK,
      receive: async ({ headers, bytes }) =>
        (await receive({ signature: headers[SIGNATURE_HEADER], bytes })).status,
      verify: (query) =>
        verify({
          mode: query["hub.mode"],
          token: query["hub.verify_token"],
          challenge: query["hub.challenge"],
        }),
    });
  }
  return webhooks;
}

/** Undefined for what is no JSON: the channel refuses it like every other body that is not its platform's. */
function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    return undefined;
  }
}
