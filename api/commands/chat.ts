/** `npm run chat`: the citizen's chat in the terminal, through the running server, or by itself when none runs. */
import { chatInTerminal } from "../../bots/console/index.ts";
import { isServed } from "../../bots/socket/index.ts";
import { createTexts } from "../../locales/index.ts";
import { compose, demoLines } from "../compose/index.ts";
import { currentEnvironment, readConfig, type Config } from "../config.ts";
import { createLogger } from "../log.ts";
import { runCommand } from "./run.ts";

const texts = createTexts();
const { DATA_DIR, DATABASE_URL } = currentEnvironment();
// Faults in other settings are the server's to report.
const read = readConfig({ DATA_DIR, DATABASE_URL });

async function chat({ terminalSocket }: Config): Promise<boolean> {
  const { stdin, stdout } = process;
  return (
    (await chatInTerminal({ socketPath: terminalSocket, input: stdin, output: stdout, texts })) === "ended"
  );
}

/** Opens the embedded database for as long as the chat lasts; nothing is heard but this terminal. */
async function chatAlone(config: Config): Promise<boolean> {
  const house = await compose({ ...config, role: "bots" }, { texts, logger: createLogger("silent") });
  try {
    const { demo } = await house.start();
    process.stdout.write(
      demoLines(demo, texts)
        .map((line) => `${line}\n`)
        .join(""),
    );
    return await chat(config);
  } finally {
    await house.stop();
  }
}

async function run(): Promise<boolean> {
  if ("faults" in read) return false;
  // On a database server other processes keep the house; here there is only the terminal's own end.
  const alone = read.config.databaseUrl === undefined && !(await isServed(read.config.terminalSocket));
  return alone ? chatAlone(read.config) : chat(read.config);
}

await runCommand(texts, run);
