/** Whether it is safe to write to this phone; silence leaves it open, and then a rule decides for caution. */
import { answer, keepSaid } from "../keep.ts";
import { hoursIn, speaksOnlyOfTime } from "../hours.ts";
import type { BaseStep, Memory } from "../memory.ts";
import { go, say, sayAndAsk, stay, andThen, type Move } from "../move.ts";
import { goOn } from "../next.ts";
import { numberIn, type Option } from "../options.ts";
import { isUnsure, NO, SKIP, wordCount, YES } from "../vocabulary.ts";
import type { World } from "../words.ts";
import type { StepRules } from "./rules.ts";

type Contact = Extract<BaseStep, { at: "contact" }>;
type Hours = Extract<BaseStep, { at: "hours" }>;

const SKIPPED: Option = { value: "skip", key: "bot.choice.skip", words: SKIP };
const CODE_WORDS = [
  ...NO,
  "jangan",
  "jangan saya cek pakai kode",
  "pakai kode",
  "cek pakai kode",
  "kode",
  "tidak aman",
  "ga aman",
  "gak aman",
  "no i will check with the code",
  "code",
  "not safe",
];

const OPTIONS: readonly Option[] = [
  {
    value: "yes",
    key: "bot.choice.contact.yes",
    words: [...YES, "ya aman", "aman", "balas saja", "balas di sini", "yes its safe"],
  },
  {
    value: "hours",
    key: "bot.choice.contact.hours",
    words: [
      "jam tertentu",
      "hanya jam tertentu",
      "hanya pada jam tertentu",
      "jam",
      "only at certain hours",
      "certain hours",
    ],
  },
  { value: "code", key: "bot.choice.contact.code", words: CODE_WORDS },
  SKIPPED,
];

export const contact: StepRules<Contact> = {
  ask: (step) => [{ key: step.misses === 0 ? "bot.contact.ask" : "bot.contact.again" }],
  options: () => OPTIONS,
  choose(value, step, memory, world) {
    if (value === "hours")
      return go(memory, { at: "hours", misses: 0, ...(step.correcting && { correcting: true }) });
    if (value === "skip") return onward(step, memory, world);
    const noted = answer(memory, { contact: { kind: value === "yes" ? "yes" : "code" } });
    return andThen(noted, (now) => onward(step, now, world));
  },
  hear: (text, step, memory, world) => hearHours(text, step, memory, world),
  skip: (step, memory, world) => onward(step, memory, world),
};

export const hours: StepRules<Hours> = {
  ask: () => [{ key: "bot.contact.hours" }],
  options: () => [
    { ...SKIPPED, value: "code", key: "bot.choice.contact.code", words: [...CODE_WORDS, ...SKIP] },
  ],
  choose: (_value, step, memory, world) => onlyCode(step, memory, world),
  hear: (text, step, memory, world) => hearHours(text, step, memory, world),
  skip: (step, memory, world) => onlyCode(step, memory, world),
};

/** A few more words than the time itself are fine; a whole story that mentions a night is no leave to write at night. */
const MOST_WORDS = 8;

const CLOCK_TIME = /\b(?:jam|pukul|jm|at|between)\s*\d/iu;

/** Understood hours are an answer; other words are kept, it is asked once more in plain words, and then caution wins. */
function hearHours(text: string, step: Contact | Hours, memory: Memory, world: World): Move {
  if (isUnsure(text)) return onlyCode(step, memory, world);
  const kept = speaksOnlyOfTime(text) ? stay(memory) : keepSaid(memory, text, world);
  // A lone "8" to a list of four is a slip of the finger; to "jam berapa?" it is an hour.
  const slip = step.at === "contact" && numberIn(text) !== undefined;
  // "Ibu kerja malam" to "apakah aman?" tells of a danger; only a plain time is leave to write.
  const story = step.at === "contact" && !speaksOnlyOfTime(text) && !CLOCK_TIME.test(text);
  const said = wordCount(text) <= MOST_WORDS && !slip && !story ? hoursIn(text) : undefined;
  if (said !== undefined) {
    const heard = { key: "bot.contact.hours_noted", params: { from: clock(said.from), to: clock(said.to) } };
    const noted = andThen(kept, (now) => answer(now, { contact: { kind: "hours", ...said } }));
    return andThen(
      andThen(noted, (now) => say(now, heard)),
      (now) => onward(step, now, world),
    );
  }
  return andThen(kept, (now) => {
    if (step.misses > 0) return onlyCode(step, now, world);
    return sayAndAsk({ ...now, step: { ...step, misses: 1 } }, { key: "bot.noted" });
  });
}

/** What nobody understood is no leave to write: the safest choice is taken, and said. */
function onlyCode(step: Contact | Hours, memory: Memory, world: World): Move {
  const noted = answer(memory, { contact: { kind: "code" } });
  const told = andThen(noted, (now) => say(now, { key: "bot.contact.code_noted" }));
  return andThen(told, (now) => onward(step, now, world));
}

const clock = (hour: number): string => `${String(hour).padStart(2, "0")}.00`;

function onward(step: Contact | Hours, memory: Memory, world: World): Move {
  return step.correcting ? go(memory, { at: "summary" }) : goOn(memory, world);
}
