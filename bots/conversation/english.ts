/** Who writes in English without having chosen it is told, once, that we can answer in English. */
import type { Memory } from "./memory.ts";
import type { Move } from "./move.ts";
import { plain } from "./vocabulary.ts";
import type { ConversationInput, World } from "./words.ts";

/** Small words of every story; a few of them are enough, because Indonesian has none of them. */
const ENGLISH = new Set(
  "the is are was were and my he she they his her him them there here this that with in of to a an i we you it not have has do does been at from for because who what when please".split(
    " ",
  ),
);
const INDONESIAN = new Set(
  "yang di dan ada saya aku dia ini itu tidak ga gak nggak sudah udah dari ke untuk dengan karena kalau juga lagi mau sama".split(
    " ",
  ),
);
const FEWEST = 4;

export function looksEnglish(text: string): boolean {
  const words = plain(text).split(" ");
  const count = (list: ReadonlySet<string>) => words.filter((word) => list.has(word)).length;
  const english = count(ENGLISH);
  return english >= FEWEST && english * 4 >= words.length && count(INDONESIAN) === 0;
}

/** After what the move says, before its question. */
export function offerEnglish(move: Move, said: ConversationInput, before: Memory, world: World): Move {
  const { memory } = move;
  const chosen = memory.locale !== undefined || world.locale !== "id" || before.offeredEnglish;
  if (said.kind !== "text" || chosen || !looksEnglish(said.text)) return move;
  return {
    ...move,
    memory: { ...memory, offeredEnglish: true },
    prompts: [...move.prompts, { key: "bot.offer_english" }],
  };
}
