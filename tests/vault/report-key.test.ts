import { beforeAll, expect, test } from "vitest";
import type { AgencyId, CaseId } from "../../api/kernel.ts";
import {
  bodyKeyMac,
  checkEpoch,
  checkMac,
  copyFor,
  generateKeyPair,
  macOf,
  mintReceipt,
  newEpoch,
  open,
  openCopy,
  openReceipt,
  sealJson,
  openJson,
  SwappedKeyError,
  unveilCopy,
  type KeyPair,
  type ServerKeys,
} from "../../api/vault/index.ts";
import { altered, newServer, pepper, quickHash, random } from "./keys.ts";

const id = "0b8d7c1e-0000-4000-8000-000000000001" as CaseId;
const agency = "0b8d7c1e-0000-4000-8000-00000000000a" as AgencyId;
let server: ServerKeys;
let body: KeyPair;

beforeAll(async () => {
  server = await newServer();
  body = await generateKeyPair();
});

const holder = () => ({
  holder: agency,
  publicKey: body.publicKey,
  mac: bodyKeyMac(server, agency, body.publicKey),
});

test("a body opens the report's key by its copy, and with it the words", async () => {
  const { key, privateKey } = await newEpoch(server, id, 1);
  const label = { owner: id, kind: "event", epoch: 1 };
  const sealed = await sealJson([key.publicKey], label, { text: "kata" });

  const copy = await copyFor(server, id, 1, privateKey, holder(), false);

  const opened = await openCopy(id, body.privateKey, copy);
  expect(await openJson(opened, label, sealed)).toEqual({ text: "kata" });
});

test("a swapped public key is refused before anything is sealed to it", async () => {
  const { privateKey } = await newEpoch(server, id, 1);
  const thief = await generateKeyPair();
  const swapped = { ...holder(), publicKey: thief.publicKey };

  await expect(copyFor(server, id, 1, privateKey, swapped, false)).rejects.toThrow(SwappedKeyError);
});

test("one body's vouched key does not pass for another body's", async () => {
  const { privateKey } = await newEpoch(server, id, 1);
  const other = "0b8d7c1e-0000-4000-8000-00000000000b" as AgencyId;

  await expect(copyFor(server, id, 1, privateKey, { ...holder(), holder: other }, false)).rejects.toThrow(
    SwappedKeyError,
  );
});

test("a thief with the rows, the server's keys and the pepper does not open a body's copy", async () => {
  const { privateKey } = await newEpoch(server, id, 1);

  const copy = await copyFor(server, id, 1, privateKey, holder(), false);

  await expect(openCopy(id, server.privateKey, copy)).rejects.toMatchObject({ reason: "wrong_key" });
});

test("under the outer layer neither the body nor the server alone opens a copy; unveiled, the body does", async () => {
  const { privateKey } = await newEpoch(server, id, 1);
  const copy = await copyFor(server, id, 1, privateKey, holder(), true);

  const unveiled = await unveilCopy(server, id, copy);

  await expect(openCopy(id, body.privateKey, copy)).rejects.toMatchObject({ reason: "wrong_key" });
  await expect(openCopy(id, server.privateKey, copy)).rejects.toThrow("do not open");
  await expect(openCopy(id, server.privateKey, unveiled)).rejects.toMatchObject({ reason: "wrong_key" });
  expect(unveiled.outer).toBe(false);
  expect(await openCopy(id, body.privateKey, unveiled)).toBe(privateKey);
  expect(await unveilCopy(server, id, unveiled)).toBe(unveiled);
});

test("a copy moved to another case or epoch is refused", async () => {
  const { privateKey } = await newEpoch(server, id, 1);
  const copy = await copyFor(server, id, 1, privateKey, holder(), false);

  await expect(openCopy("another" as CaseId, body.privateKey, copy)).rejects.toMatchObject({
    reason: "wrong_label",
  });
  await expect(openCopy(id, body.privateKey, { ...copy, epoch: 2 })).rejects.toMatchObject({
    reason: "wrong_label",
  });
});

test("the reporter holds a copy like a body, and the code opens it, in later epochs too", async () => {
  const minted = await mintReceipt({ hash: quickHash, pepper, server, random, case: id });
  const reporter = {
    holder: "reporter" as const,
    publicKey: minted.stored.publicKey,
    mac: minted.stored.mac,
  };
  const first = await newEpoch(server, id, 1);
  const second = await newEpoch(server, id, 2);

  const copies = [
    await copyFor(server, id, 1, first.privateKey, reporter, false),
    await copyFor(server, id, 2, second.privateKey, reporter, false),
  ];

  const secret = minted.code.replaceAll(" ", "").slice(5, 19);
  const key = await openReceipt({ hash: quickHash, pepper }, minted.stored, secret);
  if (key === undefined) throw new Error("the code does not open its own receipt");
  expect(await Promise.all(copies.map((copy) => openCopy(id, key, copy)))).toEqual([
    first.privateKey,
    second.privateKey,
  ]);
});

test("an epoch's key is vouched for, for this case and this epoch only", async () => {
  const { key } = await newEpoch(server, id, 3);
  const thief = await generateKeyPair();

  expect(checkEpoch(server, id, key)).toBe(true);
  expect(checkEpoch(server, id, { ...key, publicKey: thief.publicKey })).toBe(false);
  expect(checkEpoch(server, id, { ...key, epoch: 4 })).toBe(false);
  expect(checkEpoch(server, "another" as CaseId, key)).toBe(false);
  expect(checkEpoch(server, id, { ...key, mac: altered(key.mac, 0) })).toBe(false);
});

test("a MAC depends on its domain and on where one field ends and the next begins", () => {
  const mac = macOf(server, "what", ["ab", "c"]);

  expect(checkMac(server, "what", ["ab", "c"], mac)).toBe(true);
  expect(checkMac(server, "what", ["a", "bc"], mac)).toBe(false);
  expect(checkMac(server, "what", ["ab", "c", ""], mac)).toBe(false);
  expect(checkMac(server, "other", ["ab", "c"], mac)).toBe(false);
  expect(checkMac(server, "what", ["ab", "c"], mac.slice(0, 31))).toBe(false);
});

test("the bytes of a report's private key are nowhere in its copy", async () => {
  const { privateKey } = await newEpoch(server, id, 1);

  const copy = await copyFor(server, id, 1, privateKey, holder(), true);

  expect(Buffer.from(copy.sealed).includes(privateKey)).toBe(false);
  await expect(
    open(server.privateKey, { owner: id, kind: "report-key", epoch: 1 }, copy.sealed),
  ).rejects.toMatchObject({ reason: "wrong_label" });
});
