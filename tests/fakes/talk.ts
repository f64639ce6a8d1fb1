/** One chat as a person sees it: types, presses, waits; and what dispatch would have filed, appended and erased. */
import { after, MINUTE, type CaseId, type Instant, type Locale } from "../../api/kernel.ts";
import type { Answers, Part, Submission } from "../../api/intake/index.ts";
import {
  advance,
  type ConversationInput,
  type Effect,
  type OpenedReport,
  type Prompt,
  type State,
  type World,
} from "../../bots/conversation/index.ts";
import { createTexts } from "../../locales/index.ts";
import { START, worldAt } from "./world.ts";

const texts = createTexts();

/** Well-formed receipt codes with a right check digit, in the order in which cases get them. */
export const CODES = [
  "1023 4567 8901 2345 6789",
  "2034 5678 9012 3456 7898",
  "3045 6789 0123 4567 8901",
  "4056 7890 1234 5678 9012",
];

export type FiledCase = {
  id: CaseId;
  code: string;
  submission: Submission;
  appended: Part[];
  answers: Answers[];
};
export type Bubble = { key: string; text: string; labels: string[]; tokens: string[]; copyable: boolean };

export type Talk = ReturnType<typeof createTalk>;

export function createTalk(parts: { world?: Partial<World> } = {}) {
  let state: State | undefined;
  let now: Instant = START;
  let wakeAt: Instant | undefined;
  let locale: Locale = "id";
  const shown: Bubble[] = [];
  const cases: FiledCase[] = [];
  const read: CaseId[] = [];
  const opens = new Map<string, OpenedReport>();
  const reassessed: Extract<Effect, { kind: "reassess" }>[] = [];
  let erased = 0;
  let steps: string[] = [];

  const world = () => worldAt(now, parts.world);
  const filedCase = (id: CaseId): FiledCase => {
    const found = cases.find((one) => one.id === id) ?? {
      id,
      code: "",
      submission: undefined as never,
      appended: [],
      answers: [],
    };
    if (!cases.includes(found)) cases.push(found);
    return found;
  };

  /** As dispatch does: advance, perform effects, feed their answers back; the state goes through JSON. */
  function hear(first: ConversationInput): Bubble[] {
    const bubbles: Bubble[] = [];
    const inputs = [first];
    for (let input = inputs.shift(); input !== undefined; input = inputs.shift()) {
      const turned = advance(state, input, world());
      state = JSON.parse(JSON.stringify(turned.state)) as State;
      wakeAt = turned.wakeAt;
      locale = turned.locale;
      steps = [...steps, ...turned.steps];
      bubbles.push(...turned.prompts.map((prompt) => bubbleOf(prompt, locale)));
      for (const effect of turned.effects) inputs.push(...perform(effect));
    }
    shown.push(...bubbles);
    return bubbles;
  }

  function perform(effect: Effect): ConversationInput[] {
    switch (effect.kind) {
      case "file": {
        if (!world().hotlineOpen) return [{ kind: "not_open" }];
        const id = `case-${cases.length + 1}` as CaseId;
        const code = CODES[cases.length % CODES.length] ?? "";
        cases.push({ id, code, submission: effect.submission, appended: [], answers: [] });
        opens.set(code.replace(/\D/gu, ""), {
          case: id,
          filedAt: now,
          state: "waiting",
          readBy: undefined,
          replies: [],
        });
        const { names, withinMinutes } = world().readers(effect.submission);
        return [{ kind: "filed", case: id, code, readers: names, byMinutes: withinMinutes }];
      }
      case "append":
        filedCase(effect.case).appended.push(effect.part);
        return [];
      case "answer":
        filedCase(effect.case).answers.push(effect.answers);
        return [];
      case "reassess":
        reassessed.push(effect);
        return [];
      case "open_code": {
        const found = opens.get(effect.text.replace(/\D/gu, ""));
        return [{ kind: "opened_by_code", found, tooManyTries: false }];
      }
      case "mark_read":
        read.push(effect.case);
        return [];
      case "erase":
        erased += 1;
        return [];
    }
  }

  return {
    /** Types one message and returns everything that appears in answer, as one text with numbered choices. */
    say: (text: string) => reading(hear({ kind: "text", text })),
    hear,
    open: () => reading(hear({ kind: "opened" })),
    /** Presses the button with this label: the newest one on the screen that carries it. */
    press(label: string): string {
      const bubble = shown.findLast(({ labels }) => labels.includes(label));
      if (bubble === undefined) throw new Error(`no button "${label}" on the screen`);
      return reading(hear({ kind: "choice", token: bubble.tokens[bubble.labels.indexOf(label)] ?? "" }));
    },
    /** Time goes by; wakes the engine when it asked for it. Returns what appeared meanwhile. */
    wait(minutes: number): string {
      const until = after(now, minutes * MINUTE);
      let appeared: Bubble[] = [];
      while (wakeAt !== undefined && wakeAt <= until) {
        now = wakeAt;
        appeared = [...appeared, ...hear({ kind: "quiet" })];
      }
      now = until;
      return reading(appeared);
    },
    reply(index: number, agencyName: string, text: string) {
      const one = cases[index];
      const report = one && opens.get(one.code.replace(/\D/gu, ""));
      if (report === undefined) throw new Error("no such case");
      report.state = "claimed";
      report.readBy = agencyName;
      report.replies.push({ at: now, text, agencyName });
    },
    cases,
    shown,
    read,
    reassessed,
    erased: () => erased,
    steps: () => steps,
    state: () => state,
    wakeAt: () => wakeAt,
    now: () => now,
    /** Every word of the person that lies in a filing, an addition or the unsent draft. */
    kept(): string {
      const filed = cases.flatMap(({ submission, appended }) => [...(submission?.parts ?? []), ...appended]);
      return [...filed.map(({ text }) => text), JSON.stringify(state)].join("\n");
    },
  };
}

export const reading = (bubbles: Bubble[]): string =>
  bubbles
    .map(({ text, labels }) => [text, ...labels.map((label, index) => `${index + 1}. ${label}`)].join("\n"))
    .join("\n---\n");

export const bubbleOf = (prompt: Prompt, locale: Locale): Bubble => ({
  key: prompt.key,
  text: texts.say(locale, prompt.key, prompt.params),
  labels: (prompt.choices ?? []).map(({ key, params }) => texts.say(locale, key, params)),
  tokens: (prompt.choices ?? []).map(({ token }) => token),
  copyable: prompt.copyable === true,
});
