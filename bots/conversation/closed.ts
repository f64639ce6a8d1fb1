/** Before any coordinator holds a key: kind words and numbers; what is said is kept in the draft. */
import { keepSaid, listening, numbersPrompt } from "./keep.ts";
import { baseOf, type Memory } from "./memory.ts";
import { andThen, stay, type Move } from "./move.ts";
import type { Prompt, World } from "./words.ts";

/** Interruptions and chats with a report go on as usual; everything else hears that we are not open yet. */
export function isClosedTo({ step, draft }: Memory, world: World): boolean {
  return (
    !world.hotlineOpen && !("back" in step) && baseOf(step).at !== "following" && draft?.case === undefined
  );
}

export function hearWhileClosed(text: string, memory: Memory, world: World): Move {
  const telling: Memory = { ...memory, step: { at: "telling" } };
  return andThen(keepSaid(telling, text, world), (kept) => {
    const heard = listening(kept, text, world);
    return { ...stay(heard.memory), asks: heard.speak };
  });
}

/** What stands in place of every question while nobody could read the answer. */
export const closedPrompt = (memory: Memory, world: World): Prompt =>
  numbersPrompt("bot.closed.ask", memory, world);
