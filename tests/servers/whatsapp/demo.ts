/**
 * A chat in the terminal with the real product over WhatsApp, without WhatsApp: `npm run demo:whatsapp`. Starts the
 * server on a folder of its own that is removed at the end, links it to the peer, and lets you be a citizen.
 */
import { newDataDir, removeDataDir, startHouse } from "../house.ts";
import { openPlay } from "../play.ts";
import { linkHouse, startHouseOnWhatsApp } from "../whatsapp-house.ts";
import { startWhatsAppPeer, type Contact, type Offer } from "./index.ts";

const HELP = `
Type to write to the hotline. A line that begins with ":" is an act:
  :image :video :voice :document :sticker :contact :location   offer one
  :call          ring                          :timer N      messages disappear after N seconds (0: off)
  :edit TEXT     correct the last line         :revoke       take the last line back
  :lose          forget the Signal session     :damaged TEXT a message whose first copy cannot be read
  :cut [CODE]    WhatsApp ends the line (428)  :chat         what stands in the chat
  :quit`;
const OFFERS = new Set(["image", "video", "voice", "document", "sticker", "contact", "location"]);

const play = openPlay();
const dataDir = newDataDir();
play.print("Preparing a demonstration; this takes some seconds…");
const seeded = await startHouse(dataDir);
await seeded.stop();
const peer = await startWhatsAppPeer();
const house = await startHouseOnWhatsApp(dataDir, peer);
await linkHouse(house, peer);
await peer.sessions.online();

const citizen = peer.contact();
let last = "";
const accounts = seeded.accounts.map(({ signIn, passphrase }) => `  ${signIn}: ${passphrase}`).join("\n");
play.print(`The server runs at ${house.url}/masuk, with these accounts:\n${accounts}\n${HELP}\n`);
void showReplies(citizen);
await play.run(act);
await house.stop();
await peer.stop();
removeDataDir(dataDir);
process.exit();

async function act(words: string): Promise<void> {
  const [command = "", ...rest] = words.split(" ");
  const argument = rest.join(" ");
  if (!command.startsWith(":")) {
    last = await citizen.write(words);
    return;
  }
  if (OFFERS.has(command.slice(1))) {
    last = await citizen.offer(command.slice(1) as Offer);
    return;
  }
  switch (command) {
    case ":call":
      return citizen.call();
    case ":edit":
      return citizen.edit(last, argument);
    case ":revoke":
      return citizen.revoke(last);
    case ":timer":
      return citizen.setTimer(Number(argument));
    case ":lose":
      return citizen.loseSession();
    case ":damaged":
      last = await citizen.write(argument, { undecryptableFirst: true });
      return;
    case ":cut":
      return peer.sessions.drop(argument === "" ? undefined : Number(argument));
    case ":chat":
      for (const text of citizen.reads()) play.print(`  bot: ${text}`);
      return;
    default:
      play.print(HELP);
  }
}

/** Prints what the bot writes, as it comes. */
async function showReplies(person: Contact): Promise<void> {
  for (;;) {
    const { text, kind, expiration, revoked } = await person.next(2 ** 31 - 1);
    const timer = expiration === undefined ? "" : ` (disappears after ${expiration} s)`;
    const line = text ?? `[${kind}${revoked === undefined ? "" : ` ${revoked}`}]`;
    play.print(`\nbot>${timer} ${line.replaceAll("\n", "\n     ")}`);
  }
}
