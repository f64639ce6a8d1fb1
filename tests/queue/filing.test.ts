import { expect, test } from "vitest";
import type { AgencyId, PrivateKey } from "../../api/kernel.ts";
import { sealAddition, type NewCase } from "../../api/queue/index.ts";
import {
  generateKeyPair,
  open,
  openCopy,
  openReceipt,
  removeServerLayer,
  unveilCopy,
  type Label,
} from "../../api/vault/index.ts";
import { HEALTH, LEAD, NATIONAL, NOON, POLICE, PROVINCE } from "./cards.ts";
import { createWorld, filingWith, REPORTERS_CHAT, STORY, VILLAGE_CLINIC } from "./world.ts";

const world = await createWorld();
const bodyKey = (agency: AgencyId) => world.bodies.keyPairs.get(agency)?.privateKey as PrivateKey;
const eventLabel = (newCase: NewCase): Label => ({ owner: newCase.card.id, kind: "event", epoch: 1 });

/** The narrative, for whoever holds this private key of the report. */
async function narrativeBy(newCase: NewCase, key: PrivateKey): Promise<string> {
  const sealed = newCase.events[0]?.sealed;
  if (sealed === undefined) throw new Error("nothing sealed");
  return new TextDecoder().decode(await open(key, eventLabel(newCase), sealed));
}

test("lead, full support and the receipt code open a filing at once", async () => {
  const { newCase } = await world.seal(filingWith());

  for (const agency of [LEAD, POLICE]) {
    const copy = newCase.copies.find(({ holder }) => holder === agency);
    const key = copy && (await openCopy(newCase.card.id, bodyKey(agency), copy));
    expect(await narrativeBy(newCase, key as PrivateKey)).toContain(STORY);
  }
});

test("a card-only support has a share and no copy, a body of the chain a copy under the server's layer", async () => {
  const { newCase } = await world.seal(filingWith());

  expect(newCase.copies.map(({ holder, outer }) => [holder, outer])).toEqual([
    [LEAD, false],
    [POLICE, false],
    [PROVINCE, true],
    [NATIONAL, true],
    ["reporter", false],
  ]);
  expect(
    newCase.shares.map(({ agency, access, active, position }) => [agency, access, active, position]),
  ).toEqual([
    [LEAD, "full", true, undefined],
    [POLICE, "full", true, undefined],
    [HEALTH, "card", true, undefined],
    [PROVINCE, "full", false, 1],
    [NATIONAL, "full", false, 2],
  ]);
});

test("a body of the chain alone cannot open its copy; once the server has let go, it can", async () => {
  const { newCase } = await world.seal(filingWith());
  const copy = newCase.copies.find(({ holder }) => holder === PROVINCE);
  if (copy === undefined) throw new Error("no copy for the chain");

  await expect(openCopy(newCase.card.id, bodyKey(PROVINCE), copy)).rejects.toMatchObject({
    reason: "wrong_key",
  });
  const unveiled = await unveilCopy(world.server, newCase.card.id, copy);

  const key = await openCopy(newCase.card.id, bodyKey(PROVINCE), unveiled);
  expect(await narrativeBy(newCase, key)).toContain(STORY);
});

test("a thief with every row, the server's keys and the pepper opens no word and no address", async () => {
  const { newCase, code } = await world.seal(filingWith());
  const { id } = newCase.card;

  const clear = JSON.stringify(newCase, (_key, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
  );
  const secrets = [STORY, "pasar Subah", REPORTERS_CHAT, "33.25.01.2001", code, code.replaceAll(" ", "")];
  expect(secrets.filter((secret) => clear.includes(secret))).toEqual([]);

  await expect(narrativeBy(newCase, world.server.privateKey)).rejects.toMatchObject({ reason: "wrong_key" });
  for (const copy of newCase.copies) {
    const bare = await unveilCopy(world.server, id, copy);
    await expect(openCopy(id, world.server.privateKey, bare)).rejects.toMatchObject({ reason: "wrong_key" });
  }
  const label: Label = { owner: id, kind: "reply-address", epoch: 1 };
  const address = await removeServerLayer(world.server.privateKey, label, newCase.replyAddress);
  await expect(open(world.server.privateKey, label, address)).rejects.toMatchObject({ reason: "wrong_key" });
  expect(await openReceipt(world, newCase.receipt, "00000000000000")).toBeUndefined();
});

test("what stays in clear is no finer than a district", async () => {
  const { newCase } = await world.seal(filingWith());

  expect(newCase.card.area).toBe("33.25.01");
});

test("a corps that the route bars gets neither a copy nor a share", async () => {
  const { newCase } = await world.seal(filingWith({ barred: ["police"], police: false }));

  expect(newCase.copies.some(({ holder }) => holder === POLICE)).toBe(false);
  expect(newCase.shares.some(({ agency }) => agency === POLICE)).toBe(false);
});

test("nothing is sealed to a body's key that the server did not vouch for", async () => {
  const { publicKey } = await generateKeyPair();
  const swapped = [...world.bodies.bodyKeys.values()].map((key) =>
    key.agency === POLICE ? { ...key, publicKey } : key,
  );

  await expect(world.seal(filingWith(), swapped)).rejects.toMatchObject({ name: "SwappedKeyError" });
});

test("nothing is appended under an epoch key that the server did not make", async () => {
  const { newCase } = await world.seal(filingWith());
  const { publicKey } = await generateKeyPair();
  const content = { kind: "message" as const, part: { at: NOON, text: "masih di sini" } };
  const { id } = newCase.card;

  const event = await sealAddition(world.server, id, newCase.epoch, content, NOON);

  expect(event).toMatchObject({ kind: "message", epoch: 1, actor: { kind: "reporter" } });
  await expect(
    sealAddition(world.server, id, { ...newCase.epoch, publicKey }, content, NOON),
  ).rejects.toMatchObject({ name: "SwappedKeyError" });
});

test("a support or chain body without a key holds no filing up: it is phoned or passed over", async () => {
  const without = [...world.bodies.bodyKeys.values()].filter(
    ({ agency }) => agency !== POLICE && agency !== PROVINCE,
  );

  const { newCase } = await world.seal(filingWith({ handOffs: [VILLAGE_CLINIC] }), without);

  expect(newCase.handOffs.map(({ agency }) => agency)).toEqual([VILLAGE_CLINIC, POLICE]);
  expect(newCase.shares.find(({ agency }) => agency === NATIONAL)?.position).toBe(1);
  expect(newCase.shares.some(({ agency }) => agency === PROVINCE)).toBe(false);
});

test("without the lead's key there is nobody to seal to, and that is a fault, not a filing", async () => {
  const without = [...world.bodies.bodyKeys.values()].filter(({ agency }) => agency !== LEAD);

  await expect(world.seal(filingWith(), without)).rejects.toThrow("no key to seal to");
});

test("somebody is to be woken for a filing that brought no notices", async () => {
  const { newCase } = await world.seal(filingWith());

  expect(newCase.card.lastPingAt).toBeUndefined();
  expect(newCase.notices).toEqual([]);
});
