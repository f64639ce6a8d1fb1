/** Whatever is told after the filing, in whatever order, between whatever people do: what a move may never do. */
import { fc } from "../chance.ts";
import { beforeAll, expect, test } from "vitest";
import { createGazetteer, type Gazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import {
  after,
  CHILD_STATUSES,
  MINUTE,
  SEVERITIES,
  type AgencyId,
  type AgencyKind,
  type AreaCode,
  type Corps,
  type Instant,
} from "../../api/kernel.ts";
import { decide, decideAgain } from "../../api/pipeline.ts";
import { mergeShares } from "../../api/queue/change.ts";
import { waitingClocks } from "../../api/queue/clocks.ts";
import { decideMoving, isShutOut, type Fuller } from "../../api/queue/decide-moving.ts";
import { decideClaim, decideRelease } from "../../api/queue/decisions.ts";
import { decideEscalation, type Standings } from "../../api/queue/escalation.ts";
import type { CaseCard, CaseChange, Share } from "../../api/queue/index.ts";
import { partsOf } from "../../api/queue/parts-of-route.ts";
import { DEFAULT_MANDATES, isKeptOut, type Body } from "../../api/routing/index.ts";
import { cardWith, member, NOON, WORDS } from "../queue/cards.ts";

const KINDS: AgencyKind[] = ["protection_office", "police", "social_office", "health", "satpol_pp"];
const PLACES = ["33.25", "16.71", "33", "16"];
const body = (kind: AgencyKind, area: string): Body => {
  return { id: `${kind} ${area}` as AgencyId, name: kind, kind, area: area as AreaCode, open: true };
};
const BODIES = [...PLACES.flatMap((area) => KINDS.map((kind) => body(kind, area))), body("coordinator", "")];

const LINES = [
  "tolong",
  "aku umur 12, bapak tiri suka masuk kamarku",
  "ada anak tetangga dipegang-pegang",
  "dia teriak, pintu dikunci sekarang",
  "di Kabupaten Batang",
  "di sukarami palembang",
  "pelakunya oknum polisi",
  "dinas sosial sudah tahu tapi diam saja, dibekingi",
  "perempuan dewasa semua, open bo di kos",
  "terima kasih",
];
const CORPS_LEFT_OUT: Corps[] = ["police", "social_office", "protection_office", "local_government"];

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("say" as const), line: fc.constantFrom(...LINES) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("keep out" as const), corps: fc.constantFrom(...CORPS_LEFT_OUT) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("adult" as const),
      child: fc.constantFrom("yes", "no", "unsure"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("claim", "release", "clock"), body: fc.nat({ max: 30 }) }),
  },
);

let gazetteer: Gazetteer;
beforeAll(async () => {
  gazetteer = createGazetteer(await loadGazetteerRows());
});

const facts = (now: Instant) => ({ now, gazetteer, bodies: BODIES, mandates: DEFAULT_MANDATES });
const standings: Standings = new Map(
  BODIES.map(({ id, kind }) => [id, { open: true, onDuty: true, coordinator: kind === "coordinator" }]),
);
const reads = (shares: readonly Share[], agency: AgencyId | undefined): boolean =>
  shares.some((share) => share.agency === agency && share.active && share.access === "full");

/** The share that a case begins with, and its card, for one first line. */
function filedWith(line: string): { card: CaseCard; shares: Share[]; barred: Corps[] } {
  const submission = {
    parts: [{ at: NOON, text: line }],
    answers: {},
    reason: "danger" as const,
    stillTelling: true,
  };
  const filing = decide(submission, facts(NOON));
  if (filing === undefined) throw new Error("the hotline is open");
  const { category, severity, child, implicated } = filing.triage;
  const clocks = waitingClocks(severity, NOON);
  const { lead } = filing.route;
  const card = cardWith({ category, severity, child, area: filing.area.district, holder: lead, ...clocks });
  return { card, shares: partsOf(filing.route, () => true).shares, barred: implicated };
}

/** Everything that is wrong after a move, in words. */
function faults(
  before: CaseCard,
  after_: CaseCard,
  shares: readonly Share[],
  barred: readonly Corps[],
  now: Instant,
) {
  const question = { implicated: [...barred], notReaders: [] };
  const kept = shares.filter(({ active, position }) => active || position !== undefined);
  const bodyOf = (agency: AgencyId) => BODIES.find(({ id }) => id === agency) as Body;
  const claimant = before.claimedBy?.agency;
  const mayStay = claimant !== undefined && !isKeptOut(question, bodyOf(claimant));
  const due = (card: CaseCard) => card.claimDueAt ?? card.actionDueAt ?? 0;
  const ranOut = due(before) <= now;
  const promises: [string, boolean][] = [
    ["never less grave", SEVERITIES.indexOf(after_.severity) <= SEVERITIES.indexOf(before.severity)],
    ["never less of a child", CHILD_STATUSES.indexOf(after_.child) <= CHILD_STATUSES.indexOf(before.child)],
    ["nobody kept out has a part", !kept.some(({ agency }) => isKeptOut(question, bodyOf(agency)))],
    ["never order enforcement", !kept.some(({ agency }) => bodyOf(agency).kind === "satpol_pp")],
    ["whoever has the turn reads", reads(shares, after_.holder)],
    ["a coordinator can be reached", kept.some(({ agency }) => bodyOf(agency).kind === "coordinator")],
    ["a claim is taken from nobody who may read", !mayStay || after_.claimedBy?.agency === claimant],
    ["who claims reads", after_.claimedBy === undefined || reads(shares, after_.claimedBy.agency)],
    ["a waiting case has a claim clock", after_.state !== "waiting" || after_.claimDueAt !== undefined],
    ["no clock goes back", after_.state !== before.state || ranOut || due(after_) <= due(before)],
  ];
  return promises.flatMap(([promise, holds]) => (holds ? [] : [promise]));
}

test("no order of telling and acting makes a move do harm", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...LINES),
      fc.array(step, { maxLength: 12 }),
      fc.boolean(),
      (first, steps, whole) => {
        let { card, shares, barred } = filedWith(first);
        const parts = [{ at: NOON, text: first }];
        let answers: { notReaders?: Corps[]; child?: "yes" | "no" | "unsure" } = {};
        let now = NOON;
        const apply = (change: { set: CaseChange["set"]; shares?: Share[] }) => {
          card = { ...card, ...change.set };
          shares = mergeShares(shares, change.shares);
        };
        for (const one of steps) {
          now = after(now, 7 * MINUTE);
          if ("body" in one) {
            const who = member(shares[one.body % shares.length]?.agency as AgencyId, "officer");
            if (one.do === "clock") {
              const up = decideEscalation(card, shares, standings, now);
              if (up.ok) apply(up.value);
            } else {
              const act =
                one.do === "claim"
                  ? decideClaim(card, shares, who, now)
                  : decideRelease(card, shares, who, WORDS, now);
              if (act.ok) apply(act.value);
            }
            continue;
          }
          if ("line" in one) parts.push({ at: now, text: one.line });
          if ("corps" in one)
            answers = { ...answers, notReaders: [...(answers.notReaders ?? []), one.corps] };
          if ("child" in one) answers = { ...answers, child: one.child };
          const known = whole ? parts : parts.slice(-1);
          const submission = { parts: known, answers, reason: "danger" as const, stillTelling: true };
          const shutOut = new Set(shares.filter(isShutOut).map(({ agency }) => agency));
          const bodies = BODIES.map((it) =>
            shutOut.has(it.id) && it.kind !== "coordinator" ? { ...it, open: false } : it,
          );
          const again = decideAgain({ submission, barred, whole }, card, { ...facts(now), bodies });
          const barredAnew = [...again.triage.implicated, ...(answers.notReaders ?? [])].some(
            (corps) => !barred.includes(corps),
          );
          barred = [...new Set([...barred, ...again.triage.implicated, ...(answers.notReaders ?? [])])];
          const keptOut = { implicated: barred, notReaders: [] };
          const isBarred = (agency: AgencyId) =>
            BODIES.some((it) => it.id === agency && isKeptOut(keptOut, it));
          const rest = { barredAnew: false, hasKey: () => true, placedByPeople: false };
          const fuller: Fuller = { ...again, whole, isBarred, ...rest };
          const before = card;
          const moved = decideMoving(card, shares, { ...fuller, barredAnew }, now);
          if (moved !== undefined) apply({ set: moved.set, shares: moved.changed });

          expect(faults(before, card, shares, barred, now)).toEqual([]);
          expect(decideMoving(card, shares, fuller, now)).toBeUndefined();
        }
      },
    ),
    { numRuns: 300 },
  );
});

const filed = () => filedWith("aku umur 12, bapak tiri suka masuk kamarku");
const again = (texts: string[], card: CaseCard, whole: boolean, answers = {}) => {
  const parts = texts.map((text) => ({ at: NOON, text }));
  const submission = { parts, answers, reason: "danger" as const, stillTelling: true };
  return decideAgain({ submission, barred: [], whole }, card, facts(NOON));
};

test("a place that the story merely mentions only makes the known one finer; an answer replaces it", () => {
  const card = { ...filed().card, area: "33.25" as AreaCode };

  const mentioned = again(["dia sudah pindah ke Palembang"], card, true);
  const finer = again(["di Kecamatan Subah, Kabupaten Batang"], card, true);
  const answered = again(["bukan, ini di Palembang"], card, true, { place: "kota palembang" });
  const coarser = again(["di jawa tengah"], card, true, { place: "jawa tengah" });

  expect(mentioned.to.area).toBe("33.25");
  expect(finer.to.area.startsWith("33.25.")).toBe(true);
  expect(answered.to.area).toBe("16.71");
  expect(coarser.to.area).toBe("33.25");
});

test("a few words alone do not change what a report is, but a child in it does", () => {
  const card = { ...filed().card, category: "hidden_prostitution" as const, child: "possible" as const };

  const thanks = again(["terima kasih banyak"], card, false);
  const child = again(["dia 14 tahun"], card, false, { child: "yes" });

  expect([thanks.to.category, thanks.to.severity]).toEqual(["hidden_prostitution", card.severity]);
  expect([child.to.category, child.to.child]).toEqual(["child_sexual_exploitation", "yes"]);
});

test.each(["makasih kak", "saya sudah pindah", "iya kak, masih sama", "tidak", "😭", ""])(
  "a few words that say neither danger nor a child leave the card as it is: %s",
  (text) => {
    const adult = { category: "sexual_trafficking", severity: "low", child: "no" } as const;
    const card = { ...filed().card, ...adult };

    expect(again([text], card, false).to).toMatchObject(adult);
  },
);

test.each([
  ["saya dikunci di kamar", { severity: "emergency" }],
  ["aku mau bunuh diri", { severity: "emergency" }],
  ["aku takut, bapak tiri suka masuk kamarku", { child: "yes", severity: "urgent" }],
  ["anaknya umur 9 dipegang-pegang", { child: "yes", severity: "urgent" }],
])("a few words that do, move it: %s", (text, moved) => {
  const card = { ...filed().card, severity: "low", child: "possible" } as const;

  expect(again([text], card, false).to).toMatchObject(moved);
});

test("the first words that report something are believed, where nothing was reported before", () => {
  const card = { ...filed().card, category: "not_a_report", severity: "low", child: "possible" } as const;

  const { to } = again(["bapak tiri suka masuk kamarku"], card, false);

  expect(to).toMatchObject({ category: "child_sexual_abuse", child: "yes", severity: "urgent" });
});
