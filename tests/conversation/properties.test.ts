/** Whatever a person does, in whatever order: promises that hold for every talk. */
import { fc } from "../chance.ts";
import { expect, test } from "vitest";
import { LOCALES, MINUTE, type AreaCode } from "../../api/kernel.ts";
import { advance, type ConversationInput, type State } from "../../bots/conversation/index.ts";
import { bubbleOf, CODES, createTalk, type Bubble, type Talk } from "../fakes/talk.ts";
import { START, worldAt } from "../fakes/world.ts";

const STORIES = [
  "ada yang dipukul tiap malam di rumah sebelah",
  "anak kelas 3 sd dipegang pamannya di batang",
  "saya mau keluar dari tempat itu",
  "kak sy 12 th digituin bapak",
  "dia teriak sekarang juga di cibatu",
  "open bo di kos dekat pasar jambi",
  "yang jaga oknum polisi",
  "nomornya 0812 3456 7890 dan 0813 4567 8901",
];
const SHORT = [
  "halo",
  "tolong",
  "sudah",
  "itu saja",
  "ya",
  "tidak",
  "tidak tahu",
  "hapus",
  "batal",
  "kode",
  "menu",
  "lewati",
];
const MORE_SHORT = [
  "ulang",
  "english",
  "ganti bahasa",
  "lapor",
  "tanya dulu",
  "kirim",
  "perbaiki",
  "1",
  "2",
  "8",
  "no 3",
  "jam 8-15",
];
const ASKED = [
  "nanti tetangga tahu?",
  "bayar ga?",
  "siapa yang baca?",
  "ini apa?",
  "kalau dia kabur gimana?",
];

type Act =
  | { do: "tell"; story: string; edited: boolean }
  | { do: "say"; text: string }
  | { do: "press"; which: number }
  | { do: "token"; token: string }
  | { do: "wait"; minutes: number }
  | { do: "hear"; input: ConversationInput };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("tell" as const),
      story: fc.constantFrom(...STORIES),
      edited: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("say" as const),
      text: fc.constantFrom(...SHORT, ...MORE_SHORT, ...ASKED, ...CODES),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("say" as const),
      text: fc.string({ unit: "grapheme", maxLength: 60 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("press" as const), which: fc.nat(12) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("token" as const),
      token: fc.oneof(fc.string(), fc.constantFrom("1:yes", "0:send", "10801:report")),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      minutes: fc.constantFrom(1, 6, 29, 30, 31, 120, 2_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("hear" as const),
      input: fc.constantFrom<ConversationInput>(
        { kind: "opened" },
        { kind: "opened", payload: "en" },
        { kind: "quiet" },
        { kind: "unreadable", what: "picture" },
        { kind: "unreadable", what: "voice" },
        { kind: "pin", pin: { kind: "inside", code: "16.71" as AreaCode } },
        { kind: "pin", pin: { kind: "border", codes: ["16.71", "33.25"] as AreaCode[] } },
        { kind: "pin", pin: { kind: "abroad" } },
      ),
    }),
  },
);

/** Does one thing; returns what appeared and the mark of a story that was told. */
function perform(talk: Talk, one: Act, index: number): { bubbles: Bubble[]; mark?: string } {
  const seen = talk.shown.length;
  const since = () => talk.shown.slice(seen);
  switch (one.do) {
    case "tell": {
      const mark = `kejadian${index}x`;
      talk.hear({ kind: "text", text: `${one.story} ${mark}`, ...(one.edited && { edited: true }) });
      return { bubbles: since(), mark };
    }
    case "say":
      talk.say(one.text);
      return { bubbles: since() };
    case "press": {
      const tokens = talk.shown.flatMap((bubble) => bubble.tokens);
      // Any button that was ever shown, the newest most often.
      const token = tokens[tokens.length - 1 - (one.which % Math.max(1, tokens.length))];
      if (token !== undefined) talk.hear({ kind: "choice", token });
      return { bubbles: since() };
    }
    case "token":
      talk.hear({ kind: "choice", token: one.token });
      return { bubbles: since() };
    case "wait":
      talk.wait(one.minutes);
      return { bubbles: since() };
    case "hear":
      return { bubbles: talk.hear(one.input) };
  }
}

const acts = fc.array(act, { maxLength: 25 });

test("no talk throws, every prompt fits a message in both languages, and every button its 64 bytes", () => {
  fc.assert(
    fc.property(acts, fc.boolean(), (all, hotlineOpen) => {
      let state: State | undefined;
      let now = START;
      for (const [index, one] of all.entries()) {
        if (one.do === "wait") now = (now + one.minutes * MINUTE) as typeof now;
        const input: ConversationInput =
          one.do === "tell"
            ? { kind: "text", text: `${one.story} ${index}` }
            : one.do === "say"
              ? { kind: "text", text: one.text }
              : one.do === "token"
                ? { kind: "choice", token: one.token }
                : one.do === "hear"
                  ? one.input
                  : one.do === "wait"
                    ? { kind: "quiet" }
                    : { kind: "choice", token: `${one.which}:yes` };

        const turned = advance(state, input, worldAt(now, { hotlineOpen }));

        expect(JSON.parse(JSON.stringify(turned.state))).toEqual(turned.state);
        for (const prompt of turned.prompts) {
          for (const locale of LOCALES) {
            const bubble = bubbleOf(prompt, locale);
            expect(bubble.text.length).toBeLessThanOrEqual(4096);
            expect(bubble.labels.every((label) => label.length > 0)).toBe(true);
          }
          for (const { token } of prompt.choices ?? []) expect(token).toMatch(/^[\x21-\x7e]{1,64}$/u);
        }
        state = turned.state;
      }
    }),
    { numRuns: 200 },
  );
});

test("nothing told is ever lost: it is in the unsent draft, in a filed report, or added to one", () => {
  fc.assert(
    fc.property(acts, (all) => {
      const talk = createTalk();
      let marks: string[] = [];
      for (const [index, one] of all.entries()) {
        const erasedBefore = talk.erased();

        const { mark } = perform(talk, one, index);

        if (mark !== undefined) marks.push(mark);
        // "Hapus" is the one thing that takes words away, and only those that were not yet filed.
        if (talk.erased() > erasedBefore) marks = marks.filter((each) => talk.kept().includes(each));
        for (const each of marks) expect(talk.kept()).toContain(each);
      }
    }),
    { numRuns: 200 },
  );
});

test("time going by never makes anything appear on the phone", () => {
  fc.assert(
    fc.property(acts, (all) => {
      const talk = createTalk();
      for (const [index, one] of all.entries()) {
        const { bubbles } = perform(talk, one, index);

        if (one.do === "wait" || (one.do === "hear" && one.input.kind === "quiet"))
          expect(bubbles).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
});

const REVEALS = /^bot\.(following|filed|opened|safe)\.|^bot\.(erase\.(ask|done)_filed|readers\.ask_filed)$/u;

test("half an hour later, without the code or a yes to replies here, no message betrays a report", () => {
  fc.assert(
    fc.property(acts, (all) => {
      const talk = createTalk();
      let openUntil = 0;
      for (const [index, one] of all.entries()) {
        const state = talk.state();
        const mayKnow = state?.bound !== undefined || state?.untold !== undefined;
        const stepsBefore = talk.steps().length;
        const wasOpen = talk.now() < openUntil;

        const { bubbles } = perform(talk, one, index);

        const opened = talk
          .steps()
          .slice(stepsBefore)
          .some((step) => /^filed_(said_so|danger)|^code_/u.test(step));
        if (!wasOpen && !mayKnow && !opened) {
          expect(bubbles.filter(({ key }) => REVEALS.test(key))).toEqual([]);
        }
        const wrote = one.do !== "wait" && !(one.do === "hear" && one.input.kind === "quiet");
        if (opened || (wrote && wasOpen)) openUntil = talk.now() + 30 * MINUTE;
      }
    }),
    { numRuns: 200 },
  );
});

const POLITE = [
  "Kirim",
  "Itu saja",
  "Tidak ada / lewati",
  "Lewati",
  "Ya, aman",
  "Lanjut",
  "Tidak jadi",
  "Kembali",
  "Saya mau cerita sekarang",
  "Laporan lain",
  "Tidak tahu",
];

test("from anywhere in any talk, a bounded number of plain answers gets a story to somebody who can act", () => {
  fc.assert(
    fc.property(acts, fc.constantFrom(...STORIES), (all, story) => {
      const talk = createTalk();
      for (const [index, one] of all.entries()) perform(talk, one, index);
      talk.say("bahasa indonesia");
      talk.say(`${story} penghabisan`);
      const arrived = () =>
        talk.cases.some(({ submission, appended }) =>
          [...(submission?.parts ?? []), ...appended].some(({ text }) => text.endsWith("penghabisan")),
        );

      let answers = 0;
      while (!arrived() && answers < 20) {
        const labels = talk.shown.at(-1)?.labels ?? [];
        talk.say(POLITE.find((label) => labels.includes(label)) ?? "itu saja");
        answers += 1;
      }

      expect(arrived()).toBe(true);
    }),
    { numRuns: 200 },
  );
});
