/** Command words, each a whole message; inside a story they are words of the story. */
import { numbersPrompt } from "./keep.ts";
import { baseOf, type BaseStep, type Memory } from "./memory.ts";
import { go, sayAndAsk, type Move } from "./move.ts";
import { rulesOf } from "./steps/index.ts";
import type { Command } from "./vocabulary.ts";
import type { World } from "./words.ts";

/** Undefined where the word is no command at this point of the talk, and so is something said. */
export function obey(command: Command, memory: Memory, world: World): Move | undefined {
  const { step } = memory;
  const base = baseOf(step);
  switch (command) {
    case "menu":
      return sayAndAsk(memory, numbersPrompt("bot.menu", memory, world));
    case "numbers":
      return sayAndAsk(memory, numbersPrompt("bot.numbers", memory, world));
    case "code":
      return go(memory, { at: "code", back: base });
    case "erase":
      return go(memory, { at: "erasing", back: base });
    case "cancel":
      return cancel(memory, base);
    case "repeat":
      return sayAndAsk(memory);
    case "done":
    case "skip":
      // In a chat with officers "sudah" may be the answer to what they asked.
      return step.at === "following"
        ? undefined
        : (rulesOf(step).skip?.(step, memory, world) ?? sayAndAsk(memory));
    case "indonesian":
      return sayAndAsk({ ...memory, locale: "id" }, { key: "bot.language" });
    case "english":
      return sayAndAsk({ ...memory, locale: "en" }, { key: "bot.language" });
    case "language":
      return sayAndAsk(
        { ...memory, locale: (memory.locale ?? world.locale) === "id" ? "en" : "id" },
        { key: "bot.language" },
      );
    case "report":
      return base.at === "greeting" || base.at === "following" ? startAnew(memory) : undefined;
    case "ask":
      return go(memory, { at: "ask_first", back: base });
  }
}

/** Out of an interruption back to the talk; in a draft "batal" may mean all of it, so it is asked. */
function cancel(memory: Memory, base: BaseStep): Move {
  if ("back" in memory.step) return sayAndAsk({ ...memory, step: base, turn: memory.turn + 1 });
  if (base.at === "correcting") return go(memory, { at: "summary" });
  const unsent = memory.draft !== undefined && memory.draft.case === undefined;
  return unsent ? go(memory, { at: "erasing", back: base }) : sayAndAsk(memory);
}

/** A report of its own, although this chat just filed one. */
const startAnew = (memory: Memory): Move =>
  go(
    { ...memory, live: undefined, draft: memory.draft?.case === undefined ? memory.draft : undefined },
    { at: "telling" },
  );
