/** "Punya kode": waits for the receipt code; a story told instead is a story. */
import { looksLikeReceiptCode, parseReceiptCode } from "../../../api/vault/index.ts";
import { keepSaid } from "../keep.ts";
import { afterStory, type Memory, type Step } from "../memory.ts";
import { go, sayAndAsk, andThen, withEffects, stay, type Move } from "../move.ts";
import type { Option } from "../options.ts";
import { tells } from "../understanding.ts";
import type { StepRules } from "./rules.ts";

type Code = Extract<Step, { at: "code" }>;

const OPTIONS: readonly Option[] = [
  {
    value: "lost",
    key: "bot.choice.code_lost",
    words: [
      "kode hilang",
      "hilang",
      "lupa",
      "lupa kode",
      "kode saya hilang",
      "tidak punya",
      "ga punya",
      "i lost it",
      "lost",
    ],
  },
  { value: "back", key: "bot.choice.back", words: ["kembali", "batal", "back"] },
];

/** Somebody who was asked for a code and sends digits means a code, even with some missing. */
const FEWEST_DIGITS = 8;
const seemsCode = (text: string): boolean =>
  (text.match(/\p{Nd}/gu)?.length ?? 0) >= FEWEST_DIGITS && !/\p{L}{3}/u.test(text);

export const code: StepRules<Code> = {
  ask: () => [{ key: "bot.code.ask" }],
  options: () => OPTIONS,
  choose(value, step, memory) {
    if (value === "back") return backTo(step, memory);
    return andThen(sayAndAsk(memory, { key: "bot.code.lost" }), (now) => backTo(step, now));
  },
  hear(text, step, memory, world) {
    if (seemsCode(text)) return openByCode(text, memory);
    if (!tells(text)) return sayAndAsk(memory);
    return andThen(keepSaid(memory, text, world), (kept) =>
      go({ ...kept, unanswered: 1 }, afterStory(step.back)),
    );
  },
};

const CODE_DIGITS = /[\do][\do\s.,\-–—_/()]{17,}[\do]/giu;

/**
 * What a message with a receipt code holds beside it: "" for "ini kode saya 1234 …", a story's words when one hangs
 * on. Undefined when it holds no code; a story with twenty wrong digits is a story (two phone numbers, say).
 */
export function besideCode(text: string): string | undefined {
  if (looksLikeReceiptCode(text)) return "";
  const parsed = parseReceiptCode(text);
  if (!parsed.ok && parsed.refusal !== "bad_check_digit") return undefined;
  const beside = text.normalize("NFKC").replace(CODE_DIGITS, "").trim();
  if (!tells(beside)) return "";
  return parsed.ok ? beside : undefined;
}

/** The text goes to dispatch and nowhere else: the memory never holds a code that was typed. */
export const openByCode = (text: string, memory: Memory): Move =>
  withEffects(stay(memory), { kind: "open_code", text });

const backTo = (step: Code, memory: Memory): Move =>
  sayAndAsk({ ...memory, step: step.back, turn: memory.turn + 1 });
