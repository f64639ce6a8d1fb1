/** The real thing as a process of its own, on WhatsApp: its line goes to the peer, whose certificates it trusts. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dial, lineOf, linesFrom } from "../../bots/socket/index.ts";
import type { LineStatus } from "../../bots/whatsapp/index.ts";
import { startHouse, type RunningHouse } from "./house.ts";
import type { WhatsAppPeer } from "./whatsapp/index.ts";

const PRELOAD = fileURLToPath(new URL("./whatsapp/preload.ts", import.meta.url));

/** On a folder that was started before: a channel that is set keeps the demonstration from being made. */
export function startHouseOnWhatsApp(
  dataDir: string,
  peer: WhatsAppPeer,
  more: Record<string, string> = {},
): Promise<RunningHouse> {
  return startHouse(dataDir, {
    WHATSAPP_ENABLED: "yes",
    WHATSAPP_WEB_SOCKET_URL: peer.url,
    WHATSAPP_VERSION: "2.3000.1043857760",
    WHATSAPP_MESSAGES_PER_MINUTE: "100000",
    WHATSAPP_PEER_ROOT: peer.certificateKey,
    NODE_OPTIONS: `--import=${PRELOAD}`,
    ...more,
  });
}

/** What an operator does once with `npm run whatsapp:pair` and the hotline's phone. */
export async function linkHouse({ dataDir }: RunningHouse, { phone }: WhatsAppPeer): Promise<void> {
  const socket = await dial(join(dataDir, "whatsapp.sock"));
  if (socket === undefined) throw new Error("the server does not offer to be linked");
  socket.write(lineOf({ ask: "qr" }));
  let scanned = false;
  for await (const line of linesFrom(socket)) {
    const { state, qr } = line as LineStatus;
    if (qr !== undefined && !scanned) {
      scanned = true;
      await phone.scanQr(qr);
    }
    if (state === "open") break;
  }
  socket.destroy();
}
