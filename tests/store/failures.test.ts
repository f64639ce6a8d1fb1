import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDatabase } from "../../api/store/database.ts";
import { StoreError } from "../../api/store/index.ts";
import type { AgencyId } from "../../api/kernel.ts";
import { filingByTurn } from "../contracts/store/filed.ts";
import {
  bytes,
  event,
  heard,
  anyId,
  newCase,
  officerNamed,
  turnOf,
  NOON,
  at,
  TELEGRAM,
} from "../contracts/store/samples.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => store.empty());
afterAll(() => store.close());

/** Everything that a logger could print of a failure. */
function everythingIn(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const own = Object.getOwnPropertyNames(failure).map((name) => String(Reflect.get(failure, name)));
  return [...own, everythingIn(failure.cause ?? "")].join("\n");
}

describe("a failure of the store", () => {
  const SEED = "pelapor-rahasia-7731";

  test.each([
    [
      "a name that is taken",
      () => store.directory.saveOfficer({ ...officerNamed(SEED, undefined), state: "active" }),
    ],
    [
      "a body that does not exist",
      () => store.directory.saveOfficer(officerNamed(`${SEED} new`, anyId<AgencyId>())),
    ],
    [
      "a value of the wrong shape",
      () => store.directory.saveSetting(SEED, { [SEED]: SEED } as unknown as string),
    ],
    [
      "an instant that is none",
      () => store.inbox.insert(heard({ pseudonym: SEED, at: Number.NaN as typeof NOON })),
    ],
    [
      "a report led by nobody",
      () => filingByTurn(() => store)({ ...newCase(anyId<AgencyId>(), { label: SEED }) }),
    ],
    ["a byte that text cannot hold", () => store.inbox.insert(heard({ pseudonym: `${SEED}\u0000` }))],
  ])("carries a code and no value of a row: %s", async (_, act) => {
    await store.directory.saveOfficer(officerNamed(SEED, undefined));

    const failure = await act().then(
      () => undefined,
      (reason: unknown) => reason,
    );

    expect(failure).toBeInstanceOf(StoreError);
    expect(everythingIn(failure)).not.toContain(SEED);
  });

  test("names the act and the database's own code", async () => {
    const failure = store.directory.saveOfficer(officerNamed("sri", anyId<AgencyId>()));

    await expect(failure).rejects.toMatchObject({
      code: "23503",
      message: "store directory.saveOfficer failed (23503)",
    });
  });
});

describe("a transaction", () => {
  test("whose plan swallowed an error fails as a whole instead of reporting a commit", async () => {
    const { write, prisma } = createDatabase(store.pool);

    const attempt = write(async (tx) => {
      await tx.setting.create({ data: { name: "kept?", value: "yes" } });
      await tx.$executeRaw`insert into setting (name) values ('no value')`.catch(() => undefined);
    });

    await expect(attempt).rejects.toThrow("25P02");
    expect(await prisma.setting.findUnique({ where: { name: "kept?" } })).toBeNull();
  });

  test("that fails leaves the next one unharmed, and nobody gets the answer to another's question", async () => {
    const questions = Array.from({ length: 60 }, (_, number) =>
      number % 3 === 0
        ? store.pool.query("select $1::uuid as answer", [`not-an-id-${number}`])
        : store.pool.query("select $1::int as answer", [number]),
    );

    const answers = await Promise.allSettled(questions);

    const got = answers.map((answer) =>
      answer.status === "fulfilled" ? answer.value.rows[0].answer : "refused",
    );
    expect(got).toEqual(Array.from({ length: 60 }, (_, number) => (number % 3 === 0 ? "refused" : number)));
  });

  test("that a dying client leaves open is rolled back before the next begins", async () => {
    const client = await store.pool.connect();
    await client.query("begin");
    await client.query("insert into setting (name, value) values ('half', 'done')");

    client.release(true);

    expect(await store.directory.setting("half")).toBeUndefined();
    await store.directory.saveSetting("next", "whole");
    expect(await store.directory.setting("next")).toBe("whole");
  });

  test("of a whole turn is undone by a failure in its last statement", async () => {
    await store.inbox.insert(heard());
    const leased = await store.conversations.lease(NOON, at(1));
    if (leased === undefined) throw new Error("nothing to lease");
    const broken = {
      channel: TELEGRAM,
      kind: "prompt" as const,
      address: bytes<never>("a"),
      body: undefined as never,
    };

    const attempt = store.conversations.commit(
      turnOf(leased, { steps: ["told"], outbox: [{ ...broken, notBefore: Number.NaN as typeof NOON }] }),
    );

    await expect(attempt).rejects.toBeInstanceOf(StoreError);
    await store.conversations.release(leased.id);
    const again = await store.conversations.lease(NOON, at(1));
    expect(again).toMatchObject({ version: 0, state: undefined });
    expect(again?.waiting).toHaveLength(1);
  });
});

test("the store says how many messages nobody has handled yet", async () => {
  await store.inbox.insert(heard({ at: at(-5) }));
  await store.inbox.insert(heard({ at: at(-3) }));

  const health = await store.health();

  expect(health).toMatchObject({ unheard: 2, oldestUnheard: at(-5) });
  expect(health.postgres).toBeGreaterThanOrEqual(15);
});

test("upkeep may run at any time", async () => {
  await store.inbox.insert(heard());

  await store.maintain();

  expect((await store.health()).unheard).toBe(1);
});

test("a change of a case that names an unknown body fails and leaves the case as it was", async () => {
  const lead = anyId<AgencyId>();
  const change = { set: {}, events: [event("note")] };

  expect(await store.cases.change(anyId(), 1, change)).toBe("conflict");
  await expect(filingByTurn(() => store)(newCase(lead))).rejects.toBeInstanceOf(StoreError);
  expect(await store.cases.cards({ kind: "system", task: "t" }, { limit: 5 })).toEqual([]);
});
