/** Starts everything, says where it is, and stops in order. */
import { compose, greeting, reasonOf } from "./compose/index.ts";
import { currentEnvironment, readConfig, type Config } from "./config.ts";
import { createLogger } from "./log.ts";
import { createTexts } from "../locales/index.ts";

/** EX_CONFIG of sysexits.h. */
const WRONG_SETTING = 78;

const texts = createTexts();
const say = (key: string, params?: Record<string, string | number>) =>
  texts.say("id", `command.${key}`, params);
const print = (line: string) => process.stdout.write(`${line}\n`);

const read = readConfig(currentEnvironment());
if ("faults" in read) {
  const lines = read.faults.map(({ setting, fault, params }) =>
    say("setting.line", { setting, fault: say(`setting.${fault}`, params) }),
  );
  process.stderr.write(`${[say("setting.intro"), ...lines].join("\n")}\n`);
  process.exitCode = WRONG_SETTING;
} else {
  await run(read.config);
}

async function run(config: Config): Promise<void> {
  try {
    const house = await compose(config, { texts, logger: createLogger(config.logLevel) });
    let stopping = false;
    const stop = async (): Promise<void> => {
      if (stopping) return;
      stopping = true;
      print(say("start.stopping"));
      await house.stop();
      process.exit(0);
    };
    process.on("SIGTERM", () => void stop());
    process.on("SIGINT", () => void stop());
    // One write: whoever starts us and reads along sees all of it or nothing yet.
    print(greeting(config, await house.start(), texts).join("\n"));
  } catch (failure) {
    process.stderr.write(`${say("start.failed", { reason: reasonOf(failure) })}\n`);
    process.exit(1);
  }
}
