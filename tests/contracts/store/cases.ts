/** What cases promise: seen only by whom they concern, changed by one writer, a history that only grows. */
import { beforeEach, describe, expect, test } from "vitest";
import {
  after,
  DAY,
  HOUR,
  type Actor,
  type AgencyId,
  type AreaCode,
  type CaseId,
} from "../../../api/kernel.ts";
import type { AccessLog, Cases, ReporterLinks } from "../../../api/queue/ports.ts";
import type { CaseCard, NewCase, Share } from "../../../api/queue/words.ts";
import type { Conversations, InboxRows, Leased } from "../../../bots/dispatch/ports.ts";
import type { DirectoryStore } from "../../../api/directory/ports.ts";
import {
  agencyNamed,
  at,
  bytes,
  copyOf,
  epochKey,
  event,
  heard,
  id,
  newCase,
  NOON,
  officerOf,
  SYSTEM,
  textOf,
  turnOf,
} from "./samples.ts";

export type Filed = {
  cases: Cases;
  /** Puts a sealed report where the reads find it. */
  file(newCase: NewCase): Promise<void>;
  /** Makes a body known, where the implementation asks for that. */
  enrol(name: string): Promise<AgencyId>;
};

/** How the real store files: in the turn of a conversation. */
export const filingByTurn =
  (ports: () => { inbox: InboxRows; conversations: Conversations }) =>
  async (filing: NewCase): Promise<void> => {
    const { inbox, conversations } = ports();
    await inbox.insert(heard({ pseudonym: filing.card.id }));
    const leased = (await conversations.lease(NOON, after(NOON, DAY))) as Leased;
    const outcome = await conversations.commit(turnOf(leased, { filing, case: filing.card.id }));
    if (outcome !== "done") throw new Error("the sample was not filed");
    await conversations.release(leased.id);
  };

export const enrolInDirectory =
  (directory: () => DirectoryStore) =>
  async (name: string): Promise<AgencyId> => {
    const agency = agencyNamed(name);
    await directory().saveAgency(agency);
    return agency.id;
  };

export function casesContract(ports: () => Filed): void {
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
          { kind: "admin", officer: id() },
          { kind: "reporter", case: id<CaseId>() },
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

    test("gives back what was filed, to the byte", async () => {
      const { card, epoch, receipt } = await filed({ stillTelling: true, relocation: true });

      expect(await cases.card(SYSTEM, card.id)).toEqual({ ...card, version: 1 });
      expect(await cases.epochs(SYSTEM, card.id)).toEqual([epoch]);
      expect(await cases.receipt(receipt.locator)).toEqual(receipt);
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

  describe("a change", () => {
    test("sets, empties and leaves alone, and moves the version on by one", async () => {
      const { card } = await filed();
      const officer = officerOf(lead);
      const claimedBy = { officer: officer.officer, agency: lead };

      const outcome = await cases.change(card.id, 1, {
        set: { state: "claimed", claimedBy, claimedAt: at(1), claimDueAt: undefined, actionDueAt: at(31) },
        events: [event("claimed", { actor: officer })],
      });

      expect(outcome).toBe("done");
      expect(await cases.card(SYSTEM, card.id)).toEqual({
        ...card,
        version: 2,
        state: "claimed",
        claimedBy,
        claimedAt: at(1),
        claimDueAt: undefined,
        actionDueAt: at(31),
      });
      expect((await cases.events(SYSTEM, card.id)).at(-1)).toMatchObject({
        seq: 2,
        kind: "claimed",
        actor: "officer",
        officer: officer.officer,
        agency: lead,
      });
    });

    test("decided on an old version writes nothing", async () => {
      const { card } = await filed();
      await cases.change(card.id, 1, { set: {}, events: [event("note")] });

      const outcome = await cases.change(card.id, 1, {
        set: { state: "closed" },
        events: [event("closed")],
        shares: [share(other)],
        copies: [copyOf(other)],
      });

      expect(outcome).toBe("conflict");
      expect((await cases.card(SYSTEM, card.id))?.state).toBe("waiting");
      expect(await cases.events(SYSTEM, card.id)).toHaveLength(2);
      expect(await cases.shares(SYSTEM, card.id)).toHaveLength(1);
      expect(await cases.copies(SYSTEM, card.id, other)).toEqual([]);
    });

    test("of a case that does not exist writes nothing", async () => {
      const outcome = await cases.change(id<CaseId>(), 1, { set: {}, events: [event("note")] });

      expect(outcome).toBe("conflict");
    });

    test("fifty officers claim at once: exactly one has it, and the history says who", async () => {
      const { card } = await filed();
      const officers = Array.from({ length: 50 }, () => officerOf(lead));

      const outcomes = await Promise.all(
        officers.map((officer) =>
          cases.change(card.id, 1, {
            set: { state: "claimed", claimedBy: { officer: officer.officer, agency: lead } },
            events: [event("claimed", { actor: officer })],
          }),
        ),
      );

      const winners = officers.filter((_, index) => outcomes[index] === "done");
      expect(winners).toHaveLength(1);
      expect((await cases.card(SYSTEM, card.id))?.claimedBy?.officer).toBe(winners[0]?.officer);
      expect(await cases.events(SYSTEM, card.id)).toHaveLength(2);
    });

    test("numbers events on without a gap, in the order given", async () => {
      const { card } = await filed();

      await cases.change(card.id, 1, { set: {}, events: [event("action"), event("note")] });
      await cases.change(card.id, 2, {
        set: {},
        events: [event("closed", { detail: { outcome: "victim_safe" } })],
      });

      const events = await cases.events(SYSTEM, card.id);
      expect(events.map(({ seq, kind }) => [seq, kind])).toEqual([
        [1, "filed"],
        [2, "action"],
        [3, "note"],
        [4, "closed"],
      ]);
      expect(events[3]?.detail).toEqual({ outcome: "victim_safe" });
    });

    test("gives a body its part and its key in one act, and replaces an earlier copy", async () => {
      const filing = newCase(lead);
      filing.shares.push(share(other, { role: "chain", position: 1, active: false }));
      filing.copies.push(copyOf(other, 0, true));
      await ports().file(filing);

      await cases.change(filing.card.id, 1, {
        set: { holder: other, turn: 1 },
        events: [event("escalated", { detail: { agency: other, turn: 1 } })],
        shares: [share(other, { role: "chain", position: 1, active: true })],
        copies: [copyOf(other, 0, false)],
      });

      expect(await cases.copies(officerOf(other), filing.card.id)).toEqual([copyOf(other, 0, false)]);
      expect((await cases.shares(SYSTEM, filing.card.id)).find(({ agency }) => agency === other)).toEqual(
        share(other, { role: "chain", position: 1, active: true }),
      );
    });

    test("begins a new epoch: what follows is sealed to its key", async () => {
      const { card } = await filed();

      await cases.change(card.id, 1, {
        set: {},
        events: [event("revoked")],
        epoch: epochKey(1),
        copies: [copyOf(lead, 1), copyOf("reporter", 1)],
      });

      expect((await cases.card(SYSTEM, card.id))?.epoch).toBe(1);
      expect((await cases.epochs(SYSTEM, card.id)).map(({ epoch }) => epoch)).toEqual([0, 1]);
      expect((await cases.copies(SYSTEM, card.id, lead)).map(({ epoch }) => epoch)).toEqual([0, 1]);
    });

    test("keeps the clock of a body that is phoned until the call is written down", async () => {
      const { card } = await filed({}, { handOffs: [{ agency: other, dueAt: at(60) }] });

      await cases.change(card.id, 1, {
        set: {},
        events: [event("hand_off", { at: at(20) })],
        handOffsDone: [other],
      });

      expect(await cases.handOffs(SYSTEM, card.id)).toEqual([
        { agency: other, dueAt: at(60), doneAt: at(20) },
      ]);
    });
  });

  describe("what is due", () => {
    const PINGED = { lastPingAt: at(-1) };
    const due = async () => (await cases.due(NOON, at(-5), 10)).map((card) => card.id);

    test("are cases whose claim or action clock has run out, the most severe first", async () => {
      const claim = await filed({ ...PINGED, claimDueAt: NOON });
      const action = await filed({
        ...{ ...PINGED, severity: "emergency", state: "claimed", claimDueAt: undefined, actionDueAt: at(-1) },
      });
      await filed({ ...PINGED, claimDueAt: at(1) });
      await filed({ ...PINGED, state: "closed", claimDueAt: at(-9) });

      expect(await due()).toEqual([action.card.id, claim.card.id]);
    });

    test("are cases for which nobody was woken yet, and pressing ones whose people were woken long ago", async () => {
      const never = await filed({ severity: "low", lastPingAt: undefined });
      const longAgo = await filed({ severity: "emergency", lastPingAt: at(-5) });
      await filed({ severity: "standard", lastPingAt: at(-500) });
      await filed({ severity: "emergency", lastPingAt: at(-4) });

      expect(await due()).toEqual([longAgo.card.id, never.card.id]);
    });
  });

  describe("a receipt", () => {
    test("counts wrong tries on a code within the hour; a right one clears them", async () => {
      const wrong = async (minute: number) => cases.countTry("12345", at(minute), false);

      const counted = [await wrong(0), await wrong(10), await wrong(59)];
      const later = await wrong(65);
      const right = await cases.countTry("12345", at(66), true);
      const again = await wrong(67);

      expect({ counted, later, right, again }).toEqual({ counted: [1, 2, 3], later: 3, right: 0, again: 1 });
    });

    test("counts each code for itself", async () => {
      await cases.countTry("12345", NOON, false);

      expect(await cases.countTry("54321", NOON, false)).toBe(1);
    });

    test("that nobody holds is undefined", async () => {
      expect(await cases.receipt("00000")).toBeUndefined();
    });
  });
}

export function accessLogContract(ports: () => Filed & { accessLog: AccessLog }): void {
  test("the access log keeps who opened what and when, and shows it to whom the case concerns", async () => {
    const lead = await ports().enrol("UPTD PPA Batang");
    const other = await ports().enrol("Dinas Sosial Batang");
    const filing = newCase(lead);
    await ports().file(filing);
    const { officer } = officerOf(lead);
    const caseId = filing.card.id;

    await ports().accessLog.record({ at: at(1), officer, agency: lead, case: caseId, act: "open" });
    await ports().accessLog.record({ at: at(2), officer, agency: lead, case: caseId, act: "reply" });

    const entries = await ports().accessLog.of(officerOf(lead), caseId);
    expect(entries).toEqual([
      { at: at(1), officer, agency: lead, act: "open" },
      { at: at(2), officer, agency: lead, act: "reply" },
    ]);
    expect(await ports().accessLog.of(officerOf(other), caseId)).toEqual([]);
  });
}

export type Linked = { inbox: InboxRows; conversations: Conversations; reporterLinks: ReporterLinks };

export function reporterLinksContract(ports: () => Filed & Linked): void {
  async function filedInChat(mayWrite: boolean | undefined): Promise<{ id: CaseId; leased: Leased }> {
    const { inbox, conversations, enrol } = ports();
    const filing = newCase(await enrol("UPTD PPA Batang"));
    await inbox.insert(heard());
    const leased = (await conversations.lease(NOON, at(60))) as Leased;
    await conversations.commit(
      turnOf(leased, { filing, case: filing.card.id, mayWrite, address: bytes("chat") }),
    );
    return { id: filing.card.id, leased };
  }

  test("a case leads back to its chat when the reporter said that we may write there", async () => {
    const { id, leased } = await filedInChat(true);

    const link = await ports().reporterLinks.addressOf(id);

    expect(link).toEqual({ channel: "telegram", conversation: leased.id, address: bytes("chat") });
  });

  test.each([false, undefined])(
    "a case never leads back to a chat without that word (%s)",
    async (mayWrite) => {
      const { id } = await filedInChat(mayWrite);

      expect(await ports().reporterLinks.addressOf(id)).toBeUndefined();
    },
  );

  test("a case does not lead back once the link has ended or was cut", async () => {
    const { id, leased } = await filedInChat(true);
    const cut = await filedInChatThenErased();
    await ports().conversations.release(leased.id);
    await ports().conversations.forget(after(NOON, 72 * HOUR));

    expect(await ports().reporterLinks.addressOf(id)).toBeUndefined();
    expect(await ports().reporterLinks.addressOf(cut)).toBeUndefined();
  });

  async function filedInChatThenErased(): Promise<CaseId> {
    const { inbox, conversations, enrol } = ports();
    const filing = newCase(await enrol("UPTD PPA Batang"));
    await inbox.insert(heard({ pseudonym: "other" }));
    const leased = (await conversations.lease(NOON, at(60))) as Leased;
    await conversations.commit(turnOf(leased, { filing, case: filing.card.id, mayWrite: true }));
    const last = turnOf({ ...leased, version: 1 }, { answers: undefined, case: filing.card.id, erase: true });
    await conversations.commit(last);
    return filing.card.id;
  }
}
