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

  test("the backlog counts what waits and what was given up, by channel", async () => {
    await queue(chat, [prompt(chat.id, "one"), prompt(chat.id, "two", { notBefore: at(3) })]);
    await outbox.undeliverable((await lease())?.id as bigint, NOON, "400", false);

    const backlog = await outbox.backlog();

    expect(backlog).toEqual([{ channel: "telegram", waiting: 1, oldest: at(3), undeliverable: 1 }]);
  });
}
