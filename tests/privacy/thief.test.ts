import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { after, DAY, HOUR, type CaseId, type Instant } from "../../api/kernel.ts";
import { createClockwork, sealFiling, type Filing } from "../../api/queue/index.ts";
import {
  createSlowHash,
  generateKeyPair,
  openReceipt,
  parseReceiptCode,
  pseudonymOf,
  type PeriodKeys,
  type StoredReceipt,
} from "../../api/vault/index.ts";
import { random } from "../servers/database.ts";
import { right, texts } from "../servers/road.ts";
import { codeIn, openStreet, type Passer, type Street } from "../servers/street.ts";
import { dumpOf, rowsOf, type Dump } from "./dump.ts";
import { readByThief } from "./thief.ts";

/** One word of each story that stands nowhere else. */
const WORDS = {
  closed: "bercat-jingga-tua",
  fresh: "bercat-ungu-muda",
  undelivered: "bercat-hijau-toska",
  draft: "bercat-abu-perak",
  note: "sudah-koordinasi-kelurahan",
  reply: "terima-kasih-sudah-cerita",
};
const FILED = [WORDS.closed, WORDS.fresh, WORDS.undelivered];
const story = (word: string) =>
  `ada anak tetangga disuruh melayani tamu di rumah kos ${word} dekat pasar Batang, Kabupaten Batang`;

/** As road.ts has it: what is promised does not lean on the cost of a hash here. */
const hash = createSlowHash({ memoryKiB: 8, passes: 1 });

let street: Street;
let people: Record<"closed" | "fresh" | "undelivered" | "draft", Passer>;
let codes: Record<"closed" | "fresh" | "undelivered", string>;
let cases: Record<"closed" | "fresh" | "undelivered", CaseId>;
/** Taken while everything is in its place, before anything expires. */
let stolen: Dump;
let periods: PeriodKeys;

async function file(person: Passer, word: string): Promise<CaseId> {
  const before = await street.cases();
  for (const text of [story(word), "itu saja", "lewati", "lewati", "lewati", "lewati"])
    await person.says(text);
  await person.types("kirim");
  while (await street.dispatch.once());
  const [id] = (await street.cases()).filter((one) => !before.includes(one));
  if (id === undefined) throw new Error(`not filed: ${person.reads().at(-1)}`);
  return id;
}

beforeAll(async () => {
  street = await openStreet();
  const { ppa } = street.staff;
  const [closed, fresh, undelivered, draft] = [0, 1, 2, 3].map(() => street.person()) as [
    Passer,
    Passer,
    Passer,
    Passer,
  ];
  people = { closed, fresh, undelivered, draft };

  const closedCase = await file(closed, WORDS.closed);
  await street.settle();
  right(await street.desk.claim(ppa, closedCase));
  right(await street.desk.note(ppa, closedCase, WORDS.note));
  right(await street.desk.reply(ppa, closedCase, WORDS.reply));
  await street.settle();
  right(await street.desk.close(ppa, closedCase, { outcome: "victim_safe", text: "selesai" }));
  const freshCase = await file(fresh, WORDS.fresh);
  await street.settle();
  await draft.says(story(WORDS.draft));
  // Its receipt, code included, has not left yet.
  const undeliveredCase = await file(undelivered, WORDS.undelivered);
  cases = { closed: closedCase, fresh: freshCase, undelivered: undeliveredCase };
  stolen = await dumpOf(street.store);
  periods = street.keys.periods();
  await street.settle();
  codes = { closed: closed.code(), fresh: fresh.code(), undelivered: undelivered.code() };
});
afterAll(() => street.close());

const inText = (text: string, words: readonly string[]) => words.filter((word) => text.includes(word));

/** The body's private key, as its officer opens it. */
async function bodyKeyOf(who: "ppa" | "coordinator"): Promise<string> {
  const { officer, privateKey } = street.staff[who];
  const key = await street.directory.unlockAgencyKey(officer, privateKey);
  if (key === undefined) throw new Error("the officer holds no key");
  return key;
}

describe("a thief with the database, its backups, the server's keys and the pepper", () => {
  test("reads no filed narrative, undelivered, fresh or closed, no note, no reply and no draft", async () => {
    const read = await readByThief({ dump: stolen, identities: [street.keys.server.privateKey] });

    expect(inText(read, Object.values(WORDS))).toEqual([]);
  });

  test("would read all of them with the key of the body that acts: the thief of this test can read", async () => {
    const read = await readByThief({ dump: stolen, identities: [await bodyKeyOf("ppa")] });

    expect(inText(read, [...FILED, WORDS.note, WORDS.reply])).toEqual([...FILED, WORDS.note, WORDS.reply]);
    expect(inText(read, [WORDS.draft])).toEqual([]);
  });

  test("sees no address: neither with the server's keys alone nor with those of the body alone", async () => {
    const addresses = Object.values(people).map(({ address }) => address);
    const byServer = await readByThief({ dump: stolen, identities: [street.keys.server.privateKey] });
    const byBody = await readByThief({ dump: stolen, identities: [await bodyKeyOf("ppa")] });
    const both = [street.keys.server.privateKey, await bodyKeyOf("ppa")];
    const byBoth = await readByThief({ dump: stolen, identities: both });

    expect(inText(byServer, addresses)).toEqual([]);
    expect(inText(byBody, addresses)).toEqual([]);
    // The draft was never filed, so only its own row in flight knows where it came from.
    expect(inText(byBoth, addresses)).toHaveLength(FILED.length);
  });

  test("with the period keys too he reads drafts and undelivered messages, and no filed narrative", async () => {
    const read = await readByThief({ dump: stolen, identities: [street.keys.server.privateKey], periods });

    expect(inText(read, [WORDS.draft])).toEqual([WORDS.draft]);
    expect(inText(read, [...FILED, WORDS.note, WORDS.reply])).toEqual([]);
  });

  test("with the period keys too: a code that has not left yet is in flight, one that was delivered is gone", async () => {
    const read = await readByThief({ dump: stolen, periods });

    expect(inText(read, Object.values(codes))).toEqual([codes.undelivered]);
  });
});

describe("an address that somebody suspects", () => {
  const linkOf = async (dump: Dump, address: string, pepper = street.keys.pepper) => {
    const pseudonym = await pseudonymOf(hash, pepper, "chats", address);
    return rowsOf(dump, "conversation").find((row) => row["pseudonym"] === pseudonym)?.["case_id"];
  };

  test("before its link expires, whoever has database and pepper can test it and finds its case", async () => {
    expect(await linkOf(stolen, people.fresh.address)).toBe(cases.fresh);
  });

  test("without the pepper the database alone tells nothing about it", async () => {
    expect(await linkOf(stolen, people.fresh.address, random(32))).toBeUndefined();
  });

  test("72 hours after the last message nothing in the database ties it to a case any more", async () => {
    street.pass(72 * HOUR + 1);
    await street.store.conversations.forget(street.clock());
    const later = await dumpOf(street.store);

    expect(await linkOf(later, people.fresh.address)).toBeUndefined();
    expect(rowsOf(later, "conversation")).toEqual([]);
    expect(rowsOf(later, "trace")).toEqual([]);
    const both = await readByThief({ dump: later, identities: [street.keys.server.privateKey], periods });
    expect(
      inText(
        both,
        Object.values(people).map(({ address }) => address),
      ),
    ).toEqual([]);
    expect(inText(both, Object.values(WORDS))).toEqual([]);
  });
});

describe("a receipt code", () => {
  const receiptIn = (dump: Dump, code: string): StoredReceipt | undefined => {
    const { locator } = right(parseReceiptCode(code));
    const row = rowsOf(dump, "case_receipt").find((one) => one["locator"] === locator);
    return (
      row && ({ ...row, wrappedKey: row["wrapped_key"], case: row["case_id"] } as unknown as StoredReceipt)
    );
  };
  const openedBy = async (dump: Dump, code: string, pepper: Uint8Array) => {
    const receipt = receiptIn(dump, code);
    return receipt && openReceipt({ hash, pepper }, receipt, right(parseReceiptCode(code)).secret);
  };

  test("with database and pepper opens its own report and no other", async () => {
    const key = await openedBy(stolen, codes.fresh, street.keys.pepper);
    const read = await readByThief({ dump: stolen, identities: [key ?? ""] });

    expect(inText(read, Object.values(WORDS))).toEqual([WORDS.fresh]);
  });

  test("with the database but without the pepper opens nothing", async () => {
    expect(await openedBy(stolen, codes.fresh, random(32))).toBeUndefined();
  });

  test("is not in the database, and the database alone opens nothing", async () => {
    const read = await readByThief({ dump: stolen });

    expect(read).toBe("");
  });
});

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

    const sealing = sealFiling(filingFor(ppa.agency, coordinator.agency, street.clock()), {
      id: "11111111-1111-4111-8111-111111111111" as CaseId,
      server: street.keys.server,
      bodyKeys: await street.store.bodies.keys([ppa.agency, coordinator.agency]),
      hash,
      pepper: street.keys.pepper,
      random,
      address: JSON.stringify({ channel: "chats", address: "somebody" }),
      notices: [],
    });

    await expect(sealing).rejects.toThrow("not vouched for");
    expect(await counted()).toEqual(was);
  });

  test("makes its body count as closed, so that the report goes to the next one and not to the thief", async () => {
    const { ppa, coordinator } = street.staff;
    const thiefs = await swapKeyOf(ppa.agency);
    const person = street.person();
    for (const text of [
      story("bercat-biru-laut"),
      "itu saja",
      "lewati",
      "lewati",
      "lewati",
      "lewati",
      "kirim",
    ])
      await person.says(text);

    expect(codeIn(person.reads())).toMatch(/^\d{4} /);
    const dump = await dumpOf(street.store);
    const newest = rowsOf(dump, "case_card").find(
      (row) => !Object.values<unknown>(cases).includes(row["id"]),
    );
    expect(newest?.["holder_id"]).toBe(coordinator.agency);
    expect(inText(await readByThief({ dump, identities: [thiefs] }), ["bercat-biru-laut"])).toEqual([]);
  });

  test("is refused when a case is referred to it, and nothing is written", async () => {
    const { ppa, coordinator } = street.staff;
    right(await street.desk.claim(ppa, cases.fresh));
    const was = await counted();
    await swapKeyOf(coordinator.agency);

    const referring = street.desk.refer(ppa, cases.fresh, coordinator.agency, "full", "mohon bantu");

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
    expect(ofChain.filter(({ case_id, outer }) => case_id === cases.undelivered && outer)).toHaveLength(1);
    const read = await readByThief({ dump, identities: [thiefs, street.keys.server.privateKey] });
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
    const keysOf = { ppa: await bodyKeyOf("ppa"), coordinator: await bodyKeyOf("coordinator") };
    const reads = async (dump: Dump, key: string) =>
      inText(await readByThief({ dump, identities: [key] }), [WORDS.undelivered]);
    expect(await reads(stolen, keysOf.coordinator)).toEqual([]);

    street.pass(4 * DAY);
    await escalate();

    const later = await dumpOf(street.store);
    expect(await reads(later, keysOf.coordinator)).toEqual([WORDS.undelivered]);
    expect(await reads(later, street.keys.server.privateKey)).toEqual([]);
    const copies = rowsOf(later, "key_copy").filter((row) => row["case_id"] === cases.undelivered);
    expect(copies.map(({ holder }) => holder).toSorted()).toEqual(
      [street.staff.ppa.agency, street.staff.coordinator.agency, "reporter"].toSorted(),
    );
  });
});

describe("shredding", () => {
  test("afterwards no key there is opens anything of that case, the reporter's code included", async () => {
    const everyKey = [
      street.keys.server.privateKey,
      street.staff.ppa.privateKey,
      street.staff.coordinator.privateKey,
      await bodyKeyOf("ppa"),
      await bodyKeyOf("coordinator"),
    ];
    const ofCase = [WORDS.closed, WORDS.note, WORDS.reply, people.closed.address];

    await street.store.retention.shred(cases.closed, street.clock());

    const dump = await dumpOf(street.store);
    const read = await readByThief({ dump, identities: everyKey, periods: street.keys.periods() });
    expect(inText(read, ofCase)).toEqual([]);
    expect(inText(read, [WORDS.fresh])).toEqual([WORDS.fresh]);
    expect(await street.reporterDesk.openByCode(codes.closed)).toEqual({
      ok: false,
      refusal: "unknown_code",
    });
  });
});

function filingFor(lead: Filing["route"]["lead"], next: Filing["route"]["lead"], now: Instant): Filing {
  const area = { exact: "33.25.01", district: "33.25.01", words: "", zone: "Asia/Jakarta" } as Filing["area"];
  return {
    submission: {
      parts: [{ at: now, text: story("bercat-merah-bata") }],
      answers: {},
      reason: "said_so",
      stillTelling: false,
    },
    triage: {
      category: "child_sexual_abuse",
      severity: "urgent",
      child: "yes",
      indicators: [],
      implicated: [],
      unsure: false,
      evidence: [],
    },
    area,
    route: {
      lead,
      supports: [],
      chain: [next],
      handOffs: [],
      leftOut: [],
      barred: [],
      coordinatorDecides: false,
    },
    filedAt: now,
    claimDueAt: after(now, HOUR),
  };
}
