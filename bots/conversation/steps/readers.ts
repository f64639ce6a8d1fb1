/** "Siapa yang tidak boleh membaca?": after naming who would; obeyed by routing like an implicated body. */
import type { Corps } from "../../../api/kernel.ts";
import { corpsIn } from "../corps.ts";
import { answer, keepSaid } from "../keep.ts";
import type { BaseStep, Memory } from "../memory.ts";
import { go, sayAndAsk, andThen, type Move } from "../move.ts";
import { goOn } from "../next.ts";
import { numberIn, type Option } from "../options.ts";
import { readersLines } from "../readers.ts";
import { core, NO, SKIP } from "../vocabulary.ts";
import type { Prompt, World } from "../words.ts";
import type { StepRules } from "./rules.ts";

type Readers = Extract<BaseStep, { at: "readers" }>;
type InWords = Extract<BaseStep, { at: "readers_words" }>;

const BODIES: readonly Option[] = [
  { value: "police", key: "word.corps.police", words: ["polisi", "police"] },
  {
    value: "satpol_pp",
    key: "word.corps.satpol_pp",
    words: ["satpol pp", "satpol", "satpol pp municipal order police"],
  },
  {
    value: "social_office",
    key: "word.corps.social_office",
    words: ["dinas sosial", "dinsos", "social affairs office"],
  },
  {
    value: "protection_office",
    key: "word.corps.protection_office",
    words: ["uptd ppa", "uptd ppa dinas pppa", "uptd", "ppa", "uptd ppa women and child protection office"],
  },
  {
    value: "village",
    key: "word.corps.village",
    words: [
      "rt rw desa",
      "rt",
      "rw",
      "desa",
      "rt rw kelurahan desa",
      "neighbourhood or village office",
      "village",
    ],
  },
  { value: "school", key: "word.corps.school", words: ["sekolah", "school"] },
];
const OTHER: Option = {
  value: "other",
  key: "bot.choice.readers.other",
  words: ["lainnya", "yang lain", "lain", "other", "someone else"],
};
const NOBODY: Option = {
  value: "none",
  key: "bot.choice.readers.none",
  words: [
    ...NO,
    ...SKIP,
    "tidak ada lewati",
    "nobody skip",
    "nobody",
    "no one",
    "semua boleh",
    "boleh semua",
    "sudah",
    "cukup",
    "tidak ada lagi",
    "itu saja",
  ],
};
const OPTIONS = [...BODIES, OTHER, NOBODY];
/** "Adakah …?" – "ada": then who? */
const THERE_IS = ["ya", "iya", "y", "yes", "ada", "ya ada", "iya ada"];

export const readers: StepRules<Readers> = {
  ask: (step, memory, world) => (step.more ? [{ key: "bot.readers.more" }] : readersQuestion(memory, world)),
  options: () => OPTIONS,
  choose(value, step, memory, world) {
    if (value === "none") return onward(step, memory, world);
    if (value === "other") return go(memory, { at: "readers_words", ...correcting(step) });
    return shutOut([value as Corps], step, memory);
  },
  hear(text, step, memory, world) {
    const picked = pickedNumbers(text);
    if (picked.length > 0) return shutOut(picked, step, memory);
    if (THERE_IS.includes(core(text))) return go(memory, { at: "readers_words", ...correcting(step) });
    return andThen(keepSaid(memory, text, world), (kept) => noteWords(text, step, kept, world));
  },
  skip: (step, memory, world) => onward(step, memory, world),
};

export const readersWords: StepRules<InWords> = {
  ask: () => [{ key: "bot.readers.words" }],
  options: () => [{ ...NOBODY, key: "bot.choice.skip" }],
  choose: (_value, step, memory, world) => onward(step, memory, world),
  hear: (text, step, memory, world) =>
    andThen(keepSaid(memory, text, world), (kept) => noteWords(text, step, kept, world)),
  skip: (step, memory, world) => onward(step, memory, world),
};

function readersQuestion(memory: Memory, world: World): Prompt[] {
  const { draft } = memory;
  const lines = draft && readersLines(draft, world);
  if (draft?.case !== undefined || lines === undefined) return [{ key: "bot.readers.ask_filed" }];
  return [{ key: "bot.readers.ask", params: { readers: lines.readers } }];
}

/** "1, 3" or "1 dan 5": several numbers of the list at once. */
function pickedNumbers(text: string): Corps[] {
  const pieces = text.split(/[,;&+\s]+|\bdan\b|\band\b/u).filter((piece) => piece !== "");
  const numbers = pieces.map((piece) => numberIn(piece));
  if (numbers.length < 2 || numbers.some((number) => number === undefined)) return [];
  return BODIES.filter((_, index) => numbers.includes(index + 1)).map(({ value }) => value as Corps);
}

const excluded = ({ draft }: Memory, corps: Corps[]): Corps[] => [
  ...new Set([...(draft?.answers.notReaders ?? []), ...corps]),
];

function shutOut(corps: Corps[], step: Readers, memory: Memory): Move {
  const noted = answer(memory, { notReaders: excluded(memory, corps) });
  return andThen(noted, (now) => sayAndAsk({ ...now, step: { ...step, more: true } }));
}

/** Words are kept beside the bodies they name: "pak RT, dia temannya pelaku" bars the village office. */
function noteWords(text: string, step: Readers | InWords, memory: Memory, world: World): Move {
  const before = memory.draft?.answers.notReadersWords;
  const noted = answer(memory, {
    notReaders: excluded(memory, corpsIn(text)),
    notReadersWords: before === undefined ? text : `${before}\n${text}`,
  });
  return andThen(noted, (now) => onward(step, now, world));
}

const correcting = (step: Readers | InWords) => (step.correcting ? { correcting: true as const } : {});

function onward(step: Readers | InWords, memory: Memory, world: World): Move {
  return step.correcting ? go(memory, { at: "summary" }) : goOn(memory, world);
}
