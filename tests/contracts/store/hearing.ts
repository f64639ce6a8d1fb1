/** What the inbox and a lease promise: heard once, by one worker at a time, in order, and never lost. */
import { beforeEach, describe, expect, test } from "vitest";
import type { DirectoryStore } from "../../../api/directory/ports.ts";
import type { Facts } from "../../../api/insight/ports.ts";
import { after, HOUR, type Instant } from "../../../api/kernel.ts";
import type { Cases } from "../../../api/queue/ports.ts";
import type { Recent } from "../../../bots/dispatch/pace.ts";
import type { OutboxRows } from "../../../bots/courier/ports.ts";
import type { Conversations, FiledCounts, InboxRows, Leased } from "../../../bots/dispatch/ports.ts";
import { agencyNamed, at, bytes, heard, newCase, NOON, TELEGRAM, textOf, turnOf } from "./samples.ts";

export type Hearing = {
  inbox: InboxRows;
  conversations: Conversations & FiledCounts;
  outbox: OutboxRows;
  cases: Cases;
  facts: Facts;
  directory: DirectoryStore;
};

export function hearingContract(ports: () => Hearing): void {
  let inbox: InboxRows;
  let conversations: Conversations & FiledCounts;

  beforeEach(() => {
    ({ inbox, conversations } = ports());
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

      const web = { channel: "web" as typeof TELEGRAM, externalId: "7", pseudonym: "other" };
      const other = await inbox.insert(heard(web));

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

  describe("a chat whose pseudonym changes with the day", () => {
    const names = (pseudonym: string, ...known: string[]) =>
      heard({ pseudonym, known, sealed: bytes(pseudonym) });

    test("goes on in the same conversation, by a pseudonym of an earlier day or of the next", async () => {
      await inbox.insert(names("tuesday", "monday", "tuesday", "wednesday"));
      await inbox.insert(names("wednesday", "tuesday", "wednesday", "thursday"));
      await inbox.insert(names("tuesday", "monday", "tuesday", "wednesday"));

      const { waiting } = await leased();

      expect(waiting.map(({ sealed }) => textOf(sealed))).toEqual(["tuesday", "wednesday", "tuesday"]);
    });

    test("bears the latest pseudonym only: with the earlier ones alone it is not found any more", async () => {
      await inbox.insert(names("tuesday", "tuesday", "wednesday"));
      await inbox.insert(names("wednesday", "tuesday", "wednesday"));
      await inbox.insert(names("tuesday", "tuesday"));

      const [first, second] = [await leased(), await leased()];

      // Heard at one moment, so either may come first.
      expect(new Set([first.waiting.length, second.waiting.length])).toEqual(new Set([1, 2]));
    });

    test("has one conversation when two processes hear it at once for the first time, each in its own day", async () => {
      const known = ["tuesday", "wednesday"];

      await Promise.all(
        Array.from({ length: 10 }, (_, number) => inbox.insert(names(known[number % 2] as string, ...known))),
      );

      expect((await leased()).waiting).toHaveLength(10);
      expect(await lease()).toBeUndefined();
    });

    test("keeps its one conversation when it is erased in the moment it writes again", async () => {
      for (let round = 0; round < 5; round += 1) {
        const [day, next] = [`day ${round}`, `next ${round}`];
        await inbox.insert(names(day, day, next));
        const first = await leased();
        await inbox.insert(names(day, day, next));

        await Promise.all([
          conversations.commit(turnOf(first, { erase: true, state: undefined })),
          inbox.insert(names(next, day, next)),
          inbox.insert(names(day, day, next)),
        ]);

        const fresh = await leased();
        expect(fresh.id).not.toBe(first.id);
        expect(fresh.waiting).toHaveLength(3);
        expect(await lease()).toBeUndefined();
      }
    });

    test("is heard even when two conversations of it were left behind", async () => {
      await inbox.insert(names("monday", "monday"));
      await inbox.insert(names("tuesday", "tuesday"));

      const again = await inbox.insert(names("tuesday", "monday", "tuesday"));

      expect(again).toBe("new");
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

  describe("a chat that writes more than a person does", () => {
    const flood = (slow: boolean) => ({ chat: "flood", slowUntil: () => (slow ? at(10) : undefined) });
    const message = (pseudonym: string, minute: number) => heard({ pseudonym, at: at(minute) });

    test("has its messages counted by the minute and the hour, duplicates left out", async () => {
      const seen: Recent[] = [];
      const counted = { chat: "one", slowUntil: (recent: Recent) => void seen.push(recent) };
      const twice = message("one", 1);

      for (const one of [message("one", 0), twice, twice, message("one", 1), message("one", 62)])
        await inbox.insert(one, counted);
      await inbox.insert(message("two", 62), { ...counted, chat: "two" });

      expect(seen).toEqual([
        { minute: 1, hour: 1 },
        { minute: 1, hour: 2 },
        { minute: 2, hour: 3 },
        { minute: 1, hour: 1 },
        { minute: 1, hour: 1 },
      ]);
    });

    test("stands behind whoever began to wait up to a minute later, and behind nobody else", async () => {
      await inbox.insert(message("flood", 0), flood(true));
      await inbox.insert(message("soon", 0.9));
      await inbox.insert(message("late", 1.1));

      const order = [await leased(at(2)), await leased(at(2)), await leased(at(2))];

      expect(order.map(({ slow, waiting: [first] }) => [slow, first?.at])).toEqual([
        [false, at(0.9)],
        [true, at(0)],
        [false, at(1.1)],
      ]);
    });

    test("is not slow any more once its time is over", async () => {
      await inbox.insert(message("flood", 0), flood(true));

      expect((await leased(at(10))).slow).toBe(false);
    });

    test("rests for as long as it is told to, although more has come meanwhile", async () => {
      await inbox.insert(message("flood", 0), flood(true));
      const first = await leased();
      await conversations.commit(turnOf(first));
      await inbox.insert(message("flood", 0), flood(true));
      await conversations.release(first.id, undefined, at(1));
      await inbox.insert(message("flood", 0.5), flood(true));

      const [early, onTime] = [await lease(at(0.9)), await lease(at(1))];

      expect(early).toBeUndefined();
      expect(onTime?.waiting).toHaveLength(2);
    });
  });

  test("filings of a chat are counted with the filing that was written, and for a day", async () => {
    const agency = await filedBody();
    const file = async (chat: string, minute: number) => {
      await inbox.insert(heard({ pseudonym: `${chat} ${minute}`, at: at(minute) }));
      const first = await leased(at(minute));
      const filing = newCase(agency, { filedAt: at(minute) });
      await conversations.commit(turnOf(first, { filing, filedBy: chat, case: filing.card.id }));
      await conversations.release(first.id);
      return first;
    };
    const first = await file("one", 0);
    await file("one", 5);
    await file("two", 6);

    const lost = await conversations.commit(turnOf(first, { filing: newCase(agency), filedBy: "one" }));

    expect(lost).toBe("conflict");
    expect(await conversations.filedBy("one", at(7))).toBe(2);
    expect(await conversations.filedBy("one", at(24 * 60 + 2))).toBe(1);
    expect(await conversations.filedBy("nobody", at(7))).toBe(0);
  });

  /** A body that cases can be filed to. */
  async function filedBody() {
    const agency = agencyNamed("UPTD PPA Batang");
    await ports().directory.saveAgency(agency);
    return agency.id;
  }

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
}
