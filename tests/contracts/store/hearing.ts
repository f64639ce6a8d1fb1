/** What inbox and conversations promise: heard once, handled one at a time, in order, never lost. */
import { beforeEach, describe, expect, test } from "vitest";
import type { AgencyId, ConversationId, Instant, LocalDay } from "../../../api/kernel.ts";
import { after, DAY, HOUR } from "../../../api/kernel.ts";
import type { DirectoryStore } from "../../../api/directory/ports.ts";
import type { Facts } from "../../../api/insight/ports.ts";
import type { Cases } from "../../../api/queue/ports.ts";
import type { OutboxRows } from "../../../bots/courier/ports.ts";
import type { AppendTargets, Conversations, InboxRows, Leased } from "../../../bots/dispatch/ports.ts";
import {
  agencyNamed,
  at,
  bytes,
  event,
  heard,
  newCase,
  NOON,
  prompt,
  SYSTEM,
  TELEGRAM,
  textOf,
  turnOf,
} from "./samples.ts";

export type Hearing = {
  inbox: InboxRows;
  conversations: Conversations & AppendTargets;
  outbox: OutboxRows;
  cases: Cases;
  facts: Facts;
  directory: DirectoryStore;
};

export function hearingContract(ports: () => Hearing): void {
  let inbox: InboxRows;
  let conversations: Conversations & AppendTargets;
  let outbox: OutboxRows;
  let cases: Cases;
  let facts: Facts;
  let lead: AgencyId;

  beforeEach(async () => {
    ({ inbox, conversations, outbox, cases, facts } = ports());
    const agency = agencyNamed("UPTD PPA Batang");
    await ports().directory.saveAgency(agency);
    lead = agency.id;
  });

  const lease = (now: Instant = NOON) => conversations.lease(now, after(now, 60_000));
  async function leased(now: Instant = NOON): Promise<Leased> {
    const found = await lease(now);
    if (found === undefined) throw new Error("nothing to lease");
    return found;
  }

  describe("the inbox", () => {
    test("takes a message once, however often the platform delivers it", async () => {
      const message = heard();

      const answers = [await inbox.insert(message), await inbox.insert(message), await inbox.insert(message)];

      expect(answers).toEqual(["new", "duplicate", "duplicate"]);
      expect((await leased()).waiting).toHaveLength(1);
    });

    test("takes a message once when deliveries race", async () => {
      const message = heard();

      const answers = await Promise.all(Array.from({ length: 10 }, () => inbox.insert(message)));

      expect(answers.filter((answer) => answer === "new")).toHaveLength(1);
    });

    test("tells channels apart that use the same ids", async () => {
      const message = heard({ externalId: "7" });
      await inbox.insert(message);

      const other = await inbox.insert({ ...message, channel: "web" as typeof TELEGRAM, pseudonym: "other" });

      expect(other).toBe("new");
    });

    test("recognises a second delivery of a message that was handled, and begins no conversation for it", async () => {
      const message = heard();
      await inbox.insert(message);
      const first = await leased();
      await conversations.commit(turnOf(first));
      await conversations.release(first.id);

      const again = await inbox.insert(message);

      expect(again).toBe("duplicate");
      expect(await lease()).toBeUndefined();
    });
  });

  describe("a lease", () => {
    test("gives all waiting messages of one person in the order in which they came", async () => {
      for (const text of ["one", "two", "three"]) await inbox.insert(heard({ sealed: bytes(text) }));

      const { waiting, state, version } = await leased();

      expect(waiting.map(({ sealed }) => textOf(sealed))).toEqual(["one", "two", "three"]);
      expect({ state, version }).toEqual({ state: undefined, version: 0 });
    });

    test("goes to who has waited longest, and to nobody twice", async () => {
      await inbox.insert(heard({ pseudonym: "late", at: at(-1), sealed: bytes("late") }));
      await inbox.insert(heard({ pseudonym: "early", at: at(-5), sealed: bytes("early") }));

      const [first, second, third] = [await lease(), await lease(), await lease()];

      expect(textOf(first?.waiting[0]?.sealed ?? bytes(""))).toBe("early");
      expect(textOf(second?.waiting[0]?.sealed ?? bytes(""))).toBe("late");
      expect(third).toBeUndefined();
    });

    test("is given to one of many workers asking at once", async () => {
      for (let person = 0; person < 5; person += 1) await inbox.insert(heard({ pseudonym: `p${person}` }));

      const found = await Promise.all(Array.from({ length: 20 }, () => lease()));

      const ids = found.flatMap((one) => one?.id ?? []);
      expect(ids).toHaveLength(5);
      expect(new Set(ids).size).toBe(5);
    });

    test("runs out, so that a dead worker's conversation is heard", async () => {
      await inbox.insert(heard());
      const { id } = await leased();

      const later = await lease(at(2));

      expect(later?.id).toBe(id);
    });

    test("wakes a conversation that asked for it, with no message in hand", async () => {
      await inbox.insert(heard());
      const first = await leased();
      await conversations.commit(turnOf(first, { wakeAt: at(30) }));
      await conversations.release(first.id);

      const [early, onTime] = [await lease(at(29)), await lease(at(30))];

      expect(early).toBeUndefined();
      expect(onTime).toMatchObject({ id: first.id, waiting: [], version: 1 });
    });
  });

  describe("a turn", () => {
    test("is remembered at the next lease", async () => {
      await inbox.insert(heard());
      const first = await leased();
      const filing = newCase(lead);
      await conversations.commit(turnOf(first, { state: bytes("told"), case: filing.card.id, filing }));
      await conversations.release(first.id);
      await inbox.insert(heard());

      const next = await leased();

      expect(next).toMatchObject({ id: first.id, version: 1, case: filing.card.id });
      expect(textOf(next.state as Uint8Array)).toBe("told");
      expect(textOf(next.address as Uint8Array)).toBe("address");
    });

    test("keeps the stored address when it brings none", async () => {
      await inbox.insert(heard());
      const first = await leased();
      await conversations.commit(turnOf(first));
      await conversations.commit(
        turnOf({ ...first, version: 1 }, { answers: undefined, address: undefined }),
      );
      await conversations.release(first.id);
      await inbox.insert(heard());

      const next = await leased();

      expect(textOf(next.address as Uint8Array)).toBe("address");
    });

    test("keeps the lease until it is given back", async () => {
      await inbox.insert(heard());
      await inbox.insert(heard());
      const first = await leased();
      await conversations.commit(turnOf(first));

      const meanwhile = await lease();
      await conversations.release(first.id);
      const afterwards = await lease();

      expect(meanwhile).toBeUndefined();
      expect(afterwards?.waiting).toHaveLength(1);
    });

    test("of a worker that was overtaken writes nothing", async () => {
      await inbox.insert(heard());
      const first = await leased();
      await conversations.commit(turnOf(first));

      const outcome = await conversations.commit(
        turnOf(first, { outbox: [prompt(first.id, "said twice")], filing: newCase(lead), steps: ["said"] }),
      );

      expect(outcome).toBe("conflict");
      expect(await outbox.lease([TELEGRAM], NOON, at(1))).toBeUndefined();
      expect(await cases.cards(SYSTEM, { limit: 10 })).toEqual([]);
    });

    test("that answers a message already handled writes nothing", async () => {
      await inbox.insert(heard());
      const first = await leased();
      await conversations.commit(turnOf(first));

      const outcome = await conversations.commit(turnOf({ ...first, version: 1 }));

      expect(outcome).toBe("conflict");
    });

    test("of two that race exactly one is written", async () => {
      await inbox.insert(heard());
      const first = await leased();

      const outcomes = await Promise.all([1, 2, 3, 4].map(() => conversations.commit(turnOf(first))));

      expect(outcomes.toSorted()).toEqual(["conflict", "conflict", "conflict", "done"]);
    });

    test("files a report and answers in one act, and the report can be read at once", async () => {
      await inbox.insert(heard());
      const first = await leased();
      const filing = newCase(lead);

      const outcome = await conversations.commit(
        turnOf(first, { filing, case: filing.card.id, outbox: [prompt(first.id, "your code")] }),
      );

      expect(outcome).toBe("done");
      expect(await cases.card(SYSTEM, filing.card.id)).toEqual({ ...filing.card, version: 1 });
      expect((await outbox.lease([TELEGRAM], NOON, at(1)))?.conversation).toBe(first.id);
    });

    test("is decided again when the code's locator is taken by another report", async () => {
      await inbox.insert(heard());
      await inbox.insert(heard());
      const first = await leased();
      const taken = newCase(lead);
      await conversations.commit(turnOf(first, { filing: taken }));
      const same = newCase(lead);
      same.receipt.locator = taken.receipt.locator;

      const outcome = await conversations.commit(
        turnOf({ ...first, version: 1, waiting: first.waiting.slice(1) }, { filing: same }),
      );

      expect(outcome).toBe("conflict");
      expect((await cases.receipt(taken.receipt.locator))?.case).toBe(taken.card.id);
    });

    test("that adds to a case which has moved on writes nothing at all", async () => {
      await inbox.insert(heard());
      const first = await leased();
      const filing = newCase(lead);
      await conversations.commit(turnOf(first, { filing, case: filing.card.id }));
      await cases.change(filing.card.id, 1, { set: {}, events: [event("note")] });
      await inbox.insert(heard());
      const change = { set: {}, events: [event("message")] };

      const outcome = await conversations.commit(
        turnOf(
          { ...first, version: 1 },
          {
            answers: undefined,
            changes: [{ case: filing.card.id, version: 1, change }],
            outbox: [prompt(first.id, "x")],
          },
        ),
      );

      expect(outcome).toBe("conflict");
      expect((await cases.events(SYSTEM, filing.card.id)).map(({ kind }) => kind)).toEqual(["filed", "note"]);
      expect(await outbox.lease([TELEGRAM], NOON, at(1))).toBeUndefined();
    });

    test("counts the steps reached, by day and for everybody together", async () => {
      for (const pseudonym of ["one", "two"]) {
        await inbox.insert(heard({ pseudonym }));
        const turn = turnOf(await leased(), { steps: ["opened", "told"] });
        await conversations.commit(turn);
      }

      const day = "2026-11-21" as LocalDay;
      const counted = await facts.steps(day, day);

      expect(counted).toEqual([
        { step: "opened", count: 2 },
        { step: "told", count: 2 },
      ]);
    });

    test("leaves where to append, with the key of the current epoch", async () => {
      await inbox.insert(heard());
      const filing = newCase(lead);
      await conversations.commit(turnOf(await leased(), { filing }));

      const target = await conversations.appendTarget(filing.card.id);

      expect(target).toEqual({ version: 1, state: "waiting", severity: "urgent", epoch: filing.epoch });
    });
  });

  describe("a message that fails", () => {
    test("is tried again at its time, with its attempts counted, and later messages go first", async () => {
      await inbox.insert(heard({ sealed: bytes("hard") }));
      await inbox.insert(heard({ sealed: bytes("easy") }));
      const first = await leased();
      const hard = first.waiting[0]?.id as bigint;
      await conversations.release(first.id, { inbox: hard, retryAt: at(10) });

      const easy = await leased(at(1));
      await conversations.commit(turnOf(easy));
      await conversations.release(first.id);
      const [tooEarly, again] = [await lease(at(9)), await lease(at(10))];

      expect(easy.waiting.map(({ sealed }) => textOf(sealed))).toEqual(["easy"]);
      expect(tooEarly).toBeUndefined();
      expect(again?.waiting.map(({ attempts, sealed }) => [textOf(sealed), attempts])).toEqual([["hard", 1]]);
    });

    test("outlives the link for as long as it takes", async () => {
      await inbox.insert(heard());
      const first = await leased();
      await conversations.release(first.id, {
        inbox: first.waiting[0]?.id,
        retryAt: after(NOON, 100 * HOUR),
      });
      await conversations.forget(after(NOON, 90 * HOUR));

      const again = await lease(after(NOON, 100 * HOUR));

      expect(again?.waiting).toHaveLength(1);
    });

    test("a waking that fails is put off", async () => {
      await inbox.insert(heard());
      const first = await leased();
      await conversations.commit(turnOf(first, { wakeAt: at(30) }));
      await conversations.release(first.id);
      await leased(at(30));
      await conversations.release(first.id, { inbox: undefined, retryAt: at(35) });

      const [early, onTime] = [await lease(at(34)), await lease(at(35))];

      expect(early).toBeUndefined();
      expect(onTime?.id).toBe(first.id);
    });
  });

  describe("hapus", () => {
    async function toldAndFiled() {
      await inbox.insert(heard({ at: at(-1) }));
      const first = await leased();
      const filing = newCase(lead);
      const told = turnOf(first, { filing, case: filing.card.id, traces: [bytes("trace")] });
      await conversations.commit(told);
      await conversations.release(first.id);
      await inbox.insert(heard({ sealed: bytes("hapus") }));
      const asking = await leased();
      return { asking, filing, erase: turnOf(asking, { erase: true, state: undefined }) };
    }

    test("cuts the link at once: the next message begins a new conversation", async () => {
      const { asking, erase } = await toldAndFiled();
      await conversations.commit({ ...erase, outbox: [prompt(asking.id, "gone")] });
      await conversations.release(asking.id);
      await inbox.insert(heard());

      const next = await leased();

      expect(next.id).not.toBe(asking.id);
      expect(next).toMatchObject({ version: 0, state: undefined, case: undefined });
    });

    test("still says its last words, and then chat and traces are gone", async () => {
      const { asking, erase } = await toldAndFiled();
      await conversations.commit({ ...erase, outbox: [prompt(asking.id, "gone")] });

      const last = await outbox.lease([TELEGRAM], NOON, at(1));
      const tracesBefore = await conversations.traces(asking.id);
      await outbox.delivered(last?.id as bigint, NOON, bytes("trace of the last words"));

      expect(textOf(last?.body as Uint8Array)).toBe("gone");
      expect(tracesBefore).toHaveLength(1);
      expect(await conversations.traces(asking.id)).toEqual([]);
    });

    test("takes back what had not left yet", async () => {
      const { asking, erase } = await toldAndFiled();
      await conversations.commit(
        turnOf(asking, { answers: undefined, outbox: [prompt(asking.id, "question")] }),
      );
      await conversations.commit({
        ...erase,
        version: asking.version + 1,
        outbox: [prompt(asking.id, "gone")],
      });

      const leaving = await outbox.lease([TELEGRAM], NOON, at(1));

      expect(textOf(leaving?.body as Uint8Array)).toBe("gone");
    });

    test("keeps the filed report, without its reply address, and writes that down", async () => {
      const { filing, erase } = await toldAndFiled();

      await conversations.commit(erase);

      expect(await cases.replyAddress(SYSTEM, filing.card.id)).toBeUndefined();
      const kinds = (await cases.events(SYSTEM, filing.card.id)).map(({ kind }) => kind);
      expect(kinds).toEqual(["filed", "erased_link"]);
    });

    test("does not swallow a cry for help that was written just after it", async () => {
      const { erase } = await toldAndFiled();
      await inbox.insert(heard({ sealed: bytes("tolong") }));
      await conversations.commit(erase);

      const next = await leased();

      expect(next.version).toBe(0);
      expect(next.waiting.map(({ sealed }) => textOf(sealed))).toEqual(["tolong"]);
    });
  });

  describe("forgetting", () => {
    test("ends the link 72 hours after the last message, and not before", async () => {
      await inbox.insert(heard());
      const first = await leased();
      await conversations.commit(turnOf(first, { traces: [bytes("trace")] }));
      await conversations.release(first.id);

      await conversations.forget(after(NOON, 72 * HOUR - 1));
      await inbox.insert(heard({ at: after(NOON, 72 * HOUR - 1) }));
      const before = await leased(after(NOON, 72 * HOUR));
      await conversations.commit(turnOf(before, { linkUntil: after(NOON, 80 * HOUR) }));
      await conversations.release(first.id);
      await conversations.forget(after(NOON, 80 * HOUR));
      await inbox.insert(heard({ at: after(NOON, 80 * HOUR) }));
      const afterwards = await leased(after(NOON, 81 * HOUR));

      expect(before.id).toBe(first.id);
      expect(afterwards.id).not.toBe(first.id);
      expect(afterwards.state).toBeUndefined();
    });

    test("deletes traces after 48 hours", async () => {
      await inbox.insert(heard());
      const { id } = await commitWithTrace();

      await conversations.forget(after(NOON, 48 * HOUR - 1));
      const kept = await conversations.traces(id);
      await conversations.forget(after(NOON, 48 * HOUR));

      expect(kept).toHaveLength(1);
      expect(await conversations.traces(id)).toEqual([]);
    });

    test("recognises second deliveries for a week", async () => {
      const message = heard();
      await inbox.insert(message);
      await commitWithTrace();

      await conversations.forget(after(NOON, 7 * DAY - 1));
      const within = await inbox.insert(message);
      await conversations.forget(after(NOON, 7 * DAY));
      const later = await inbox.insert(message);

      expect([within, later]).toEqual(["duplicate", "new"]);
    });

    test("gives up what could not leave for 72 hours, so that no address outlives its link", async () => {
      await inbox.insert(heard());
      const first = await leased();
      await conversations.commit(
        turnOf(first, { outbox: [prompt(first.id, "question")], linkUntil: after(NOON, 99 * HOUR) }),
      );

      await conversations.forget(after(NOON, 72 * HOUR));

      expect(await outbox.lease([TELEGRAM], after(NOON, 72 * HOUR), after(NOON, 73 * HOUR))).toBeUndefined();
      expect(await outbox.backlog()).toEqual([
        { channel: "telegram", waiting: 0, oldest: undefined, undeliverable: 1 },
      ]);
    });

    async function commitWithTrace(): Promise<{ id: ConversationId }> {
      const first = await leased();
      await conversations.commit(
        turnOf(first, { traces: [bytes("trace")], linkUntil: after(NOON, 99 * DAY) }),
      );
      await conversations.release(first.id);
      return first;
    }
  });
}
