/** What is due, who tried a code, who opened what, and the way back to the chat. */
import { beforeEach, describe, expect, test } from "vitest";
import { after, HOUR, type AgencyId, type CaseId } from "../../../api/kernel.ts";
import type { AccessLog, Cases, ReporterLinks } from "../../../api/queue/ports.ts";
import type { CaseCard, NewCase } from "../../../api/queue/words.ts";
import type { Conversations, InboxRows, Leased } from "../../../bots/dispatch/ports.ts";
import type { Filed } from "./filed.ts";
import { at, bytes, heard, newCase, NOON, officerOf, turnOf, SYSTEM } from "./samples.ts";

export function caseClocksContract(ports: () => Filed): void {
  let cases: Cases;
  let lead: AgencyId;

  beforeEach(async () => {
    ({ cases } = ports());
    lead = await ports().enrol("UPTD PPA Batang");
  });

  async function filed(change: Partial<CaseCard> = {}, more: Partial<NewCase> = {}): Promise<NewCase> {
    const filing = { ...newCase(lead, change), ...more };
    await ports().file(filing);
    return filing;
  }

  describe("what is due", () => {
    const PINGED = { lastPingAt: at(-1) };
    const due = async () => (await cases.due(SYSTEM, NOON, at(-5), 10)).map((card) => card.id);

    test("are cases whose claim or action clock has run out, the most severe first", async () => {
      const claim = await filed({ ...PINGED, claimDueAt: NOON });
      const action = await filed({
        ...PINGED,
        severity: "emergency",
        state: "claimed",
        claimDueAt: undefined,
        actionDueAt: at(-1),
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
      expect(await cases.receipt(SYSTEM, "00000")).toBeUndefined();
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
