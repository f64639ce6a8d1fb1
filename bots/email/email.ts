/** Notices by SMTP, one connection each: they are few, and a fault of one is then no fault of the next. */
import { MINUTE, SECOND } from "../../api/kernel.ts";
import type { Log } from "../../api/log.ts";
import type { Channel, ChannelName } from "../channel.ts";
import { deliveryOf } from "./delivery.ts";
import { type Posted, post } from "./post.ts";

const EMAIL = "email" as ChannelName;

export type EmailParts = {
  /** `smtp://user:password@host:587` or `smtps://…`; appears in no log. */
  smtpUrl: string;
  /** `Lapor Aman <lapor@example.go.id>`. */
  from: string;
  /** The same for every notice, and as content-free as they are. */
  subject: string;
  log: Log;
};

/**
 * Throws at once on something that is no URL. `start` does not wait for the mail server: a notice that cannot leave
 * now leaves later.
 */
export function createEmail({ smtpUrl, from, subject, log }: EmailParts): Channel {
  if (!URL.canParse(smtpUrl)) throw new Error("SMTP_URL is not a URL");
  const server = new URL(smtpUrl);
  const leaving = new Set<Promise<Posted>>();
  let open = false;

  return {
    name: EMAIL,
    abilities: { buttons: false, pauseMs: SECOND },
    async start() {
      open = true;
    },
    async stop() {
      open = false;
      await Promise.all(leaving);
    },
    async say(address, { text }) {
      if (!open) return { kind: "later", afterMs: MINUTE, code: "email_stopped" };
      const posting = post(server, { from, to: address, subject, text });
      leaving.add(posting);
      const posted = await posting.finally(() => leaving.delete(posting));
      if (posted.ok) return { kind: "delivered" };
      const delivery = deliveryOf(posted);
      log("warn", "email_not_delivered", { outcome: delivery.kind, code: delivery.code });
      return delivery;
    },
  };
}
