/** Before any coordinator holds a key: kind words and numbers; what is said is kept in the draft. */
import { keepSaid, listening, numbersPrompt } from "./keep.ts";
import { baseOf, type Memory } from "./memory.ts";
import { say, stay, then, type Move } from "./move.ts";
import type { World } from "./words.ts";

/** Interruptions and chats with a report go on as usual; everything else hears that we are not open yet. */
export function isClosedTo({ step, draft }: Memory, world: World): boolean {
  return (
    !world.hotlineOpen && !("back" in step) && baseOf(step).at !== "following" && draft?.case === undefined
  );
}

export function hearWhileClosed(text: string, memory: Memory, world: World): Move {
  const telling: Memory = { ...memory, step: { at: "telling" } };
  return then(keepSaid(telling, text, world), (kept) => {
    const heard = listening(kept, text, world);
    return heard.speak ? sayClosed(heard.memory, world) : stay(heard.memory);
  });
}

export const sayClosed = (memory: Memory, world: World): Move =>
  say({ ...memory, numbersAt: world.now }, numbersPrompt("bot.closed.ask", memory, world));
