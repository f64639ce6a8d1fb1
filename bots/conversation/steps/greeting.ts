/** A newcomer: who we are and what we cannot hide, in a few lines; a story starts a draft at once. */
import type { Memory } from "../memory.ts";
import { go, say, sayAndAsk, andThen, type Move } from "../move.ts";
import type { Option } from "../options.ts";
import { isNewcomer, keepSaid, sayNumbers } from "../keep.ts";
import { isCry, isQuestion, isSmallTalk } from "../vocabulary.ts";
import type { World } from "../words.ts";
import { fearIn } from "../fears.ts";
import { isOffTopic } from "../understanding.ts";
import type { StepRules } from "./rules.ts";

const OPTIONS: readonly Option[] = [
  {
    value: "report",
    key: "bot.choice.report",
    words: [
      "lapor",
      "laporan",
      "mau lapor",
      "saya mau lapor",
      "cerita",
      "mau cerita",
      "saya mau cerita",
      "report",
      "i want to report",
      "tell my story",
    ],
  },
  {
    value: "ask",
    key: "bot.choice.ask_first",
    words: [
      "tanya",
      "tanya dulu",
      "mau tanya",
      "mau tanya dulu",
      "nanya dulu",
      "ask",
      "ask first",
      "i want to ask",
    ],
  },
  {
    value: "code",
    key: "bot.choice.have_code",
    words: ["kode", "punya kode", "saya punya kode", "ada kode", "code", "i have a code"],
  },
];

export const greeting: StepRules<{ at: "greeting" }> = {
  ask: (_step, memory) => [{ key: memory.greeted ? "bot.greeting.again" : "bot.greeting.welcome" }],
  options: () => OPTIONS,
  choose(value, step, memory) {
    if (value === "ask") return go(memory, { at: "ask_first", back: step });
    if (value === "code") return go(memory, { at: "code", back: step });
    return go(memory, { at: "telling" });
  },
  hear(text, step, memory, world) {
    if (isCry(text)) return cry(text, memory, world);
    const report = world.assess(text, {}).category !== "not_a_report";
    const fear = report ? undefined : fearIn(text);
    if (fear !== undefined) {
      const answered = say(memory, { key: `bot.fear.${fear}` });
      return andThen(answered, (now) => go(now, { at: "ask_first", back: step, more: true }));
    }
    const kept = keepSaid(memory, text, world);
    const nothingYet = isSmallTalk(text) || (isQuestion(text) && !report);
    return andThen(kept, (now) => {
      if (nothingYet) return sayAndAsk(now);
      const off = now.draft !== undefined && isOffTopic(now.draft, world);
      return go({ ...now, unanswered: 1 }, { at: off ? "off_topic" : "telling" });
    });
  },
};

/** A cry for help is answered with people to call and an open ear, never with a menu. */
export function cry(text: string, memory: Memory, world: World): Move {
  const newcomer = isNewcomer(memory);
  return andThen(keepSaid(memory, text, world), (kept) => {
    if (!newcomer) return sayNumbers("bot.cry.again", kept, world);
    return sayNumbers("bot.cry.newcomer", { ...kept, turn: kept.turn + 1, step: { at: "telling" } }, world);
  });
}
