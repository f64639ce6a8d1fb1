/** The engine: one input, one turn. Pure; the order of precedence is the order of this file. */
import { after, type Instant } from "../../api/kernel.ts";
import { closedPrompt, hearWhileClosed, isClosedTo } from "./closed.ts";
import { obey } from "./commands.ts";
import { offerEnglish } from "./english.ts";
import { fearIn } from "./fears.ts";
import { filed, fileEarly, left, notOpen, quiet, tellUntold } from "./filing.ts";
import { isNewcomer, keepSaid, takeBack } from "./keep.ts";
import { memoryOf, newcomerAgain, QUIET_AFTER, type Memory } from "./memory.ts";
import { go, isLocale, say, sayAndAsk, stay, andThen, type Move } from "./move.ts";
import { openedByCode } from "./opened.ts";
import { optionIn, optionOfToken } from "./options.ts";
import { hearPin } from "./pins.ts";
import { moved, reassessed } from "./reassess.ts";
import { besideCode, openByCode } from "./steps/code.ts";
import { cry } from "./steps/greeting.ts";
import { markGreeted, optionsNow, questionNow, rulesOf } from "./steps/index.ts";
import { hasContent } from "./understanding.ts";
import { commandIn, isCry, isSmallTalk } from "./vocabulary.ts";
import type { ConversationInput, Prompt, State, Turned, World } from "./words.ts";

const FROM_PERSON: readonly ConversationInput["kind"][] = ["text", "choice", "pin", "unreadable", "opened"];

/**
 * One step of the talk.
 * `state` is what the last turn returned, undefined for a chat never seen; `said` what the person did, or what an
 * effect has found; `world` the facts of the moment. Prompts are in order and are to be rendered in `locale`.
 * Refuses nothing: every input has a kind answer. Throws only on a state that a newer program wrote.
 */
export function advance(state: State | undefined, said: ConversationInput, world: World): Turned {
  const before = memoryOf(state, world);
  const move = moveFor(said, before, world);
  const told = FROM_PERSON.includes(said.kind) && move.memory.draft !== before.draft;
  const urgent = told ? fileEarly(unasked(move.memory, before), world) : undefined;
  // What danger makes us say replaces what we meant to say; what was kept and asked of dispatch stays.
  const settled = urgent === undefined ? move : { ...urgent, effects: [...move.effects, ...urgent.effects] };
  const offered = offerEnglish(settled, said, before, world);
  return finish(reassessed(offered, before, world), said, world);
}

/** The question that danger pushes aside was never seen, so it counts as not yet put. */
function unasked(memory: Memory, before: Memory): Memory {
  if (memory.draft === undefined) return memory;
  const { asked = [], safety } = before.draft ?? {};
  return { ...memory, draft: { ...memory.draft, asked, safety } };
}

function moveFor(said: ConversationInput, memory: Memory, world: World): Move {
  switch (said.kind) {
    case "quiet":
      return quiet(memory, world);
    case "filed":
      return filed(said, memory, world);
    case "moved":
      return moved(said, memory, world);
    case "not_open":
      return notOpen(memory, world);
    case "opened_by_code":
      return openedByCode(said, memory, world);
    case "left":
      return left(memory, world);
    case "taken_back":
      return takeBack(memory, said.mark);
    case "opened":
      return opened(said.payload, settle(memory, world), world);
    case "text":
    case "choice":
    case "pin":
    case "unreadable":
      return afterUntold(settle(memory, world), world, (now) => fromPerson(said, now, world));
  }
}

/** Whether it is safe to write here could not be asked before a quiet filing; it is asked once the code is told. */
function afterUntold(memory: Memory, world: World, hearPerson: (memory: Memory) => Move): Move {
  const heard = andThen(tellUntold(memory, world), hearPerson);
  const asks = memory.untold?.askContact === true && heard.memory.step.at === "following";
  return asks ? andThen(heard, (now) => go(now, { at: "contact", misses: 0 })) : heard;
}

type FromPerson = Extract<ConversationInput, { kind: "text" | "choice" | "pin" | "unreadable" }>;

function fromPerson(said: FromPerson, memory: Memory, world: World): Move {
  switch (said.kind) {
    case "text":
      return hear(said.text, said.edited === true, memory, { ...world, mark: said.mark });
    case "choice":
      return choose(said.token, memory, world);
    case "pin":
      return hearPin(said.pin, memory, world);
    case "unreadable":
      return say(memory, { key: `bot.unreadable.${said.what}` });
  }
}

/** After half an hour the chat no longer knows a report, and an unsent draft waits without showing itself. */
function settle(memory: Memory, world: World): Memory {
  if (world.now - memory.lastAt < QUIET_AFTER) return memory;
  const { draft, step } = memory;
  if (draft === undefined || draft.case !== undefined) return newcomerAgain(memory);
  if (draft.filing !== undefined) return memory;
  const awake: Memory = { ...memory, live: undefined, unanswered: 0 };
  if (!hasContent(draft, world)) return { ...awake, step: { at: "greeting" }, greeted: false };
  if (step.at === "resting") return awake;
  return {
    ...awake,
    step: { at: "resting", back: "back" in step ? step.back : step },
    turn: memory.turn + 1,
  };
}

/**
 * /start or a first visit. In the middle of a talk it only repeats the question; it never reveals a report. A cry that
 * came with it ("/start tolong") is heard as one.
 */
function opened(payload: string | undefined, memory: Memory, world: World): Move {
  if (payload !== undefined && isCry(payload)) {
    return afterUntold(memory, world, (now) => hear(payload, false, now, world));
  }
  const now: Memory = payload !== undefined && isLocale(payload) ? { ...memory, locale: payload } : memory;
  return sayAndAsk(now);
}

/** The order decides what a message is: a code, a correction, a choice, a command, a question, or a story. */
function hear(text: string, edited: boolean, memory: Memory, world: World): Move {
  if (text.trim() === "") return stay(memory);
  const beside = besideCode(text);
  if (beside !== undefined)
    return openByCode(text, beside === "" ? memory : { ...memory, trying: { text, beside } });
  if (edited) return correct(text, memory, world);
  const closed = isClosedTo(memory, world);
  const option = closed ? undefined : optionIn(text, optionsNow(memory));
  if (option !== undefined) return rulesOf(memory.step).choose(option.value, memory.step, memory, world);
  const newcomersCry = isCry(text) && isNewcomer(memory);
  const command = newcomersCry ? undefined : commandIn(text);
  const obeyed = command === undefined ? undefined : obey(command, memory, world);
  if (obeyed !== undefined) return obeyed;
  if (closed) return hearWhileClosed(text, memory, world);
  if (isCry(text)) return cry(text, memory, world);
  return answerFear(text, memory, world) ?? rulesOf(memory.step).hear(text, memory.step, memory, world);
}

/** A question in the middle of a story is answered, and kept with the story; then the talk goes on where it was. */
function answerFear(text: string, memory: Memory, world: World): Move | undefined {
  const { at } = memory.step;
  // The greeting and "tanya dulu" answer questions by themselves, without keeping them.
  if (at === "greeting" || at === "ask_first") return undefined;
  const fear = fearIn(text);
  if (fear === undefined || world.assess(text, {}).category !== "not_a_report") return undefined;
  return andThen(keepSaid(memory, text, world), (kept) => sayAndAsk(kept, { key: `bot.fear.${fear}` }));
}

/** Marks an edited message, so that a reader knows it replaces an earlier one; the earlier one stays as said. */
const EDITED = "✎ ";

function correct(text: string, memory: Memory, world: World): Move {
  if (isSmallTalk(text)) return stay(memory);
  if (isNewcomer(memory)) return rulesOf(memory.step).hear(text, memory.step, memory, world);
  return andThen(keepSaid(memory, `${EDITED}${text}`, world), (kept) => say(kept, { key: "bot.corrected" }));
}

function choose(token: string, memory: Memory, world: World): Move {
  if (isClosedTo(memory, world)) return sayAndAsk(memory);
  const option = optionOfToken(token, memory.turn, optionsNow(memory));
  if (option === undefined) return sayAndAsk(memory, { key: "bot.stale" });
  return rulesOf(memory.step).choose(option.value, memory.step, memory, world);
}

function finish(move: Move, said: ConversationInput, world: World): Turned {
  const asked = move.asks ? askedNow(move.memory, world) : [];
  const greets = move.asks && move.memory.step.at === "greeting" && !move.memory.greeted;
  const greeted = move.asks ? markGreeted(move.memory) : move.memory;
  const memory: Memory = FROM_PERSON.includes(said.kind) ? { ...greeted, lastAt: world.now } : greeted;
  const prompts = [...move.prompts, ...asked];
  return {
    state: memory,
    prompts: memory.voice === "child" ? prompts.map(forChild) : prompts,
    effects: move.effects,
    wakeAt: wakeAt(memory, world),
    steps: greets ? ["greeting", ...move.steps] : move.steps,
    locale: memory.locale ?? world.locale,
  };
}

const askedNow = (memory: Memory, world: World): Prompt[] =>
  isClosedTo(memory, world) ? [closedPrompt(memory, world)] : questionNow(memory, world);

/** Texts that have a simpler wording for children are taken in it (locales: `<key>_child`). */
const forChild = (prompt: Prompt): Prompt => ({ ...prompt, params: { ...prompt.params, context: "child" } });

/** After half an hour a draft is filed and a filed report closes off; undefined when neither is there. */
function wakeAt({ draft, live, lastAt }: Memory, world: World): Instant | undefined {
  if (draft?.filing !== undefined) return undefined;
  const unsent = draft !== undefined && draft.parts.length > 0 && !draft.rested;
  if (!unsent && live === undefined) return undefined;
  const quietAt = after(lastAt, QUIET_AFTER);
  return quietAt > world.now ? quietAt : after(world.now, QUIET_AFTER);
}
