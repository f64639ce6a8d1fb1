/** How a command ends: code 0 when it did what was asked, 1 with a sentence when it could not. */
import type { Texts } from "../../locales/index.ts";
import { reasonOf } from "../compose/index.ts";

/** `act` says whether it succeeded; what it throws is told in words, never as a trace. */
export async function runCommand(texts: Texts, act: () => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await act()) ? 0 : 1;
  } catch (failure) {
    const reason = reasonOf(failure);
    process.stderr.write(`${texts.say("id", "command.start.failed", { reason })}\n`);
    process.exitCode = 1;
  }
}
