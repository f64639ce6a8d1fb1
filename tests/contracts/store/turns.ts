/** What the one write that ends a turn promises: all of it or nothing, once, and only by the one who is up to date. */
import { beforeEach, expect, test } from "vitest";
import type { Facts } from "../../../api/insight/ports.ts";
import { after, type AgencyId, type Instant, type LocalDay } from "../../../api/kernel.ts";
import type { Cases } from "../../../api/queue/ports.ts";
import type { OutboxRows } from "../../../bots/courier/ports.ts";
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

export function turnsContract(ports: () => Hearing): void {
  let inbox: InboxRows;
  let conversations: Conversations;
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
    await conversations.commit(turnOf({ ...first, version: 1 }, { answers: undefined, address: undefined }));
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

  test("that wakes by itself writes nothing when a message was answered meanwhile", async () => {
    await inbox.insert(heard());
    const first = await leased();
    await conversations.commit(turnOf(first));

    const outcome = await conversations.commit(
      turnOf(first, { answers: undefined, outbox: [prompt(first.id, "are you still there?")] }),
    );

    expect(outcome).toBe("conflict");
    expect(await outbox.lease([TELEGRAM], NOON, at(1))).toBeUndefined();
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
    expect((await cases.receipt(SYSTEM, taken.receipt.locator))?.case).toBe(taken.card.id);
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
}
