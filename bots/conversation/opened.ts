/** What the receipt code opened: the state in plain words and the officers' replies, never the reporter's own words. */
import type { CaseId } from "../../api/kernel.ts";
import { joined, keepSaid, numbersPrompt } from "./keep.ts";
import { baseOf, type Memory } from "./memory.ts";
import { go, say, sayAndAsk, andThen, withEffects, type Move } from "./move.ts";
import { hasContent } from "./understanding.ts";
import { isSmallTalk } from "./vocabulary.ts";
import type { ConversationInput, Effect, OpenedReport, Prompt, World } from "./words.ts";

type OpenedByCode = Extract<ConversationInput, { kind: "opened_by_code" }>;

/** A long reply is cut here, well under the 4,096 characters that a message of any channel holds. */
const LONGEST_PIECE = 3_000;

export function openedByCode({ found, tooManyTries }: OpenedByCode, before: Memory, world: World): Move {
  const { trying, ...memory } = before;
  if (found !== undefined) return opened(found, trying?.beside, memory, world);
  if (trying !== undefined) {
    // The digits were none of ours, perhaps two phone numbers: then they belong to what was told.
    return andThen(keepSaid(memory, trying.text, world), (kept) => say(kept, { key: "bot.code.wrong" }));
  }
  if (tooManyTries) {
    const back: Memory = { ...memory, step: baseOf(memory.step), turn: memory.turn + 1 };
    return sayAndAsk(back, numbersPrompt("bot.code.too_many", back, world));
  }
  // One sentence for a wrong code and for a report that does not exist: the difference would be an answer.
  return say(memory, { key: "bot.code.wrong" });
}

function opened(report: OpenedReport, beside: string | undefined, memory: Memory, world: World): Move {
  const now: Memory = { ...memory, live: report.case, greeted: true, unanswered: 0 };
  const told = say(now, statePrompt(report), ...report.replies.flatMap(replyPrompts));
  const effects: Effect[] = report.replies.length === 0 ? [] : [{ kind: "mark_read", case: report.case }];
  if (beside !== undefined)
    effects.push({ kind: "append", case: report.case, part: { at: world.now, text: beside } });
  const shown = { ...withEffects(told, ...effects), steps: ["code_opened"] };
  return andThen(shown, (after) => continueWith(report.case, after, world));
}

/** An unsent draft is neither thrown away nor mixed in by itself; greetings before the code are no draft. */
function continueWith(id: CaseId, memory: Memory, world: World): Move {
  const { draft } = memory;
  if (draft !== undefined && draft.case === undefined && hasContent(draft, world)) {
    return go(memory, { at: "joining", case: id, back: baseOf(memory.step) });
  }
  const unsent = draft?.case === undefined ? draft : undefined;
  const said = unsent?.parts.filter(({ text }) => !isSmallTalk(text)) ?? [];
  const effects = unsent === undefined ? [] : joined(unsent, said, id);
  const following: Memory = { ...memory, draft: undefined, step: { at: "following" }, turn: memory.turn + 1 };
  return withEffects(say(following, { key: "bot.opened.go_on" }), ...effects);
}

function statePrompt({ state, readBy }: OpenedReport): Prompt {
  if (state === "claimed" && readBy !== undefined)
    return { key: "bot.opened.claimed_by", params: { agency: readBy } };
  return { key: `bot.opened.${state}` };
}

function replyPrompts({ text, agencyName }: OpenedReport["replies"][number]): Prompt[] {
  return piecesOf(text).map((piece) => ({
    key: "bot.opened.reply",
    params: { agency: agencyName, text: piece },
  }));
}

/** Cut at line ends or spaces where there are any, never inside a surrogate pair. */
function piecesOf(text: string): string[] {
  if (text.length <= LONGEST_PIECE) return [text];
  const start = text.slice(0, LONGEST_PIECE);
  const gap = Math.max(start.lastIndexOf("\n"), start.lastIndexOf(" "));
  const high = /[\uD800-\uDBFF]$/u.test(start) ? 1 : 0;
  const cut = gap > LONGEST_PIECE / 2 ? gap : LONGEST_PIECE - high;
  return [text.slice(0, cut), ...piecesOf(text.slice(cut).trimStart())];
}
