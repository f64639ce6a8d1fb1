/** After a message that plainly is no report: what this is for, once, and the way in for whoever means it. */
import { keepSaid, listening } from "../keep.ts";
import { go, stay, andThen } from "../move.ts";
import type { Option } from "../options.ts";
import { isOffTopic } from "../understanding.ts";
import type { StepRules } from "./rules.ts";

const OPTIONS: readonly Option[] = [
  {
    value: "insist",
    key: "bot.choice.is_report",
    words: ["ini laporan", "ini memang laporan", "memang laporan", "lapor", "mau lapor", "this is a report"],
  },
  { value: "ask", key: "bot.choice.ask_first", words: ["tanya", "tanya dulu", "mau tanya", "ask first"] },
];

export const offTopic: StepRules<{ at: "off_topic" }> = {
  ask: () => [{ key: "bot.off_topic" }],
  options: () => OPTIONS,
  choose(value, step, memory) {
    if (value === "ask") return go(memory, { at: "ask_first", back: step });
    const draft = memory.draft && { ...memory.draft, insists: true as const };
    return go({ ...memory, draft, unanswered: 1 }, { at: "telling" });
  },
  hear(text, _step, memory, world) {
    return andThen(keepSaid(memory, text, world), (kept) => {
      if (kept.draft === undefined || !isOffTopic(kept.draft, world)) {
        return go({ ...kept, unanswered: 1 }, { at: "telling" });
      }
      const heard = listening(kept, text, world);
      return { ...stay(heard.memory), asks: heard.speak };
    });
  },
};
