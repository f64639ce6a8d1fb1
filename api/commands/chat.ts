/** `npm run chat`: the citizen's chat in the terminal, through the running server's socket. */
import { chatInTerminal } from "../../bots/console/index.ts";
import { createTexts } from "../../locales/index.ts";
import { currentEnvironment, readConfig } from "../config.ts";

// Only the folder matters here; faults in other settings are the server's to report.
const read = readConfig({ DATA_DIR: currentEnvironment()["DATA_DIR"] });
if ("faults" in read) throw new Error("a data folder alone cannot be wrong");
const ended = await chatInTerminal({
  socketPath: read.config.terminalSocket,
  input: process.stdin,
  output: process.stdout,
  texts: createTexts(),
});
if (ended !== "ended") process.exitCode = 1;
