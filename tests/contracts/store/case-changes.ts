/** What changing a case promises: one writer, all or nothing, a history that only grows. */
import { beforeEach, expect, test } from "vitest";
import { instant, type AgencyId, type CaseId } from "../../../api/kernel.ts";
import type { Cases } from "../../../api/queue/ports.ts";
import type { CaseCard, NewCase, Share } from "../../../api/queue/words.ts";
import type { Filed } from "./filed.ts";
import { anyId, at, bytes, copyOf, epochKey, event, newCase, officerOf, SYSTEM, textOf } from "./samples.ts";

export function caseChangesContract(ports: () => Filed): void {
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
    const outcome = await cases.change(anyId<CaseId>(), 1, { set: {}, events: [event("note")] });

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

  test("that closes keeps the local day of every time and no finer one; what opens it again is exact", async () => {
    const { card } = await filed({ lastPingAt: at(-1) }, { handOffs: [{ agency: other, dueAt: at(60) }] });
    const midnight = instant(Date.parse("2026-11-21T00:00:00+07:00"));

    await cases.change(card.id, 1, {
      set: { state: "closed", closedAt: at(30), claimDueAt: undefined, outcome: "not_a_case" },
      events: [event("hand_off", { at: at(29) }), event("closed", { at: at(30) })],
      handOffsDone: [other],
    });
    const closed = {
      card: await cases.card(SYSTEM, card.id),
      events: await cases.events(SYSTEM, card.id),
      handOffs: await cases.handOffs(SYSTEM, card.id),
    };
    await cases.change(card.id, 2, {
      set: { state: "waiting", closedAt: undefined, reporterWroteAt: at(90), claimDueAt: at(210) },
      events: [event("reopened", { at: at(90) })],
    });

    expect(closed.card).toMatchObject({
      filedAt: midnight,
      reporterWroteAt: midnight,
      lastPingAt: midnight,
      closedAt: midnight,
    });
    expect(closed.events.map((one) => one.at)).toEqual([midnight, midnight, midnight]);
    expect(closed.handOffs).toEqual([{ agency: other, dueAt: midnight, doneAt: midnight }]);
    expect(await cases.card(SYSTEM, card.id)).toMatchObject({
      filedAt: midnight,
      reporterWroteAt: at(90),
      claimDueAt: at(210),
    });
    expect((await cases.events(SYSTEM, card.id)).map((one) => one.at)).toEqual([
      midnight,
      midnight,
      midnight,
      at(90),
    ]);
  });

  test("keeps the clock of a body that is phoned until the call is written down", async () => {
    const { card } = await filed({}, { handOffs: [{ agency: other, dueAt: at(60) }] });

    await cases.change(card.id, 1, {
      set: {},
      events: [event("hand_off", { at: at(20) })],
      handOffsDone: [other],
    });

    expect(await cases.handOffs(SYSTEM, card.id)).toEqual([{ agency: other, dueAt: at(60), doneAt: at(20) }]);
  });

  test("leaves a body that is kept out no copy of any epoch and no call to it; others keep theirs", async () => {
    const copies = [copyOf(lead, 1), copyOf(other, 1)];
    const handOffs = [lead, other].map((agency) => ({ agency, dueAt: at(15) }));
    const { card } = await filed({}, { copies, handOffs });

    await cases.change(card.id, 1, {
      set: {},
      events: [event("retriaged")],
      epoch: epochKey(2),
      shares: [share(other, { active: false })],
      copies: [copyOf(lead, 2)],
      withdrawn: [other],
    });

    const left = (await cases.copies(SYSTEM, card.id)).map(({ holder, epoch }) => [holder, epoch]);
    expect(left).toEqual([
      [lead, 1],
      [lead, 2],
    ]);
    expect((await cases.handOffs(SYSTEM, card.id)).map(({ agency }) => agency)).toEqual([lead]);
  });

  test("seals the reply address anew, and gives none back that is gone", async () => {
    const { card } = await filed();
    const replyAddress = bytes<NewCase["replyAddress"]>("sealed anew");

    await cases.change(card.id, 1, { set: {}, events: [event("retriaged")], replyAddress });

    expect(textOf((await cases.replyAddress(SYSTEM, card.id)) as Uint8Array)).toBe("sealed anew");
  });
}
