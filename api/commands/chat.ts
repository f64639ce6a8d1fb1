/** `npm run chat`: the citizen's chat in the terminal, through the running server's socket. */
import { chatInTerminal, consoleSocketPath } from "../../bots/console/index.ts";
import { createTexts } from "../../locales/index.ts";
import { readConfig } from "../config.ts";

const texts = createTexts();
const read = readConfig({ DATA_DIR: process.env["DATA_DIR"] });
const dataDir = "config" in read ? read.config.dataDir : "data";
const ended = await chatInTerminal({
  socketPath: consoleSocketPath(dataDir),
  input: process.stdin,
  output: process.stdout,
  texts,
});
if (ended === "not_running") {
  process.stderr.write(`${texts.say("id", "command.chat.not_running")}\n`);
  process.exitCode = 1;
}
