/** Whatever was added to a filed report is looked at again with everything this chat still holds of it. */
import type { CaseId, Corps } from "../../api/kernel.ts";
import type { Answers, Part } from "../../api/intake/index.ts";
import { numbersPrompt } from "./keep.ts";
import type { Draft, Memory } from "./memory.ts";
import { say, withEffects, type Move } from "./move.ts";
import { wordsOf } from "./understanding.ts";
import { linesOf } from "./readers.ts";
import type { ConversationInput, Effect, Told, World } from "./words.ts";

type Addition = Extract<Effect, { kind: "append" | "answer" }>;

/** Asks for one more look at each report that `move` adds to, and counts what this chat has added. */
export function reassessed(move: Move, before: Memory, world: World): Move {
  const additions = move.effects.filter(
    (effect): effect is Addition => "case" in effect && effect.kind !== "mark_read",
  );
  const cases = [...new Set(additions.map((addition) => addition.case))];
  return cases.reduce((now, id) => {
    const told = toldBy(before.draft, id, additions, world);
    const looked = withEffects(now, { kind: "reassess", case: id, told });
    return { ...looked, memory: counting(looked.memory, id, told, additions) };
  }, move);
}

function toldBy(draft: Draft | undefined, id: CaseId, additions: readonly Addition[], world: World): Told {
  const held = draft?.case === id ? draft : undefined;
  const mine = additions.filter((addition) => addition.case === id);
  const parts = mine.flatMap((addition): Part[] => (addition.kind === "append" ? [addition.part] : []));
  const answers = mine.reduce<Answers>(
    (sum, addition) => (addition.kind === "answer" ? { ...sum, ...addition.answers } : sum),
    held?.answers ?? {},
  );
  const told = { ...held, parts: [...(held?.parts ?? []), ...parts], answers, asked: [] };
  const barred = barredBy(told, world);
  return { parts: told.parts, answers, barred, barredBefore: held?.barred ?? [], added: held?.added };
}

/** Corps kept out once stay kept out, also when a later word makes triage doubt it. */
export function barredBy(draft: Draft, world: World): Corps[] {
  const { implicated } = world.assess(wordsOf(draft), draft.answers);
  return [...new Set([...(draft.barred ?? []), ...implicated, ...(draft.answers.notReaders ?? [])])];
}

function counting(memory: Memory, id: CaseId, told: Told, additions: readonly Addition[]): Memory {
  const { draft } = memory;
  if (draft?.case !== id) return memory;
  const count = additions.filter((addition) => addition.case === id).length;
  const added = draft.added === undefined ? {} : { added: draft.added + count };
  return { ...memory, draft: { ...draft, barred: told.barred, ...added } };
}

/** In one line who reads it from now on; with a place known by now, the numbers there. */
export function moved(
  { readers }: Extract<ConversationInput, { kind: "moved" }>,
  memory: Memory,
  world: World,
): Move {
  const { params, ...prompt } = numbersPrompt("bot.moved", memory, world);
  return say(memory, { ...prompt, params: { ...params, readers: linesOf(readers) } });
}
