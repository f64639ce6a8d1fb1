/** What reading cases promises: seen only by whom they concern, the most pressing first. */
import { beforeEach, describe, expect, test } from "vitest";
import type { Actor, AgencyId, AreaCode, CaseId } from "../../../api/kernel.ts";
import type { Cases } from "../../../api/queue/ports.ts";
import type { CaseCard, NewCase, Share } from "../../../api/queue/words.ts";
import type { Filed } from "./filed.ts";
import { anyId, at, copyOf, newCase, NOON, officerOf, SYSTEM, textOf } from "./samples.ts";

export function caseReadsContract(ports: () => Filed): void {
  let cases: Cases;
  let lead: AgencyId;
  let other: AgencyId;

  beforeEach(async () => {
    ({ cases } = ports());
    lead = await ports().enrol("UPTD PPA Batang");
    other = await ports().enrol("Dinas Sosial Batang");
  });

  async function filed(change: Partial<CaseCard> = {}, more: Partial<NewCase> = {}): Promise<NewCase> {
    const filing = { ...newCase(lead, change), ...more };
    await ports().file(filing);
    return filing;
  }
  const share = (agency: AgencyId, change: Partial<Share> = {}): Share => ({
    agency,
    role: "support",
    access: "full",
    position: undefined,
    active: true,
    ...change,
  });

  describe("a read", () => {
    const reads: [string, (actor: Actor, id: CaseId) => Promise<unknown[]>][] = [
      ["card", async (actor, id) => [await cases.card(actor, id)].filter((card) => card !== undefined)],
      ["cards", (actor) => cases.cards(actor, { limit: 10 })],
      ["shares", (actor, id) => cases.shares(actor, id)],
      ["events", (actor, id) => cases.events(actor, id)],
      ["epochs", (actor, id) => cases.epochs(actor, id)],
      ["copies", (actor, id) => cases.copies(actor, id)],
      [
        "reply address",
        async (actor, id) => [await cases.replyAddress(actor, id)].filter((one) => one !== undefined),
      ],
      ["hand-offs", (actor, id) => cases.handOffs(actor, id)],
      [
        "receipt key",
        async (actor, id) => [await cases.receiptKey(actor, id)].filter((one) => one !== undefined),
      ],
    ];

    test.each(reads)("of %s answers the body in whose hands the case is, and the system", async (_, read) => {
      const { card } = await filed({}, { handOffs: [{ agency: other, dueAt: at(60) }] });

      const [toBody, toSystem] = [await read(officerOf(lead), card.id), await read(SYSTEM, card.id)];

      expect(toBody.length).toBeGreaterThan(0);
      expect(toSystem.length).toBeGreaterThan(0);
    });

    test.each(reads)(
      "of %s tells nothing to another body, an admin, a body whose turn has not come, or the reporter of another case",
      async (_, read) => {
        const chain = share(other, { role: "chain", position: 1, active: false });
        const filing = newCase(lead);
        filing.shares.push(chain);
        filing.handOffs.push({ agency: other, dueAt: at(60) });
        await ports().file(filing);
        const stranger = await ports().enrol("Dinas Kesehatan");
        const actors: Actor[] = [
          officerOf(stranger),
          officerOf(other),
          { kind: "admin", officer: anyId() },
          { kind: "reporter", case: anyId<CaseId>() },
        ];

        const told = await Promise.all(actors.map((actor) => read(actor, filing.card.id)));

        expect(told).toEqual([[], [], [], []]);
      },
    );

    test.each(reads)("of %s for an id that cannot be one answers nothing", async (_, read) => {
      await filed();

      const told = await read(officerOf(other), "not-an-id" as CaseId);

      expect(told).toEqual([]);
    });

    test("gives a body that may see the card only no word and no key", async () => {
      const filing = newCase(lead);
      filing.shares.push(share(other, { access: "card" }));
      filing.copies.push(copyOf(other));
      await ports().file(filing);
      const officer = officerOf(other);

      const events = await cases.events(officer, filing.card.id);

      expect((await cases.card(officer, filing.card.id))?.label).toBe("Kenari Teduh 41");
      expect(events.map(({ kind, sealed }) => [kind, sealed])).toEqual([["filed", undefined]]);
      expect(await cases.copies(officer, filing.card.id)).toEqual([]);
      expect(await cases.replyAddress(officer, filing.card.id)).toBeUndefined();
    });

    test("gives each body its own key copies only, the reporter the reporter's, the system all", async () => {
      const filing = newCase(lead);
      filing.shares.push(share(other));
      filing.copies.push(copyOf(other));
      await ports().file(filing);
      const caseId = filing.card.id;
      const holders = async (actor: Actor, holder?: AgencyId) =>
        (await cases.copies(actor, caseId, holder)).map((copy) => copy.holder);

      expect(await holders(officerOf(lead))).toEqual([lead]);
      expect(await holders(officerOf(lead), other)).toEqual([]);
      expect(await holders({ kind: "reporter", case: caseId })).toEqual(["reporter"]);
      expect((await holders(SYSTEM)).toSorted()).toEqual([lead, other, "reporter"].toSorted());
      expect(await holders(SYSTEM, other)).toEqual([other]);
    });

    test("gives a receipt to the system and its own reporter, and to no body", async () => {
      const { card, receipt } = await filed();
      const seenBy = async (actor: Actor) => (await cases.receipt(actor, receipt.locator))?.case;

      expect(await seenBy(SYSTEM)).toBe(card.id);
      expect(await seenBy({ kind: "reporter", case: card.id })).toBe(card.id);
      expect(await seenBy({ kind: "reporter", case: anyId() })).toBeUndefined();
      expect(await seenBy(officerOf(lead))).toBeUndefined();
      expect(await seenBy({ kind: "admin", officer: anyId() })).toBeUndefined();
    });

    test("gives back what was filed, to the byte", async () => {
      const { card, epoch, receipt } = await filed({ stillTelling: true, relocation: true });

      expect(await cases.card(SYSTEM, card.id)).toEqual({ ...card, version: 1 });
      expect(await cases.epochs(SYSTEM, card.id)).toEqual([epoch]);
      expect(await cases.receipt(SYSTEM, receipt.locator)).toEqual(receipt);
      expect(textOf((await cases.replyAddress(SYSTEM, card.id)) as Uint8Array)).toBe("reply address");
      expect((await cases.events(SYSTEM, card.id))[0]).toMatchObject({
        seq: 1,
        kind: "filed",
        actor: "system",
        at: NOON,
      });
    });
  });

  describe("the queue", () => {
    test("shows the most pressing first: state, severity, due time", async () => {
      const mild = await filed({ severity: "low", claimDueAt: at(10) });
      const soon = await filed({ severity: "urgent", claimDueAt: at(20) });
      const later = await filed({ severity: "urgent", claimDueAt: at(30) });
      const danger = await filed({ severity: "emergency", claimDueAt: at(40) });
      const taken = await filed({
        severity: "emergency",
        state: "claimed",
        claimDueAt: undefined,
        actionDueAt: at(5),
      });

      const cards = await cases.cards(officerOf(lead), { limit: 10 });

      expect(cards.map((card) => card.id)).toEqual(
        [danger, soon, later, mild, taken].map(({ card }) => card.id),
      );
    });

    test("narrows to states, to an area with all inside it, to what was filed before, and to a number of cards", async () => {
      const batang = await filed({ area: "33.25.01" as AreaCode, filedAt: at(-3) });
      const notBatang = await filed({ area: "33.2" as AreaCode, filedAt: at(-2) });
      const closed = await filed({
        area: "33.25" as AreaCode,
        state: "closed",
        claimDueAt: undefined,
        filedAt: at(-1),
      });
      const ids = async (filter: Parameters<Cases["cards"]>[1]) =>
        (await cases.cards(officerOf(lead), filter)).map((card) => card.id).toSorted();
      const of = (...filings: NewCase[]) => filings.map(({ card }) => card.id).toSorted();

      expect(await ids({ limit: 10, area: "33.25" as AreaCode })).toEqual(of(batang, closed));
      expect(await ids({ limit: 10, area: "" as AreaCode })).toEqual(of(batang, notBatang, closed));
      expect(await ids({ limit: 10, states: ["closed"] })).toEqual(of(closed));
      expect(await ids({ limit: 10, before: at(-2) })).toEqual(of(batang));
      expect(await ids({ limit: 1 })).toHaveLength(1);
    });
  });

  describe("what may tell of the same event", () => {
    const sketch = (period: string, byte: number) => ({ period, bits: new Uint8Array(64).fill(byte) });
    const sketched = (change: Partial<CaseCard> = {}, more: Partial<NewCase> = {}) =>
      filed(change, { sketches: [sketch("2026-11-16", 1)], ...more });

    test("is what the body may read in full, in the same kabupaten, not too old, and sketched", async () => {
      const { card } = await sketched();
      const near = await sketched({ area: "33.25.09" as AreaCode });
      await sketched({ area: "33.26.01" as AreaCode });
      await sketched({ filedAt: at(-60) });
      await filed();
      await sketched({}, { shares: [share(lead, { role: "lead", access: "card" })] });

      const told = await cases.toldNear(officerOf(lead), card.id, at(-30));

      expect(told?.one).toMatchObject({ id: card.id, sketches: [sketch("2026-11-16", 1)] });
      expect(told?.others.map(({ id }) => id)).toEqual([near.card.id]);
      expect(await cases.toldNear(officerOf(other), card.id, at(-30))).toBeUndefined();
    });

    test("a later message adds to the sketches of the same time", async () => {
      const { card } = await sketched();

      const sketches = [sketch("2026-11-16", 2), sketch("2026-12-01", 4)];
      await cases.change(card.id, 1, { set: {}, events: [], sketches });

      const told = await cases.toldNear(SYSTEM, card.id, at(-30));
      expect(told?.one.sketches.toSorted((a, b) => (a.period < b.period ? -1 : 1))).toEqual([
        sketch("2026-11-16", 3),
        sketch("2026-12-01", 4),
      ]);
    });

    test("reports of one incident are found by it, the oldest first, each only by whom it concerns", async () => {
      const later = await filed({ filedAt: at(5) });
      const earlier = await filed();
      await cases.change(later.card.id, 1, { set: { incident: earlier.card.incident }, events: [] });

      const found = await cases.ofIncident(officerOf(lead), earlier.card.incident);

      expect(found.map(({ id }) => id)).toEqual([earlier.card.id, later.card.id]);
      expect(await cases.ofIncident(officerOf(other), earlier.card.incident)).toEqual([]);
    });

    test("a report that joins an incident takes along what is linked with it, and nothing else", async () => {
      const [one, linked, apart, joined] = [await filed(), await filed(), await filed(), await filed()];
      await cases.change(linked.card.id, 1, { set: { incident: one.card.incident }, events: [] });

      await cases.change(one.card.id, 1, { set: {}, joins: joined.card.incident, events: [] });

      const found = await cases.ofIncident(SYSTEM, joined.card.incident);
      expect(new Set(found.map(({ id }) => id))).toEqual(
        new Set([one, linked, joined].map(({ card }) => card.id)),
      );
      expect(await cases.card(SYSTEM, apart.card.id)).toMatchObject({ incident: apart.card.incident });
    });
  });
}
