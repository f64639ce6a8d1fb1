/** Collecting: people tell in fragments; we listen, say so rarely, and wait for "sudah". */
import type { Memory } from "../memory.ts";
import { go, sayAndAsk, stay, andThen, type Move } from "../move.ts";
import { goOn } from "../next.ts";
import type { Option } from "../options.ts";
import { keepSaid, listening } from "../keep.ts";
import { hasContent, isOffTopic } from "../understanding.ts";
import { DONE, isSmallTalk } from "../vocabulary.ts";
import type { World } from "../words.ts";
import type { StepRules } from "./rules.ts";

const FINISHED: Option = { value: "done", key: "bot.choice.done", words: [...DONE, "thats all"] };

/** Something beyond greetings was said, so that "itu saja" makes sense. */
const toldSomething = ({ draft }: Memory): boolean =>
  draft?.parts.some(({ text }) => !isSmallTalk(text)) ?? false;

export const telling: StepRules<{ at: "telling" }> = {
  ask(_step, memory) {
    if (!toldSomething(memory)) return [{ key: "bot.telling.start" }];
    return [{ key: memory.greeted ? "bot.telling.heard" : "bot.telling.first" }];
  },
  options: (_step, memory) => (toldSomething(memory) ? [FINISHED] : []),
  choose: (_value, _step, memory, world) => finished(memory, world),
  hear(text, _step, memory, world) {
    return andThen(keepSaid(memory, text, world), (kept) => {
      const { draft } = kept;
      if (draft !== undefined && isOffTopic(draft, world)) return go(kept, { at: "off_topic" });
      const heard = listening(kept, text, world);
      return { ...stay(heard.memory), asks: heard.speak };
    });
  },
  skip: (_step, memory, world) => finished(memory, world),
};

/** "Sudah": on to what is missing; with nothing told yet, an open ear once more. */
function finished(memory: Memory, world: World): Move {
  if (memory.draft === undefined || !toldSomething(memory)) return sayAndAsk(memory);
  if (!hasContent(memory.draft, world)) return sayAndAsk(memory, { key: "bot.telling.too_little" });
  return goOn(memory, world);
}
