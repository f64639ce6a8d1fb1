/** An unsent draft after a long silence. Nothing of it is shown: another hand may hold the phone now. */
import { keepSaid } from "../keep.ts";
import type { Step } from "../memory.ts";
import { go, sayAndAsk, andThen } from "../move.ts";
import type { Option } from "../options.ts";
import { DONE, isSmallTalk, YES } from "../vocabulary.ts";
import type { StepRules } from "./rules.ts";

type Resting = Extract<Step, { at: "resting" }>;

const OPTIONS: readonly Option[] = [
  {
    value: "go_on",
    key: "bot.choice.go_on",
    words: [...YES, ...DONE, "lanjut", "lanjutkan", "lanjut cerita", "go on", "continue"],
  },
  { value: "erase", key: "bot.choice.erase", words: ["hapus", "hapus semua", "erase", "erase everything"] },
];

export const resting: StepRules<Resting> = {
  ask: () => [{ key: "bot.resting.ask" }],
  options: () => OPTIONS,
  choose(value, step, memory) {
    return go(memory, value === "erase" ? { at: "erasing", back: step.back } : step.back);
  },
  hear(text, step, memory, world) {
    if (isSmallTalk(text)) return sayAndAsk(memory);
    return andThen(keepSaid(memory, text, world), (kept) => {
      const resumed = sayAndAsk({ ...kept, unanswered: 1 }, { key: "bot.resting.resumed" });
      return andThen(resumed, (now) => go(now, step.back));
    });
  },
};
