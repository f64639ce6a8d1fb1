import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  after,
  HOUR,
  instant,
  MINUTE,
  type AgencyId,
  type AreaCode,
  type CaseId,
  type Instant,
  type LocalDay,
} from "../../api/kernel.ts";
import type { CaseCard, CaseChange } from "../../api/queue/index.ts";
import { enrolInDirectory, filingByTurn } from "../contracts/store/filed.ts";
import { copyOf, event, newCase, officerOf, SYSTEM } from "../contracts/store/samples.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";
import { closing, keptFacts, keptTimes, reopening } from "./closed.ts";

let store: TestStore;
let lead: AgencyId;
let other: AgencyId;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  await store.empty();
  lead = await enrolInDirectory(() => store.directory)("UPTD PPA Batang");
  other = await enrolInDirectory(() => store.directory)("Dinas Sosial Batang");
});
afterAll(() => store.close());

const file = filingByTurn(() => store);
const time = (text: string): Instant => instant(Date.parse(text));

/** Each area with the UTC hour of its midnight, and moments just before and after the midnight of the 22nd there. */
const AREAS = [
  { zone: "WIB", area: "33.25.01", midnight: 17 },
  { zone: "WITA", area: "73.71.01", midnight: 16 },
  { zone: "WIT", area: "91.71.01", midnight: 15 },
] as const;
const midnightOf = (hour: number) => time(`2026-11-21T${hour}:00:00.000Z`);

async function change(id: CaseId, what: CaseChange): Promise<void> {
  const card = await store.cases.card(SYSTEM, id);
  expect(await store.cases.change(id, card?.version ?? 0, what)).toBe("done");
}
const close = (id: CaseId, at: Instant) => change(id, closing(at));
const reopen = (id: CaseId, at: Instant) => change(id, reopening(at));
const timesOf = (id: CaseId) => keptTimes(store.pool, id);
const factsOf = (id: CaseId) => keptFacts(store.pool, id);

/** Filed, claimed after 10 minutes, acted upon after 25, pinged, read, with one body phoned and one still to phone. */
async function worked(area: string, filedAt: Instant, changes: Partial<CaseCard> = {}): Promise<CaseId> {
  const filing = newCase(lead, {
    area: area as AreaCode,
    filedAt,
    reporterWroteAt: filedAt,
    claimDueAt: after(filedAt, 2 * HOUR),
    lastPingAt: filedAt,
    ...changes,
  });
  filing.events = [event("filed", { at: filedAt })];
  filing.handOffs = [lead, other].map((agency) => ({ agency, dueAt: after(filedAt, 2 * HOUR + 1) }));
  filing.shares.push({ agency: other, role: "support", access: "full", position: undefined, active: true });
  filing.copies.push(copyOf(other));
  await file(filing);
  const { officer } = officerOf(lead);
  const claimedAt = after(filedAt, 10 * MINUTE);
  const actedAt = after(filedAt, 25 * MINUTE);
  await change(filing.card.id, {
    set: { state: "claimed", claimedBy: { officer, agency: lead }, claimedAt, claimDueAt: undefined },
    events: [event("claimed", { at: claimedAt })],
  });
  await change(filing.card.id, {
    set: { firstActionAt: actedAt, officerReadAt: after(filedAt, 11 * MINUTE) },
    events: [event("hand_off", { at: actedAt })],
    handOffsDone: [other],
  });
  return filing.card.id;
}

describe.each(AREAS)("a case closed in $zone", ({ area, midnight }) => {
  const day = midnightOf(midnight);

  test("keeps no time finer than the local day, not even when it ran across midnight", async () => {
    const id = await worked(area, after(day, -20 * MINUTE));

    await close(id, after(day, 5 * HOUR));

    const times = await timesOf(id);
    const midnights = [day, after(day, -24 * HOUR)];
    expect(times.filter(({ at }) => !midnights.includes(instant(at.getTime())))).toEqual([]);
    expect(new Set(times.map(({ column }) => column))).toEqual(
      new Set([
        "case_card.filed_at",
        "case_card.claimed_at",
        "case_card.first_action_at",
        "case_card.closed_at",
        "case_card.reporter_wrote_at",
        "case_card.officer_read_at",
        "case_card.last_ping_at",
        "case_event.at",
        "hand_off.due_at",
        "hand_off.done_at",
      ]),
    );
  });

  test.each([
    ["before", -1, "2026-11-21", "2026-11-16"],
    ["at", 0, "2026-11-22", "2026-11-16"],
    ["a day after", 24 * HOUR, "2026-11-23", "2026-11-23"],
  ])("and filed %s midnight counts on its local day and from Monday on", async (_, ms, filedOn, monday) => {
    const id = await worked(area, after(day, ms));

    await close(id, after(day, 25 * HOUR));

    expect(await factsOf(id)).toMatchObject([{ day: filedOn, week: monday }]);
  });
});

describe("closing a case", () => {
  const filedAt = time("2026-11-21T05:03:07.250Z");
  const on = (day: string) => time(`${day}T00:00:00+07:00`);

  test("cuts a fact with its durations, the closing in coarse steps, and nothing below the regency", async () => {
    const id = await worked("33.25.01", filedAt, { relocation: true });

    await close(id, after(filedAt, 3 * HOUR + 1));

    expect(await factsOf(id)).toEqual([
      {
        case_id: id,
        day: "2026-11-21",
        week: "2026-11-16",
        category: "child_sexual_abuse",
        severity: "urgent",
        child: "yes",
        area: "33.25",
        relocation: true,
        lead_id: lead,
        overdue: false,
        minutes_to_claim: 10,
        minutes_to_action: 25,
        minutes_to_close: 4 * 60,
        outcome: "victim_safe",
      },
    ]);
  });

  test("counts as overdue when the clock that it stopped had run out", async () => {
    const id = await worked("33.25.01", filedAt);
    await change(id, { set: { actionDueAt: after(filedAt, HOUR) }, events: [event("note")] });

    await close(id, after(filedAt, 2 * HOUR));

    expect(await factsOf(id)).toMatchObject([{ overdue: true }]);
  });

  test("changes nothing in statistics but that the case is closed", async () => {
    const id = await worked("33.25.01", filedAt);
    await worked("33.25.01", filedAt);
    const period = ["2026-11-21", "2026-11-21", after(filedAt, HOUR)] as [LocalDay, LocalDay, Instant];
    const before = await store.facts.cases(...period);
    const lastFiled = await store.facts.lastFiled(period[1]);

    await close(id, after(filedAt, HOUR));

    const closed = await store.facts.cases(...period);
    const states = (facts: { state: string }[]) => facts.map(({ state }) => state).toSorted();
    expect(before).toHaveLength(2);
    for (const fact of before)
      expect(closed).toContainEqual(expect.objectContaining({ ...fact, state: expect.any(String) }));
    expect([states(before), states(closed)]).toEqual([
      ["claimed", "claimed"],
      ["claimed", "closed"],
    ]);
    expect(await store.facts.lastFiled(period[1])).toEqual(lastFiled);
  });

  test("leaves an unread message unread", async () => {
    const id = await worked("33.25.01", filedAt);
    await change(id, { set: { reporterWroteAt: after(filedAt, HOUR) }, events: [event("message")] });

    await close(id, after(filedAt, 2 * HOUR));

    const card = await store.cases.card(SYSTEM, id);
    expect(card?.reporterWroteAt).toBe(on("2026-11-21"));
    expect(card?.officerReadAt).toBe(on("2026-11-20"));
  });

  test("by a decision on an old version cuts no fact and coarsens nothing", async () => {
    const id = await worked("33.25.01", filedAt);

    const outcome = await store.cases.change(id, 1, {
      set: { state: "closed", closedAt: after(filedAt, HOUR) },
      events: [event("closed")],
    });

    expect(outcome).toBe("conflict");
    expect(await factsOf(id)).toEqual([]);
    expect((await store.cases.card(SYSTEM, id))?.filedAt).toBe(filedAt);
  });

  test("does not let later events bring exact times back: a delivery, or the shredding", async () => {
    const id = await worked("33.25.01", filedAt);
    await close(id, after(filedAt, HOUR));

    await change(id, { set: {}, events: [event("reply_read", { at: after(filedAt, 2 * HOUR) })] });
    await store.retention.shred(id, after(filedAt, 3 * HOUR));

    const times = await timesOf(id);
    expect(times.map(({ column }) => column)).toContain("case_card.shredded_at");
    expect(times.filter(({ at }) => at.getTime() !== on("2026-11-21"))).toEqual([]);
  });
});

describe("a case that is opened again", () => {
  const filedAt = time("2026-11-21T05:03:07.250Z");
  const written = time("2026-12-05T02:30:00.500Z");

  test("has exact times from then on, beside the days of its past", async () => {
    const id = await worked("33.25.01", filedAt);
    await close(id, after(filedAt, HOUR));

    await reopen(id, written);

    const card = await store.cases.card(SYSTEM, id);
    const events = await store.cases.events(SYSTEM, id);
    expect(card).toMatchObject({
      filedAt: time("2026-11-20T17:00:00Z"),
      reporterWroteAt: written,
      claimDueAt: after(written, 2 * HOUR),
    });
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(events.slice(-2).map(({ at }) => at)).toEqual([written, written]);
  });

  test("is counted as it stands, with the speed of the first time", async () => {
    const id = await worked("33.25.01", filedAt);
    await close(id, after(filedAt, HOUR));
    await reopen(id, written);

    const day = "2026-11-21" as LocalDay;
    const facts = await store.facts.cases(day, day, after(written, 3 * HOUR));

    expect(facts).toMatchObject([
      { day, state: "waiting", overdue: true, minutesToClaim: 10, minutesToAction: 25 },
    ]);
  });

  test("and closed a second time has one fact, and no exact time again", async () => {
    const id = await worked("33.25.01", filedAt);
    await close(id, after(filedAt, HOUR));
    await reopen(id, written);

    await close(id, after(written, HOUR));

    const times = await timesOf(id);
    expect(await factsOf(id)).toMatchObject([
      { day: "2026-11-21", minutes_to_claim: 10, minutes_to_action: 25, minutes_to_close: 14 * 24 * 60 },
    ]);
    expect(times.filter(({ at }) => at.getTime() % (24 * HOUR) !== 17 * HOUR)).toEqual([]);
  });
});

describe("the history", () => {
  const filedAt = time("2026-11-21T05:03:07.250Z");
  const asked = (sql: string) => store.pool.query(sql);

  test("of a case that is not closed keeps its exact times, whoever asks the database", async () => {
    await worked("33.25.01", filedAt);

    const attempt = asked("update case_event set at = date_trunc('day', at, 'Asia/Jakarta')");

    await expect(attempt).rejects.toThrow("append-only");
  });

  test.each([
    ["forward", "update case_event set at = at + interval '1 hour'"],
    ["to another time of its day", "update case_event set at = at + interval '1 minute'"],
    ["to the midnight of another zone", "update case_event set at = date_trunc('day', at, 'Asia/Jayapura')"],
    ["to an earlier day", "update case_event set at = at - interval '1 day'"],
    ["with another word", "update case_event set at = at, kind = 'note'"],
    ["with its number", "update case_event set at = at, seq = seq + 100"],
    ["with its words", "update case_event set at = at, sealed = '\\x00'"],
  ])("of a closed case is not moved %s", async (_, sql) => {
    const id = await worked("33.25.01", filedAt);
    await close(id, after(filedAt, HOUR));
    const before = await store.cases.events(SYSTEM, id);

    const attempt = asked(sql);

    await expect(attempt).rejects.toThrow("append-only");
    expect(await store.cases.events(SYSTEM, id)).toEqual(before);
  });
});

test("an officer's word is compared with what triage first said, however often it changes", async () => {
  const id = await worked("33.25.01", time("2026-11-20T05:00:00Z"));
  const verdict = (category: CaseCard["category"]) =>
    ({ category, severity: "urgent", child: "yes", area: "33.25.01" as AreaCode }) as const;
  const review = async (from: CaseCard["category"], to: CaseCard["category"]) => {
    const indicators = { kept: 1, added: 0, removed: 1 };
    const said = { at: time("2026-11-20T06:00:00Z"), from: verdict(from), to: verdict(to), indicators };
    await change(id, { set: { category: to }, events: [], review: said });
  };
  const agreement = () => store.facts.agreement("2026-11-20" as LocalDay, "2026-11-20" as LocalDay);

  await review("child_sexual_abuse", "other_violence");
  const corrected = await agreement();
  await review("other_violence", "child_sexual_abuse");
  const backAgain = await agreement();

  const same = { day: "2026-11-20", severity: true, child: true, area: true, indicators: false };
  expect(corrected).toEqual([{ ...same, category: false }]);
  expect(backAgain).toEqual([{ ...same, category: true }]);
});
