/** "Tanya dulu": answers what people fear, files nothing, and never pushes anyone to report. */
import { FEARS, fearIn, type Fear } from "../fears.ts";
import { afterStory, type Memory, type Step } from "../memory.ts";
import { go, sayAndAsk, andThen, type Move } from "../move.ts";
import type { Option } from "../options.ts";
import { keepSaid } from "../keep.ts";
import { isQuestion, isSmallTalk, wordCount } from "../vocabulary.ts";
import type { StepRules } from "./rules.ts";

const WORDS: Record<Fear, readonly string[]> = {
  neighbours: [
    "tetangga",
    "apakah tetangga akan tahu",
    "tetangga tahu",
    "neighbours",
    "will my neighbours know",
  ],
  identity: ["identitas", "apakah saya akan ketahuan", "anonim", "identity", "will anyone know it is me"],
  readers: ["siapa yang membaca", "siapa yang baca", "who reads it", "readers"],
  police: ["polisi", "apakah harus ke polisi", "ke polisi", "police", "do i have to go to the police"],
  visum: ["visum", "apakah harus visum", "medical exam", "is a medical exam required"],
  cost: ["biaya", "apakah bayar", "bayar", "cost", "does it cost anything"],
  wrong: ["salah lapor", "bagaimana kalau saya salah", "kalau salah", "what if i am wrong"],
  living: [
    "nafkah",
    "makan apa",
    "kalau dia ditangkap kami makan apa",
    "if he is arrested how will we live",
    "how will we live",
  ],
  after: ["setelah lapor", "apa yang terjadi setelah lapor", "what happens after i report"],
};

const OPTIONS: readonly Option[] = [
  ...FEARS.map((fear) => ({ value: fear, key: `bot.choice.fear.${fear}`, words: WORDS[fear] })),
  {
    value: "tell",
    key: "bot.choice.tell_now",
    words: [
      "cerita",
      "cerita sekarang",
      "saya mau cerita sekarang",
      "lapor",
      "tell",
      "i want to tell now",
      "report",
    ],
  },
];

type AskFirst = Extract<Step, { at: "ask_first" }>;

export const askFirst: StepRules<AskFirst> = {
  ask: (step) => [{ key: step.more ? "bot.ask_first.more" : "bot.ask_first.menu" }],
  options: () => OPTIONS,
  choose(value, step, memory) {
    if (value === "tell") return go(memory, afterStory(step.back));
    return answered(value as Fear, step, memory);
  },
  hear(text, step, memory, world) {
    const report = world.assess(text, {}).category !== "not_a_report";
    const fear = report ? undefined : fearIn(text);
    if (fear !== undefined) return answered(fear, step, memory);
    const story = report || (!isQuestion(text) && !isSmallTalk(text) && wordCount(text) > 2);
    if (!story) return sayAndAsk({ ...memory, step: { ...step, more: true } }, { key: "bot.fear.unknown" });
    return andThen(keepSaid(memory, text, world), (kept) =>
      go({ ...kept, unanswered: 1 }, afterStory(step.back)),
    );
  },
};

const answered = (fear: Fear, step: AskFirst, memory: Memory): Move =>
  sayAndAsk({ ...memory, step: { ...step, more: true } }, { key: `bot.fear.${fear}` });
