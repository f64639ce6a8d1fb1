import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR } from "../../api/kernel.ts";
import { openReceipt, parseReceiptCode, pseudonymsOf, type StoredReceipt } from "../../api/vault/index.ts";
import { random } from "../servers/database.ts";
import { right } from "../servers/road.ts";
import { dumpOf, rowsOf, type Dump } from "./dump.ts";
import { FILED, hash, inText, openRobbed, WORDS, type Robbed } from "./robbed.ts";
import { readByThief } from "./thief.ts";

let robbed: Robbed;
beforeAll(async () => {
  robbed = await openRobbed();
});
afterAll(() => robbed.street.close());

describe("a thief with the database, its backups, the server's keys and the pepper", () => {
  test("reads no filed narrative, undelivered, fresh or closed, no note, no reply and no draft", async () => {
    const read = await readByThief({ dump: robbed.stolen, identities: [robbed.server] });

    expect(inText(read, Object.values(WORDS))).toEqual([]);
  });

  test("would read all of them with the key of the body that acts: the thief of this test can read", async () => {
    const read = await readByThief({ dump: robbed.stolen, identities: [robbed.bodyKeys.ppa] });

    expect(inText(read, [...FILED, WORDS.note, WORDS.reply])).toEqual([...FILED, WORDS.note, WORDS.reply]);
    expect(inText(read, [WORDS.draft])).toEqual([]);
  });

  test("sees no address: neither with the server's keys alone nor with those of the body alone", async () => {
    const { addresses } = robbed;
    const byServer = await readByThief({ dump: robbed.stolen, identities: [robbed.server] });
    const byBody = await readByThief({ dump: robbed.stolen, identities: [robbed.bodyKeys.ppa] });
    const both = [robbed.server, robbed.bodyKeys.ppa];
    const byBoth = await readByThief({ dump: robbed.stolen, identities: both });

    expect(inText(byServer, addresses)).toEqual([]);
    expect(inText(byBody, addresses)).toEqual([]);
    // The draft was never filed, so only its own row in flight knows where it came from.
    expect(inText(byBoth, addresses)).toHaveLength(FILED.length);
  });

  test("with the period keys too he reads drafts and undelivered messages, and no filed narrative", async () => {
    const read = await readByThief({
      dump: robbed.stolen,
      identities: [robbed.server],
      periods: robbed.periods,
    });

    expect(inText(read, [WORDS.draft])).toEqual([WORDS.draft]);
    expect(inText(read, [...FILED, WORDS.note, WORDS.reply])).toEqual([]);
  });

  test("with the period keys too: a code that has not left yet is in flight, one that was delivered is gone", async () => {
    const read = await readByThief({ dump: robbed.stolen, periods: robbed.periods });

    expect(inText(read, Object.values(robbed.codes))).toEqual([robbed.codes.undelivered]);
  });
});

describe("an address that somebody suspects", () => {
  const linkOf = async (
    dump: Dump,
    address: string,
    loot: { pepper?: Uint8Array; periodKey?: Uint8Array } = {},
  ) => {
    const { pepper = robbed.street.keys.pepper, periodKey } = loot;
    const { current, keys } = robbed.periods;
    const periods = { current, keys: periodKey === undefined ? keys : new Map([[current, periodKey]]) };
    const { all } = await pseudonymsOf(hash, pepper, periods, "chats", address);
    return rowsOf(dump, "conversation").find((row) => all.includes(String(row["pseudonym"])))?.["case_id"];
  };

  test("before its link expires, whoever has database, pepper and period keys finds its case", async () => {
    expect(await linkOf(robbed.stolen, robbed.people.fresh.address)).toBe(robbed.cases.fresh);
  });

  test("without the period keys nobody can test it, with the server's keys and the pepper neither", async () => {
    const { server, pepper } = robbed.street.keys;

    const tries = [server.macKey, pepper, new Uint8Array(32), random(32)].map((periodKey) =>
      linkOf(robbed.stolen, robbed.people.fresh.address, { periodKey }),
    );

    expect(await Promise.all(tries)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test("without the pepper the database and the period keys tell nothing about it", async () => {
    const pepper = random(32);

    expect(await linkOf(robbed.stolen, robbed.people.fresh.address, { pepper })).toBeUndefined();
  });

  test("72 hours after the last message nothing in the database ties it to a case any more", async () => {
    robbed.street.pass(72 * HOUR + 1);
    await robbed.street.store.conversations.forget(robbed.street.clock());
    const later = await dumpOf(robbed.street.store);

    expect(await linkOf(later, robbed.people.fresh.address)).toBeUndefined();
    expect(rowsOf(later, "conversation")).toEqual([]);
    expect(rowsOf(later, "trace")).toEqual([]);
    const both = await readByThief({ dump: later, identities: [robbed.server], periods: robbed.periods });
    expect(inText(both, robbed.addresses)).toEqual([]);
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
    const key = await openedBy(robbed.stolen, robbed.codes.fresh, robbed.street.keys.pepper);
    const read = await readByThief({ dump: robbed.stolen, identities: [key ?? ""] });

    expect(inText(read, Object.values(WORDS))).toEqual([WORDS.fresh]);
  });

  test("with the database but without the pepper opens nothing", async () => {
    expect(await openedBy(robbed.stolen, robbed.codes.fresh, random(32))).toBeUndefined();
  });

  test("is not in the database, and the database alone opens nothing", async () => {
    const read = await readByThief({ dump: robbed.stolen });

    expect(read).toBe("");
  });
});
