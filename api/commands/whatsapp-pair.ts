/** `npm run whatsapp:pair`: links the WhatsApp account from the terminal, through the server that runs here or alone. */
import { isServed } from "../../bots/socket/index.ts";
import { pairInTerminal, wishFrom, type PairingWish } from "../../bots/whatsapp/index.ts";
import { createTexts } from "../../locales/index.ts";
import { compose } from "../compose/index.ts";
import { currentEnvironment, readConfig, type Config } from "../config.ts";
import { createLogger } from "../log.ts";
import { runCommand } from "./run.ts";

const NEEDED = /^(DATA_DIR|DATABASE_URL|SERVER_KEY_FILE|PEPPER_FILE|WHATSAPP_(?!CLOUD_)\w+)$/;

const texts = createTexts();
const tell = (key: string) => process.stdout.write(`${texts.say("id", `command.whatsapp.${key}`)}\n`);

/** The wish in the arguments; "usage" when they make none. Without arguments: a QR code. */
function wishIn([first, ...rest]: string[]): PairingWish | undefined | "usage" {
  if (rest.length > 0) return "usage";
  if (first === undefined) return { ask: "qr" };
  if (first === "--status") return undefined;
  if (first === "--unpair") return { ask: "unpair" };
  if (first === "--reconnect") return { ask: "reconnect" };
  return wishFrom({ ask: "code", number: first }) ?? "usage";
}

async function pair(config: Config, wish: PairingWish | undefined): Promise<boolean> {
  const { whatsappSocket: socketPath, databaseUrl } = config;
  const talk = () => pairInTerminal({ socketPath, wish, output: process.stdout, texts });
  if (await isServed(socketPath)) return (await talk()) === "done";
  if (databaseUrl !== undefined) {
    // On a database server the line belongs to the bots process; a second one would push it off.
    tell("no_server");
    return false;
  }
  const house = await compose({ ...config, role: "bots" }, { texts, logger: createLogger("silent") });
  try {
    await house.start();
    return (await talk()) === "done";
  } finally {
    await house.stop();
  }
}

async function run(): Promise<boolean> {
  const wish = wishIn(process.argv.slice(2));
  if (wish === "usage") {
    tell("usage");
    return false;
  }
  // Faults in other settings are the server's to report, and its other channels are not needed here.
  const settings = Object.entries(currentEnvironment()).filter(([setting]) => NEEDED.test(setting));
  const read = readConfig(Object.fromEntries(settings));
  if ("faults" in read || read.config.whatsapp === undefined) {
    tell("not_enabled");
    return false;
  }
  return pair(read.config, wish);
}

await runCommand(texts, run);
