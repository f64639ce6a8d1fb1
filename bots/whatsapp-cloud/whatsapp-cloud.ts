/** The channel, put together: opening and closing the way in, and saying. */
import { SECOND, type Clock } from "../../api/kernel.ts";
import type { Log } from "../../api/log.ts";
import type { Channel, Inbox, Returns } from "../channel.ts";
import { createClient, type ClientParts } from "./calls.ts";
import { WHATSAPP_CLOUD } from "./hear.ts";
import { createSay } from "./say.ts";
import { createWebhook, type WebhookPost, type WebhookQuestion } from "./webhook.ts";

export type { WebhookPost, WebhookQuestion };

export type WhatsappCloudParts = ClientParts & {
  /** Signs what Meta posts; without it anybody could write in a reporter's name. */
  appSecret: string;
  /** What the operator types into Meta's form, so that nobody else can point Meta's posts at us. */
  verifyToken: string;
  /** Name of an approved, content-free template; without one, late answers wait in silence. */
  template?: string;
  inbox: Inbox;
  returns: Returns;
  clock: Clock;
  log: Log;
};

export type WhatsappCloud = Channel & {
  /** For the web part's route. */
  webhook: {
    receive(post: WebhookPost): Promise<{ status: number }>;
    verify(question: WebhookQuestion): { status: number; text: string };
  };
};

/** Meta allows bursts and, for long, one message in six seconds; whoever is too quick is told so by error 131056. */
const PAUSE = SECOND;

/**
 * `start` rejects when Meta refuses token or number; when Meta cannot be reached it resolves, because it is Meta who
 * comes to us. There is no `erase`: Meta takes back nothing that a business has sent.
 */
export function createWhatsappCloud(parts: WhatsappCloudParts): WhatsappCloud {
  const { template, log } = parts;
  const client = createClient(parts);
  const taking = new Set<Promise<{ status: number }>>();
  let open = false;
  const webhook = createWebhook({ ...parts, canKnock: template !== undefined, isOpen: () => open });

  return {
    name: WHATSAPP_CLOUD,
    abilities: { buttons: true, pauseMs: PAUSE, networkKeeps: true },
    say: createSay({ client, template, log }),
    webhook: {
      verify: webhook.verify,
      /** Remembers what is being taken in, so that a stop can await it. */
      receive(post) {
        const taken = webhook.receive(post).finally(() => taking.delete(taken));
        taking.add(taken);
        return taken;
      },
    },

    async start() {
      const known = await client.lookUp();
      if (!known.ok) {
        const { fault } = known;
        if (fault.kind === "refused" && fault.status < 500 && fault.status !== 429) {
          const refused = new Error(`meta refused token or number (${fault.status})`);
          // The code is what the operator reads; messages of errors are never shown.
          throw Object.assign(refused, { code: "WHATSAPP_CLOUD_TOKEN_refused" });
        }
        log("warn", "whatsapp_cloud_unreachable", { kind: fault.kind });
      }
      open = true;
      log("info", "whatsapp_cloud_started");
    },

    async stop() {
      open = false;
      await Promise.allSettled(taking);
      log("info", "whatsapp_cloud_stopped");
    },
  };
}
