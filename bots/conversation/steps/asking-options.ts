/** The choices of each question, and the words people use for them. */
import type { BaseStep, Question } from "../memory.ts";
import type { Option } from "../options.ts";
import { NO, plain, SKIP, UNSURE, YES } from "../vocabulary.ts";

export type Asking = Extract<BaseStep, { at: "asking" }>;

export const SKIPPED: Option = { value: "skip", key: "bot.choice.skip", words: SKIP };

const OWN_AGE = {
  yes: ["ya di bawah 18 tahun", "di bawah 18 tahun", "belum 18", "yes i am under 18"],
  no: ["tidak 18 tahun ke atas", "18 tahun ke atas", "18 ke atas", "sudah 18", "no i am 18 or older"],
};

const OPTIONS: Record<Question, readonly Option[]> = {
  safe: [
    {
      value: "yes",
      key: "bot.choice.safe.yes",
      words: [...YES, "aman", "ya aman", "yes its safe", "its safe", "safe"],
    },
    {
      value: "no",
      key: "bot.choice.safe.no",
      words: [
        ...NO,
        "tidak aman",
        "ga aman",
        "gak aman",
        "belum aman",
        "not safe",
        "no not now",
        "tidak sekarang",
      ],
    },
  ],
  child: [
    {
      value: "yes",
      key: "bot.choice.child.yes",
      words: [...YES, "ya ada anak", "ada anak", "di bawah 18", "ya di bawah 18", "yes under 18"],
    },
    {
      value: "no",
      key: "bot.choice.child.no",
      words: [
        ...NO,
        "dewasa",
        "dewasa semua",
        "semua dewasa",
        "tidak dewasa",
        "tidak semua dewasa",
        "adult",
        "adults",
        "no all adults",
        "all adults",
      ],
    },
    { value: "unsure", key: "bot.choice.unsure", words: UNSURE },
    SKIPPED,
  ],
  going_on: [
    {
      value: "now",
      key: "bot.choice.going_on.now",
      words: [
        "sekarang",
        "skrg",
        "sedang terjadi",
        "sedang terjadi sekarang",
        "lagi terjadi",
        "now",
        "right now",
        "happening right now",
      ],
    },
    {
      value: "continuing",
      key: "bot.choice.going_on.continuing",
      words: [
        ...YES,
        "masih",
        "masih berlanjut",
        "masih terjadi",
        "berlanjut",
        "kadang",
        "sering",
        "it goes on",
        "still",
        "still going on",
        "yes it goes on",
      ],
    },
    {
      value: "past",
      key: "bot.choice.going_on.past",
      words: [
        ...NO,
        "sudah",
        "udah",
        "sudah berhenti",
        "udah berhenti",
        "berhenti",
        "dulu",
        "it has stopped",
        "stopped",
      ],
    },
    { value: "unsure", key: "bot.choice.unsure", words: UNSURE },
    SKIPPED,
  ],
  where: [SKIPPED],
  which_place: [SKIPPED],
  when: [SKIPPED],
};

/** Asked of the writer's own age, the same answers need words that speak of the writer. */
const CHILD_SELF: readonly Option[] = OPTIONS.child.map((option) =>
  option.value === "yes" || option.value === "no"
    ? {
        ...option,
        key: `bot.choice.child_self.${option.value}`,
        words: [...option.words, ...OWN_AGE[option.value]],
      }
    : option,
);

export function optionsOf({ question, places, ofSelf }: Asking): readonly Option[] {
  if (question === "child" && ofSelf) return CHILD_SELF;
  if (question !== "which_place") return OPTIONS[question];
  const named = (places ?? []).map(({ name }, index) => ({
    value: `place_${index}`,
    key: "bot.choice.place",
    params: { name },
    words: [plain(name), plain(name.split(",")[0] ?? "")],
  }));
  const none: Option = {
    value: "none",
    key: "bot.choice.place_none",
    words: [...NO, "bukan semua", "bukan itu", "none of these", "none"],
  };
  return [...named, none, SKIPPED];
}
