/** A code opened a report while an unsent draft lay here: the person says where the draft belongs. */
import { joined, keepSaid } from "../keep.ts";
import type { Memory, Step } from "../memory.ts";
import { go, say, sayAndAsk, andThen, withEffects, type Move } from "../move.ts";
import type { Option } from "../options.ts";
import type { StepRules } from "./rules.ts";

type Joining = Extract<Step, { at: "joining" }>;

const OPTIONS: readonly Option[] = [
  {
    value: "same",
    key: "bot.choice.join_same",
    words: [
      "tambahan",
      "tambahan untuk laporan ini",
      "sama",
      "laporan ini",
      "it belongs to this report",
      "same",
    ],
  },
  {
    value: "new",
    key: "bot.choice.join_new",
    words: ["laporan baru", "baru", "laporan lain", "it is a new report", "new"],
  },
];

export const joining: StepRules<Joining> = {
  ask: () => [{ key: "bot.opened.join" }],
  options: () => OPTIONS,
  choose: (value, step, memory) => (value === "same" ? join(step, memory) : go(memory, step.back)),
  hear: (text, _step, memory, world) => andThen(keepSaid(memory, text, world), (kept) => sayAndAsk(kept)),
  skip: (step, memory) => go(memory, step.back),
};

function join(step: Joining, memory: Memory): Move {
  const { draft } = memory;
  const effects = draft === undefined ? [] : joined(draft, draft.parts, step.case);
  const following: Memory = { ...memory, draft: undefined, step: { at: "following" }, turn: memory.turn + 1 };
  return withEffects(say(following, { key: "bot.opened.joined" }), ...effects);
}
