import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { DAY, type CaseId } from "../../api/kernel.ts";
import { createClockwork, sealFiling } from "../../api/queue/index.ts";
import { generateKeyPair } from "../../api/vault/index.ts";
import { filingWith } from "../queue/world.ts";
import { random } from "../servers/database.ts";
import { right, texts } from "../servers/road.ts";
import { codeIn } from "../servers/street.ts";
import { dumpOf, rowsOf, type Dump } from "./dump.ts";
import { FILED, hash, inText, openRobbed, tells, WORDS, type Robbed } from "./robbed.ts";
import { readByThief } from "./thief.ts";

let robbed: Robbed;
let street: Robbed["street"];
beforeAll(async () => {
  robbed = await openRobbed();
  ({ street } = robbed);
});
afterAll(() => street.close());

describe("a public key that somebody swapped in the database", () => {
  let swapped: { agency: string; publicKey: string } | undefined;

  async function counted(): Promise<Record<string, number>> {
    const dump = await dumpOf(street.store);
    return Object.fromEntries(
      ["case_card", "case_event", "key_copy", "case_share"].map((table) => [
        table,
        rowsOf(dump, table).length,
      ]),
    );
  }
  async function swapKeyOf(agency: string): Promise<string> {
    const { publicKey, privateKey } = await generateKeyPair();
    const { rows } = await street.store.pool.query<{ public_key: string }>(
      "select public_key from agency where id = $1",
      [agency],
    );
    swapped = { agency, publicKey: rows[0]?.public_key ?? "" };
    await street.store.pool.query("update agency set public_key = $2 where id = $1", [agency, publicKey]);
    return privateKey;
  }
  afterEach(async () => {
    const back = [swapped?.agency, swapped?.publicKey];
    await street.store.pool.query("update agency set public_key = $2 where id = $1", back);
  });

  test("is refused when a report is sealed to it, and nothing is written", async () => {
    const { ppa, coordinator } = street.staff;
    const was = await counted();
    await swapKeyOf(ppa.agency);

    const filing = filingWith({}, street.clock());
    const route = { ...filing.route, lead: ppa.agency, supports: [], chain: [coordinator.agency] };
    const sealing = sealFiling(
      { ...filing, route },
      {
        id: "11111111-1111-4111-8111-111111111111" as CaseId,
        server: street.keys.server,
        bodyKeys: await street.store.bodies.keys([ppa.agency, coordinator.agency]),
        hash,
        pepper: street.keys.pepper,
        random,
        address: JSON.stringify({ channel: "chats", address: "somebody" }),
        notices: [],
        sketches: [],
      },
    );

    await expect(sealing).rejects.toThrow("not vouched for");
    expect(await counted()).toEqual(was);
  });

  test("makes its body count as closed, so that the report goes to the next one and not to the thief", async () => {
    const { ppa, coordinator } = street.staff;
    const thiefs = await swapKeyOf(ppa.agency);
    const person = street.person();
    await tells(person, "bercat-biru-laut");
    await person.says("kirim");

    expect(codeIn(person.reads())).toMatch(/^\d{4} /);
    const dump = await dumpOf(street.store);
    const newest = rowsOf(dump, "case_card").find(
      (row) => !Object.values<unknown>(robbed.cases).includes(row["id"]),
    );
    expect(newest?.["holder_id"]).toBe(coordinator.agency);
    expect(inText(await readByThief({ dump, identities: [thiefs] }), ["bercat-biru-laut"])).toEqual([]);
  });

  test("is refused when a case is referred to it, and nothing is written", async () => {
    const { ppa, coordinator } = street.staff;
    right(await street.desk.claim(ppa, robbed.cases.fresh));
    const was = await counted();
    await swapKeyOf(coordinator.agency);

    const referring = street.desk.refer(ppa, robbed.cases.fresh, coordinator.agency, "full", "mohon bantu");

    await expect(referring).rejects.toThrow("not vouched for");
    expect(await counted()).toEqual(was);
  });

  test("gets nothing by escalation: the body counts as closed, and the copy was sealed to its true key", async () => {
    const { coordinator } = street.staff;
    const thiefs = await swapKeyOf(coordinator.agency);
    street.pass(4 * DAY);

    await escalate();

    const dump = await dumpOf(street.store);
    const ofChain = rowsOf(dump, "key_copy").filter(({ holder }) => holder === coordinator.agency);
    expect(
      ofChain.filter(({ case_id, outer }) => case_id === robbed.cases.undelivered && outer),
    ).toHaveLength(1);
    const read = await readByThief({ dump, identities: [thiefs, robbed.server] });
    expect(inText(read, FILED)).toEqual([]);
  });
});

/** The clocks as the house runs them: bodies are those that the server has vouched for. */
async function escalate(): Promise<void> {
  const { store, keys, directory } = street;
  const clockwork = createClockwork({
    roster: store.roster,
    server: keys.server,
    periods: keys.periods,
    random,
    texts,
    url: "https://lapor.example/masuk",
    cases: store.cases,
    bodies: { ...store.bodies, all: () => directory.bodies() },
    links: store.reporterLinks,
    numbers: store.numbersToCall,
  });
  const { failures } = await clockwork.run(street.clock());
  expect(failures).toEqual([]);
}

describe("escalation, with nobody signed in", () => {
  test("before it, no body of the chain can open its copy; after it, the next body can, and only it", async () => {
    const keysOf = robbed.bodyKeys;
    const reads = async (dump: Dump, key: string) =>
      inText(await readByThief({ dump, identities: [key] }), [WORDS.undelivered]);
    expect(await reads(robbed.stolen, keysOf.coordinator)).toEqual([]);

    street.pass(4 * DAY);
    await escalate();

    const later = await dumpOf(street.store);
    expect(await reads(later, keysOf.coordinator)).toEqual([WORDS.undelivered]);
    expect(await reads(later, robbed.server)).toEqual([]);
    const copies = rowsOf(later, "key_copy").filter((row) => row["case_id"] === robbed.cases.undelivered);
    const holders = [street.staff.ppa.agency, street.staff.coordinator.agency, "reporter"];
    expect(new Set(copies.map(({ holder }) => holder))).toEqual(new Set(holders));
  });
});

describe("shredding", () => {
  test("afterwards no key there is opens anything of that case, the reporter's code included", async () => {
    const everyKey = [
      robbed.server,
      street.staff.ppa.privateKey,
      street.staff.coordinator.privateKey,
      robbed.bodyKeys.ppa,
      robbed.bodyKeys.coordinator,
    ];
    const ofCase = [WORDS.closed, WORDS.note, WORDS.reply, robbed.people.closed.address];

    street.pass(3 * DAY + 1);
    await street.store.conversations.forget(street.clock());

    await street.store.retention.shred(robbed.cases.closed, street.clock());

    const dump = await dumpOf(street.store);
    const read = await readByThief({ dump, identities: everyKey, periods: street.keys.periods() });
    expect(inText(read, ofCase)).toEqual([]);
    expect(inText(read, [WORDS.fresh])).toEqual([WORDS.fresh]);
    expect(await street.reporterDesk.openByCode(robbed.codes.closed)).toEqual({
      ok: false,
      refusal: "unknown_code",
    });
  });
});
