/** "Hapus" asks once. What it can and cannot erase is said before and after, in words that reveal no report. */
import { afterStory, newcomerAgain, type Memory, type Step } from "../memory.ts";
import { andThen, say, sayAndAsk, withEffects, type Move } from "../move.ts";
import type { Option } from "../options.ts";
import { keepSaid } from "../keep.ts";
import { isSmallTalk, NO, YES } from "../vocabulary.ts";
import type { Prompt, World } from "../words.ts";
import type { StepRules } from "./rules.ts";

type Erasing = Extract<Step, { at: "erasing" }>;

const OPTIONS: readonly Option[] = [
  { value: "yes", key: "bot.choice.erase_yes", words: [...YES, "ya hapus", "hapus", "yes erase", "erase"] },
  { value: "no", key: "bot.choice.erase_no", words: [...NO, "tidak jadi", "batal", "no keep it"] },
];

/** A locked chat is spoken to like a newcomer's, whether or not it ever filed a report. */
function kindOf({ draft, live, bound }: Memory): "filed" | "draft" | "unknown" {
  if (live !== undefined || bound !== undefined || draft?.case !== undefined) return "filed";
  return draft === undefined ? "unknown" : "draft";
}

export const erasing: StepRules<Erasing> = {
  ask: (_step, memory) => [{ key: `bot.erase.ask_${kindOf(memory)}` }],
  options: () => OPTIONS,
  choose: (value, step, memory, world) => (value === "yes" ? erase(memory, world) : back(step, memory)),
  hear(text, step, memory, world) {
    if (isSmallTalk(text)) return sayAndAsk(memory);
    return andThen(keepSaid(memory, text, world), (kept) =>
      back({ ...step, back: afterStory(step.back) }, kept),
    );
  },
};

function erase(memory: Memory, { networkKeeps }: World): Move {
  const gone = {
    ...newcomerAgain({ ...memory, bound: undefined, untold: undefined }),
    turn: memory.turn + 1,
  };
  const stays: Prompt[] = networkKeeps ? [{ key: "bot.erase.network_keeps" }] : [];
  const told = say(gone, { key: `bot.erase.done_${kindOf(memory)}` }, ...stays);
  return { ...withEffects(told, { kind: "erase" }), steps: ["erased"] };
}

const back = (step: Erasing, memory: Memory): Move =>
  sayAndAsk({ ...memory, step: step.back, turn: memory.turn + 1 }, { key: "bot.erase.kept" });
