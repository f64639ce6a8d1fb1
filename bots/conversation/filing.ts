/** Filing: by word, at danger, after quiet; and what the person reads when, and only when, it has happened. */
import type { FilingReason } from "../../api/intake/index.ts";
import { numbersPrompt, sayNumbers, withoutDraft } from "./keep.ts";
import { newcomerAgain, QUIET_AFTER, type Draft, type Memory } from "./memory.ts";
import { go, say, stay, andThen, withEffects, type Move } from "./move.ts";
import { goOn } from "./next.ts";
import { linesOf, submissionOf } from "./readers.ts";
import { barredBy } from "./reassess.ts";
import { hasContent, isOwnStory, urgencyOf } from "./understanding.ts";
import type { ConversationInput, Effect, Prompt, World } from "./words.ts";

type Filed = Extract<ConversationInput, { kind: "filed" }>;

function file(memory: Memory, draft: Draft, reason: FilingReason): Move {
  const filing = { reason, parts: draft.parts.length };
  const effect: Effect = { kind: "file", submission: submissionOf(draft, reason) };
  return withEffects(stay({ ...memory, draft: { ...draft, filing } }), effect);
}

/**
 * Danger outranks whatever the move wanted to say: numbers first, and the report goes out in the same breath.
 * Undefined when nothing urgent is in the draft, or it is on its way already.
 */
export function fileEarly(memory: Memory, world: World): Move | undefined {
  const { draft } = memory;
  if (draft === undefined || draft.case !== undefined || draft.filing !== undefined) return undefined;
  if (draft.parts.length === 0) return undefined;
  const urgency = urgencyOf(draft, world);
  if (urgency === undefined) return undefined;
  if (!world.hotlineOpen && draft.warned) return undefined;
  const heard: Memory = {
    ...memory,
    greeted: true,
    unanswered: 1,
    ...(urgency === "child" && { voice: "child" }),
    draft: { ...draft, warned: true },
  };
  const warned = draft.warned ? stay(heard) : sayNumbers(`bot.danger.${urgency}`, heard, world);
  if (!world.hotlineOpen) return andThen(warned, (now) => say(now, { key: "bot.closed.kept" }));
  return { ...andThen(warned, (now) => file(now, now.draft ?? draft, "danger")), steps: ["danger"] };
}

/** Half an hour without a word: file what can be filed, say nothing, and close off what was filed. */
export function quiet(memory: Memory, world: World): Move {
  if (world.now - memory.lastAt < QUIET_AFTER) return stay(memory);
  const { draft } = memory;
  if (draft?.filing !== undefined) return stay(memory);
  if (draft === undefined || draft.case !== undefined) return stay(newcomerAgain(memory));
  if (!hasContent(draft, world) || isOwnStory(draft, world)) {
    return stay({ ...memory, draft: { ...draft, rested: true } });
  }
  // Not open: looked at again after the next half hour, until the link ends.
  return world.hotlineOpen ? file(memory, draft, "quiet") : stay(memory);
}

/** The person blocked us: what can be filed is filed, then everything here goes. */
export function left(memory: Memory, world: World): Move {
  const { draft } = memory;
  const unfiled = draft !== undefined && draft.case === undefined && draft.filing === undefined;
  const fileable = unfiled && world.hotlineOpen && hasContent(draft, world) && !isOwnStory(draft, world);
  if (fileable) return file({ ...memory, left: true }, draft, "quiet");
  return withEffects(stay(newcomerAgain({ ...memory, bound: undefined, untold: undefined })), {
    kind: "erase",
  });
}

/** The commit is certain now: only here do the words "received" and the code exist. */
export function filed(input: Filed, memory: Memory, world: World): Move {
  const { draft } = memory;
  const reason = draft?.filing?.reason ?? "said_so";
  const late = (draft?.parts ?? []).slice(draft?.filing?.parts ?? 0);
  const appends: Effect[] = late.map((part) => ({ kind: "append", case: input.case, part }));
  const bound = draft?.answers.contact?.kind === "yes" ? { bound: input.case } : {};
  const known: Memory = { ...memory, ...bound, live: input.case };
  const steps = [`filed_${reason}`];
  if (memory.left) {
    const gone = newcomerAgain({ ...memory, left: undefined, bound: undefined, untold: undefined });
    return { ...withEffects(stay(gone), ...appends, { kind: "erase" }), steps };
  }
  if (reason === "quiet") {
    const { code, readers, byMinutes } = input;
    const askContact = draft?.answers.contact === undefined && !draft?.safety?.includes("contact");
    const untold = { case: input.case, code, readers, byMinutes, askContact };
    const filedQuietly = newcomerAgain({ ...withoutDraft(known, world), untold });
    return { ...withEffects(stay(filedQuietly), ...appends), steps };
  }
  if (reason === "danger" && draft !== undefined) {
    const barred = barredBy(draft, world);
    const filedNow: Draft = { ...draft, case: input.case, filing: undefined, added: 0, barred };
    const telling: Memory = { ...known, draft: filedNow };
    const told = { ...withEffects(say(telling, ...receipt("bot.filed.early", input)), ...appends), steps };
    return andThen(told, (now) => goOn(now, world));
  }
  const ended: Memory = {
    ...withoutDraft(known, world),
    step: { at: "following" },
    turn: memory.turn + 1,
    unanswered: 1,
  };
  return { ...withEffects(say(ended, ...receipt("bot.filed.received", input)), ...appends), steps };
}

/** Who reads it by when; the code alone in its own message, to be copied; how to keep it. */
function receipt(
  key: string,
  { code, readers, byMinutes }: Pick<Filed, "code" | "readers" | "byMinutes">,
): Prompt[] {
  return [
    { key, params: { readers: linesOf(readers), minutes: byMinutes } },
    { key: "bot.filed.code", params: { code }, copyable: true },
    { key: "bot.filed.keep" },
  ];
}

/** Filed while quiet, and now somebody writes: the code is told once and leaves the memory. */
export function tellUntold(memory: Memory, world: World): Move {
  const { untold } = memory;
  if (untold === undefined) return stay(memory);
  const told: Memory = {
    ...memory,
    untold: undefined,
    live: untold.case,
    lastAt: world.now,
    step: { at: "following" },
    turn: memory.turn + 1,
    unanswered: 1,
    greeted: true,
  };
  return { ...say(told, ...receipt("bot.filed.quiet", untold)), steps: ["code_told"] };
}

/** Nobody holds a key yet: the draft stays and is filed when somebody does, as long as this chat is kept. */
export function notOpen(memory: Memory, world: World): Move {
  const { draft, left: gone, ...rest } = memory;
  const kept: Memory = { ...rest, ...(draft && { draft: { ...draft, filing: undefined } }) };
  if (gone) return withEffects(stay(newcomerAgain(kept)), { kind: "erase" });
  if (draft?.filing?.reason === "danger") return say(kept, { key: "bot.closed.kept" });
  if (draft?.filing?.reason !== "said_so") return stay(kept);
  return andThen(go(kept, { at: "telling" }), (now) => say(now, numbersPrompt("bot.closed.ask", now, world)));
}
