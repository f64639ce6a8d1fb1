/** What the outbox promises: one attempt at a time, in order, and the case learns what became of a reply. */
import { beforeEach, describe, expect, test } from "vitest";
import { after, HOUR, type AgencyId, type CaseId } from "../../../api/kernel.ts";
import type { NewOutboxRow } from "../../../api/outbox/index.ts";
import type { Departing, OutboxRows } from "../../../bots/courier/ports.ts";
import type { ChannelName } from "../../../bots/channel.ts";
import type { Conversations, InboxRows, Leased } from "../../../bots/dispatch/ports.ts";
import type { Hearing } from "./hearing.ts";
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

export function leavingContract(ports: () => Hearing): void {
  let inbox: InboxRows;
  let conversations: Conversations;
  let outbox: OutboxRows;
  let cases: Hearing["cases"];
  let lead: AgencyId;
  let chat: Leased;

  beforeEach(async () => {
    ({ inbox, conversations, outbox, cases } = ports());
    const agency = agencyNamed("UPTD PPA Batang");
    await ports().directory.saveAgency(agency);
    lead = agency.id;
    chat = await heardFrom("somebody");
  });

  async function heardFrom(pseudonym: string): Promise<Leased> {
    await inbox.insert(heard({ pseudonym }));
    return (await conversations.lease(NOON, after(NOON, 100 * HOUR))) as Leased;
  }
  async function queue(from: Leased, rows: NewOutboxRow[]): Promise<void> {
    const done = await conversations.commit(turnOf(from, { outbox: rows }));
    if (done !== "done") throw new Error("the sample did not fit");
  }
  const lease = (now = NOON) => outbox.lease([TELEGRAM], now, after(now, 60_000));
  const body = (row: Departing | undefined) => row && textOf(row.body);

  describe("a lease", () => {
    test("lets the next message of a chat go only after the one before it", async () => {
      await queue(chat, [prompt(chat.id, "first"), prompt(chat.id, "second")]);

      const first = await lease();
      const meanwhile = await lease();
      await outbox.delivered(first?.id as bigint, NOON, undefined);
      const second = await lease();

      expect([body(first), body(meanwhile), body(second)]).toEqual(["first", undefined, "second"]);
    });

    test("lets chats go beside each other", async () => {
      const other = await heardFrom("other");
      await queue(chat, [prompt(chat.id, "here")]);
      await queue(other, [prompt(other.id, "there")]);

      const leaving = [body(await lease()), body(await lease())];

      expect(leaving).toEqual(["here", "there"]);
    });

    test("waits for its time, and does not hold up what may leave before it", async () => {
      const later = prompt(chat.id, "in the evening", { kind: "reply", notBefore: at(360) });
      await queue(chat, [later, prompt(chat.id, "now")]);

      const first = await lease();
      await outbox.delivered(first?.id as bigint, NOON, undefined);
      const [early, evening] = [await lease(at(359)), await lease(at(360))];

      expect([body(first), body(early), body(evening)]).toEqual(["now", undefined, "in the evening"]);
    });

    test("keeps the order while a message is tried again", async () => {
      await queue(chat, [prompt(chat.id, "first"), prompt(chat.id, "second")]);
      await outbox.later((await lease())?.id as bigint, at(5), "429", false);

      const [early, onTime] = [await lease(at(4)), await lease(at(5))];

      expect([body(early), body(onTime)]).toEqual([undefined, "first"]);
      expect(onTime).toMatchObject({ attempts: 2, unsure: false });
    });

    test("is given to one of many couriers asking at once", async () => {
      const notices = [1, 2, 3, 4, 5].map((number) => prompt(undefined, String(number), { kind: "notice" }));
      await queue(chat, notices);

      const found = await Promise.all(Array.from({ length: 15 }, () => lease()));

      expect(found.flatMap((row) => body(row) ?? []).toSorted()).toEqual(["1", "2", "3", "4", "5"]);
    });

    test("leaves out conversations that rest, whose messages keep their places", async () => {
      const other = await heardFrom("other");
      await queue(chat, [prompt(chat.id, "first"), prompt(chat.id, "second")]);
      await queue(other, [prompt(other.id, "there")]);

      const meanwhile = await outbox.lease([TELEGRAM], NOON, at(1), [chat.id]);
      const rested = await lease();

      expect([body(meanwhile), body(rested)]).toEqual(["there", "first"]);
    });

    test("that is put back was no attempt, and its chat's order holds", async () => {
      await queue(chat, [prompt(chat.id, "first"), prompt(chat.id, "second")]);
      await outbox.putBack((await lease())?.id as bigint, at(1));

      const again = await lease();

      expect(body(again)).toBe("first");
      expect(again).toMatchObject({ attempts: 1, unsure: false });
    });

    test("that is put back outside a conversation comes again at its time", async () => {
      await queue(chat, [prompt(undefined, "wake-up", { kind: "notice" })]);
      await outbox.putBack((await lease())?.id as bigint, at(1));

      const [early, onTime] = [await lease(), await lease(at(1))];

      expect(early).toBeUndefined();
      expect(onTime).toMatchObject({ attempts: 1, unsure: false });
    });

    test("takes only channels that are there to speak", async () => {
      await queue(chat, [prompt(chat.id, "by telegram")]);

      const leaving = await outbox.lease(["web" as ChannelName], NOON, at(1));

      expect(leaving).toBeUndefined();
    });

    test("that ran out is known as an attempt without an answer", async () => {
      await queue(chat, [prompt(chat.id, "said?")]);
      await lease();

      const again = await lease(at(2));

      expect(again).toMatchObject({ attempts: 2, unsure: true });
    });

    test("without an answer stays without one, whatever becomes of later attempts", async () => {
      await queue(chat, [prompt(chat.id, "said?")]);
      await lease();
      const again = await lease(at(2));
      await outbox.later(again?.id as bigint, at(3), "429", false);

      expect((await lease(at(3)))?.unsure).toBe(true);
    });
  });

  describe("a delivered message", () => {
    test("leaves nothing but its trace, for erasing it at the platform", async () => {
      await queue(chat, [prompt(chat.id, "hello")]);

      await outbox.delivered((await lease())?.id as bigint, NOON, bytes("platform id"));

      expect((await conversations.traces(chat.id)).map(textOf)).toEqual(["platform id"]);
      expect(await outbox.backlog()).toEqual([]);
    });

    test("that is reported late, after it was given up, changes nothing", async () => {
      await queue(chat, [prompt(chat.id, "hello")]);
      const row = (await lease())?.id as bigint;
      await outbox.undeliverable(row, NOON, "given_up", false);

      await outbox.delivered(row, NOON, bytes("platform id"));

      expect(await conversations.traces(chat.id)).toEqual([]);
      expect((await outbox.backlog())[0]?.undeliverable).toBe(1);
    });
  });

  describe("a reply", () => {
    /** An officer's reply, queued with the event that it belongs to. */
    async function replied(conversation = chat.id): Promise<{ id: CaseId; row: Departing }> {
      const filing = newCase(lead);
      await conversations.commit(turnOf(chat, { filing, case: filing.card.id }));
      const id = filing.card.id;
      await cases.change(id, 1, {
        set: {},
        events: [event("note"), event("reply")],
        outbox: [prompt(conversation, "reply", { kind: "reply", case: id })],
      });
      return { id, row: (await lease()) as Departing };
    }
    const lastOf = async (id: CaseId) => (await cases.events(SYSTEM, id)).at(-1);

    test("tells its case that it arrived, and which reply it was", async () => {
      const { id, row } = await replied();

      await outbox.delivered(row.id, at(1), undefined);

      expect(row).toMatchObject({ kind: "reply", case: id });
      expect(await lastOf(id)).toMatchObject({
        kind: "reply_delivered",
        seq: 4,
        at: at(1),
        detail: { reply: 3 },
      });
    });

    test("that waits for its reporter, and that is then given up, tells its case both", async () => {
      const { id, row } = await replied();
      const wait = { pseudonym: "nobody heard", heardSince: at(1), code: "131047", knock: undefined };

      await outbox.awaits(row.id, at(1), wait);
      const waiting = await lastOf(id);
      await conversations.forget(at(72 * 60));

      expect(waiting).toMatchObject({ kind: "reply_awaits", detail: { reply: 3 } });
      expect(await lastOf(id)).toMatchObject({ kind: "reply_undeliverable", detail: { reply: 3 } });
    });

    test("that the network has taken tells its case that it arrived once it can no longer come back", async () => {
      const { id, row } = await replied();

      await outbox.taken(row.id, at(1), ["hash"]);
      const meanwhile = await lastOf(id);
      await conversations.forget(at(11));

      expect(meanwhile?.kind).toBe("reply");
      expect(await lastOf(id)).toMatchObject({ kind: "reply_delivered", detail: { reply: 3 } });
    });

    test("moves the case's version on, so that nobody decides on what they have not seen", async () => {
      const { id, row } = await replied();
      await outbox.delivered(row.id, at(1), undefined);

      const blind = await cases.change(id, 2, { set: {}, events: [event("note")] });
      const seeing = await cases.change(id, 3, { set: {}, events: [event("note")] });

      expect([blind, seeing]).toEqual(["conflict", "done"]);
      expect((await lastOf(id))?.seq).toBe(5);
    });

    test("that cannot arrive tells its case so", async () => {
      const { id, row } = await replied();

      await outbox.undeliverable(row.id, at(1), "blocked", false);

      expect(await lastOf(id)).toMatchObject({ kind: "reply_undeliverable", detail: { reply: 3 } });
    });

    test("to somebody who is gone takes the later ones to the same chat with it", async () => {
      const { id, row } = await replied();
      await cases.change(id, 2, {
        set: {},
        events: [event("reply")],
        outbox: [prompt(chat.id, "another", { kind: "reply", case: id })],
      });

      await outbox.undeliverable(row.id, at(1), "blocked", true);

      expect(await lease(at(1))).toBeUndefined();
      const kinds = (await cases.events(SYSTEM, id)).map(({ kind }) => kind);
      expect(kinds.slice(-2)).toEqual(["reply_undeliverable", "reply_undeliverable"]);
    });

    test("does not leave for a chat whose link was cut meanwhile", async () => {
      const filing = newCase(lead);
      await conversations.commit(turnOf(chat, { filing, case: filing.card.id }));
      await conversations.commit(
        turnOf({ ...chat, version: 1 }, { answers: undefined, erase: true, outbox: [] }),
      );

      const outcome = await cases.change(filing.card.id, 1, {
        set: {},
        events: [event("reply")],
        outbox: [prompt(chat.id, "reply", { kind: "reply", case: filing.card.id })],
      });

      expect(outcome).toBe("done");
      expect(await lease()).toBeUndefined();
    });
  });

  describe("a message that the network has taken", () => {
    const receipts = ["hash of its id"];
    async function taken(): Promise<Departing> {
      const row = (await lease()) as Departing;
      await outbox.taken(row.id, NOON, receipts);
      return row;
    }
    const back = (receipt = receipts[0] as string) => outbox.takeBack(TELEGRAM, receipt, at(2));

    test("holds up nothing that comes after it, and is not sent again", async () => {
      await queue(chat, [prompt(chat.id, "first"), prompt(chat.id, "second")]);
      await taken();

      const leaving = [body(await lease(at(5))), body(await lease(at(5)))];

      expect(leaving).toEqual(["second", undefined]);
      expect(await outbox.backlog()).toEqual([
        { channel: "telegram", waiting: 1, oldest: NOON, undeliverable: 0 },
      ]);
    });

    test("and gives back is in hand again, once, whole", async () => {
      await queue(chat, [prompt(chat.id, "hello")]);
      await taken();

      const [elsewhere, unknown] = [
        await outbox.takeBack("web" as ChannelName, receipts[0] as string, at(2)),
        await back("another"),
      ];
      const [first, second, meanwhile] = [await back(), await back(), await lease(at(1))];
      await outbox.later(first?.id as bigint, at(3), "131000", false);

      expect([elsewhere, unknown, second, meanwhile]).toEqual([undefined, undefined, undefined, undefined]);
      expect([body(first), body(await lease(at(3)))]).toEqual(["hello", "hello"]);
    });

    test("has arrived when ten minutes have passed, and then cannot be given back", async () => {
      await queue(chat, [prompt(chat.id, "hello")]);
      await taken();

      await conversations.forget(at(9));
      const young = await back();
      await outbox.taken(young?.id as bigint, at(9), receipts);
      await conversations.forget(at(19));

      expect(body(young)).toBe("hello");
      expect(await back()).toBeUndefined();
    });

    test("keeps no address of a chat that is being erased", async () => {
      await queue(chat, []);
      const last = prompt(chat.id, "goodbye");
      await conversations.commit(
        turnOf({ ...chat, version: 1 }, { answers: undefined, erase: true, outbox: [last] }),
      );

      await taken();

      expect(await back()).toBeUndefined();
    });
  });

  describe("a message that waits for its reporter", () => {
    const wait = { pseudonym: "somebody", heardSince: at(-2), code: "131047", knock: undefined };
    const later = at(25 * 60);
    const somebodyWrites = (pseudonym = "somebody") =>
      inbox.insert(heard({ pseudonym, externalId: "again", at: later }));

    test("is not tried again, nor counted as waiting for us, until its chat is heard", async () => {
      await queue(chat, [prompt(undefined, "late answer", { kind: "reply" })]);
      await outbox.awaits((await lease(later))?.id as bigint, later, { ...wait, heardSince: later });

      const before = [await lease(later), (await outbox.backlog())[0]?.waiting];
      await somebodyWrites("somebody else");
      const others = await lease(later);
      await inbox.insert(heard({ pseudonym: "somebody", externalId: "at last", at: later }));

      expect([...before, others]).toEqual([undefined, 0, undefined]);
      expect(body(await lease(later))).toBe("late answer");
    });

    test("leaves also when its chat is heard under a name of another day", async () => {
      await queue(chat, [prompt(undefined, "late answer", { kind: "reply" })]);
      await outbox.awaits((await lease(later))?.id as bigint, later, { ...wait, heardSince: later });

      await inbox.insert(
        heard({ pseudonym: "new day", known: ["somebody", "new day"], externalId: "again", at: later }),
      );

      expect(body(await lease(later))).toBe("late answer");
    });

    test("does not wait when the chat was heard while it was being tried", async () => {
      await queue(chat, [prompt(undefined, "late answer", { kind: "reply" })]);
      const row = (await lease(later)) as Departing;
      await somebodyWrites();

      await outbox.awaits(row.id, later, { ...wait, heardSince: later });

      expect(body(await lease(after(later, 1_000)))).toBe("late answer");
    });

    test("knocks once for all that waits for one chat", async () => {
      const reply = (text: string) => prompt(undefined, text, { kind: "reply" });
      await queue(chat, [reply("one"), reply("two")]);
      const [one, two] = [(await lease(later)) as Departing, (await lease(later)) as Departing];

      for (const row of [one, two]) {
        await outbox.awaits(row.id, later, { ...wait, heardSince: later, knock: bytes("knock knock") });
      }
      const [knock, second] = [await lease(later), await lease(later)];

      expect([body(knock), knock?.kind, knock && textOf(knock.address)]).toEqual([
        "knock knock",
        "notice",
        textOf(one.address),
      ]);
      expect(second).toBeUndefined();
    });
  });

  test("the backlog counts what waits and what was given up, by channel", async () => {
    await queue(chat, [prompt(chat.id, "one"), prompt(chat.id, "two", { notBefore: at(3) })]);
    await outbox.undeliverable((await lease())?.id as bigint, NOON, "400", false);

    const backlog = await outbox.backlog();

    expect(backlog).toEqual([{ channel: "telegram", waiting: 1, oldest: at(3), undeliverable: 1 }]);
  });
}
