import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AgencyId, AreaCode, CaseId, LocalDay } from "../../api/kernel.ts";
import { enrolInDirectory, filingByTurn } from "../contracts/store/filed.ts";
import { at, event, newCase, NOON, officerOf, SYSTEM, bytes } from "../contracts/store/samples.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

let store: TestStore;
let lead: AgencyId;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  await store.empty();
  lead = await enrolInDirectory(() => store.directory)("UPTD PPA Batang");
});
afterAll(() => store.close());

const file = filingByTurn(() => store);
async function closedCase(closedAt = NOON): Promise<CaseId> {
  const filing = newCase(lead, { state: "closed", closedAt, claimDueAt: undefined, outcome: "victim_safe" });
  await file(filing);
  return filing.card.id;
}

describe("shredding a case", () => {
  test("leaves nothing that opens it and nothing to open, only the card and who did what when", async () => {
    const id = await closedCase();
    await store.cases.change(id, 1, { set: {}, events: [event("note", { sealed: bytes("words") })] });
    const [receipt] = (await store.pool.query("select locator from case_receipt")).rows;

    const done = await store.retention.shred(id, at(60));

    const events = await store.cases.events(SYSTEM, id);
    expect(done).toBe(true);
    expect(await store.cases.copies(SYSTEM, id)).toEqual([]);
    expect(await store.cases.replyAddress(SYSTEM, id)).toBeUndefined();
    expect(await store.cases.receipt(SYSTEM, receipt.locator)).toBeUndefined();
    expect(events.map(({ kind, sealed }) => [kind, sealed])).toEqual([
      ["filed", undefined],
      ["note", undefined],
      ["shredded", undefined],
    ]);
    expect((await store.cases.card(SYSTEM, id))?.outcome).toBe("victim_safe");
  });

  test("is written into the ledger once, however often it is asked for", async () => {
    const id = await closedCase();

    const answers = [await store.retention.shred(id, at(60)), await store.retention.shred(id, at(90))];

    expect(answers).toEqual([true, false]);
    expect(await store.retention.ledger()).toEqual([{ case: id, at: at(60) }]);
  });

  test("comes to every case closed by then, and to no other", async () => {
    const old = await closedCase(at(-10));
    const recent = await closedCase(at(-9));

    const count = await store.retention.shredClosedBefore(at(-10), NOON);

    expect(count).toBe(1);
    expect(await store.cases.copies(SYSTEM, old)).toEqual([]);
    expect(await store.cases.copies(SYSTEM, recent)).toHaveLength(2);
  });
});

describe("the history of a case", () => {
  test.each([
    ["rewritten", "update case_event set kind = 'note'"],
    ["given other words", "update case_event set sealed = '\\x00'"],
    ["emptied and rewritten at once", "update case_event set sealed = null, at = now()"],
    ["deleted", "delete from case_event"],
  ])("cannot be %s, whoever asks the database", async (_, sql) => {
    await closedCase();

    const attempt = store.pool.query(sql);

    await expect(attempt).rejects.toThrow("append-only");
  });
});

describe("statistics", () => {
  const day = "2026-11-21" as LocalDay;

  test("see a case without its id, by the local day of its area and by its regency", async () => {
    const filing = newCase(lead, {
      area: "91.71.01" as AreaCode,
      filedAt: at(-13 * 60), // 01:00 on the 21st in Jayapura, still the 20th in Jakarta
      state: "claimed",
      claimedBy: { officer: officerOf(lead).officer, agency: lead },
      claimedAt: at(-12 * 60),
      claimDueAt: undefined,
      actionDueAt: at(-1),
    });
    await file(filing);

    const facts = await store.facts.cases(day, day, NOON);

    expect(facts).toEqual([
      {
        incident: filing.card.incident,
        day,
        category: "child_sexual_abuse",
        severity: "urgent",
        child: "yes",
        area: "91.71",
        relocation: false,
        state: "claimed",
        overdue: true,
        minutesToClaim: 60,
        minutesToAction: undefined,
        lead,
      },
    ]);
    expect(await store.facts.lastFiled(day)).toEqual([{ area: "91.71", day }]);
    expect(await store.facts.lastFiled("2026-11-20" as LocalDay)).toEqual([]);
  });

  test("count no case of another day", async () => {
    await file(newCase(lead, { filedAt: at(12 * 60) })); // midnight of the 22nd in Jakarta

    expect(await store.facts.cases(day, day, NOON)).toEqual([]);
  });
});

test("the access log is forgotten by its own clock", async () => {
  const id = await closedCase();
  const { officer } = officerOf(lead);
  for (const when of [at(-2), at(-1)])
    await store.accessLog.record({ at: when, officer, agency: lead, case: id, act: "open" });

  const gone = await store.retention.forgetAccess(at(-1));

  expect(gone).toBe(1);
  expect(await store.accessLog.of(SYSTEM, id)).toHaveLength(1);
});
