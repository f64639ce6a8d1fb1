/** `node --import ./tests/servers/whatsapp/preload.ts api/main.ts`: the bot trusts the peer whose root is in WHATSAPP_PEER_ROOT. */
import { trustRoot } from "./certificate.ts";

const rootKey = process.env["WHATSAPP_PEER_ROOT"];
if (rootKey === undefined) throw new Error("WHATSAPP_PEER_ROOT holds the hex of the peer's certificateKey");
trustRoot(rootKey);
