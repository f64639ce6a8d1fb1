/** The linked WhatsApp account: the channel where it is held, or the way to its desk where only the page is. */
import { join } from "node:path";
import type { Inbox } from "../../bots/channel.ts";
import {
  createDesk,
  createRemoteDesk,
  createState,
  createWhatsapp,
  type Whatsapp,
} from "../../bots/whatsapp/index.ts";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import type { PairingDesk } from "../web/index.ts";
import type { Foundation } from "./foundation.ts";

export type LinkedWhatsapp = { channel: Whatsapp | undefined; desk: PairingDesk };

/** Undefined when it is not turned on. One process holds the line; a second one would push the first off. */
export function openWhatsapp(
  { whatsapp, role, dataDir, whatsappSocket }: Config,
  { store, keys, clock, random }: Foundation,
  { inbox, log }: { inbox: Inbox; log: Log },
): LinkedWhatsapp | undefined {
  if (whatsapp === undefined) return undefined;
  const shared = { rows: store.whatsappState, periods: () => keys.periods.now(), random, clock };
  if (role === "web")
    return { channel: undefined, desk: createRemoteDesk({ state: createState(shared), clock }) };
  const { version, ...settings } = whatsapp;
  const channel = createWhatsapp({
    ...shared,
    ...settings,
    ...(version === undefined ? {} : { version }),
    spoolPath: join(dataDir, "spool", "whatsapp.spool"),
    pairingSocket: whatsappSocket,
    remoteDesk: role === "bots",
    inbox,
    log,
  });
  return { channel, desk: createDesk(channel) };
}
