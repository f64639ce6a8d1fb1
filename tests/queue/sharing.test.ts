import { expect, test } from "vitest";
import { MINUTE, type AgencyId } from "../../api/kernel.ts";
import { CLAIM_WITHIN } from "../../api/queue/index.ts";
import { HEALTH, LEAD, NATIONAL, POLICE, PROVINCE, STRANGER, valueOf } from "./cards.ts";
import {
  claimedCase,
  createWorld,
  ORDER_POLICE,
  reporterAdds,
  STORY,
  VILLAGE_CLINIC,
  type TestWorld,
} from "./world.ts";

const REASON = "perlu pendampingan";

async function reads(world: TestWorld, id: Parameters<TestWorld["desk"]["open"]>[1], agency: AgencyId) {
  const opened = await world.desk.open(await world.hire(agency), id);
  if (!opened.ok) return opened.refusal;
  return opened.value.events.flatMap(({ content, unreadable }) => {
    if (unreadable !== undefined) return [unreadable];
    return content === undefined ? [] : ["text" in content ? content.text : content.kind];
  });
}

test("a body that is referred to reads all that came before", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  await world.desk.note(officer, id, "catatan lama");
  await world.putOnDuty(STRANGER, "chat-of-companion");

  const referred = await world.desk.refer(officer, id, STRANGER, "full", REASON);

  expect(referred.ok).toBe(true);
  expect(await reads(world, id, STRANGER)).toEqual(["filed", "catatan lama", REASON]);
  expect(world.said()).toMatchObject([{ kind: "notice", channel: "telegram", to: "chat-of-companion" }]);
  expect(world.said()[0]?.text).not.toContain(STORY);
  expect(world.log.entries[0]).toMatchObject({ act: "refer", officer: officer.officer });
});

test("referring by card gives no key", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);

  await world.desk.refer(officer, id, STRANGER, "card", REASON);

  expect([...world.cases.kept(id).copies.values()].some(({ holder }) => holder === STRANGER)).toBe(false);
  expect(await reads(world, id, STRANGER)).toBe("card_only");
  expect(
    await world.desk.cards({ kind: "officer", ...(await world.hire(STRANGER)) }, { limit: 5 }),
  ).toHaveLength(1);
});

test("a card-only body can be let read; referring it again changes nothing and leaves no event", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);

  await world.desk.refer(officer, id, HEALTH, "full", REASON);
  const count = world.cases.kept(id).events.length;
  await world.desk.refer(officer, id, HEALTH, "card", REASON);

  expect(await reads(world, id, HEALTH)).toContain("filed");
  expect(world.cases.kept(id).events).toHaveLength(count);
});

test("a chain body that is referred to reads at once and keeps its place in the chain", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);

  await world.desk.refer(officer, id, PROVINCE, "full", REASON);

  expect(await reads(world, id, PROVINCE)).toContain("filed");
  expect(world.cases.kept(id).shares.get(PROVINCE)).toMatchObject({
    role: "chain",
    position: 1,
    active: true,
  });
});

test.each([
  ["order enforcement", ORDER_POLICE, "not_allowed_to_body"],
  ["a barred corps", POLICE, "corps_excluded"],
  ["a body without a key", VILLAGE_CLINIC, "agency_not_open"],
  ["a body nobody knows", "nobody" as AgencyId, "unknown_agency"],
  ["the own body", LEAD, "invalid_value"],
])("%s is neither referred nor transferred to", async (_who, agency, refusal) => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world, { barred: ["police"], police: false });
  const before = structuredClone(world.cases.kept(id).shares);

  const results = [
    await world.desk.refer(officer, id, agency, "full", REASON),
    await world.desk.refer(officer, id, agency, "card", REASON),
    await world.desk.transfer(officer, id, agency, REASON),
  ];

  expect(results.map((result) => !result.ok && result.refusal)).toEqual([refusal, refusal, refusal]);
  expect(world.cases.kept(id).shares).toEqual(before);
});

test("with local government involved, its own offices in the district are not let in; those of the province are", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world, { barred: ["local_government"] });

  const office = await world.desk.transfer(officer, id, HEALTH, REASON);
  const province = await world.desk.refer(officer, id, PROVINCE, "full", REASON);

  expect(office).toEqual({ ok: false, refusal: "corps_excluded" });
  expect(province.ok).toBe(true);
});

test("whom the reporter excludes later, in an answer, is let in no more", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world, { police: false });
  await reporterAdds(world, id, { kind: "answered", answers: { notReaders: ["police"] } });

  const referred = await world.desk.refer(officer, id, POLICE, "full", REASON);

  expect(referred).toEqual({ ok: false, refusal: "corps_excluded" });
});

test("whom the reporter has once excluded stays out, whatever another chat answers later", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world, { police: false });
  await reporterAdds(world, id, { kind: "answered", answers: { notReaders: ["police"] } });
  await reporterAdds(world, id, { kind: "answered", answers: { notReaders: ["health"] } });

  const referred = await world.desk.refer(officer, id, POLICE, "full", REASON);

  expect(referred).toEqual({ ok: false, refusal: "corps_excluded" });
});

test("a newcomer whose key was swapped gets nothing", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  const wrong = world.bodies.bodyKeys.get(HEALTH);
  const right = world.bodies.bodyKeys.get(STRANGER);
  if (wrong && right) world.bodies.bodyKeys.set(STRANGER, { ...right, publicKey: wrong.publicKey });

  await expect(world.desk.refer(officer, id, STRANGER, "full", REASON)).rejects.toMatchObject({
    name: "SwappedKeyError",
  });

  expect(world.cases.kept(id).shares.has(STRANGER)).toBe(false);
});

test("only the claiming body lets others in", async () => {
  const world = await createWorld();
  const { id } = await claimedCase(world);
  const police = await world.hire(POLICE);

  expect(await world.desk.refer(police, id, STRANGER, "full", REASON)).toEqual({
    ok: false,
    refusal: "not_claimed",
  });
  expect(await world.desk.revoke(police, id, LEAD, REASON)).toEqual({ ok: false, refusal: "not_claimed" });
  expect(world.log.entries).toEqual([]);
});

test("a transferred case waits for the new body with a fresh clock, and nobody holds it meanwhile", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  world.pass(10 * MINUTE);

  await world.desk.transfer(officer, id, STRANGER, REASON);
  const { card } = world.cases.kept(id);
  const taken = await world.desk.claim(await world.hire(STRANGER), id);

  expect(card).toMatchObject({
    state: "waiting",
    holder: STRANGER,
    claimedBy: undefined,
    actionDueAt: undefined,
  });
  expect(card.claimDueAt).toBe(world.now() + CLAIM_WITHIN.emergency);
  expect(taken.ok).toBe(true);
  expect(await reads(world, id, STRANGER)).toContain("filed");
});

test("a case transferred up the chain escalates from there on", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  for (const agency of [LEAD, PROVINCE, NATIONAL]) {
    await world.putOnDuty(agency, `chat-${agency}`);
  }

  await world.desk.transfer(officer, id, PROVINCE, REASON);
  await world.clockwork.run(world.pass(CLAIM_WITHIN.emergency));

  expect(world.cases.kept(id).card).toMatchObject({ holder: NATIONAL, turn: 2 });
});

test("after a revocation the body keeps what it read and reads nothing that follows", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  const revokedCopies = [...world.cases.kept(id).copies.values()].filter(({ holder }) => holder === POLICE);

  await world.desk.revoke(officer, id, POLICE, "tidak perlu lagi");
  await world.desk.note(officer, id, "setelah dicabut");

  const kept = world.cases.kept(id);
  expect([...kept.copies.values()].filter(({ holder }) => holder === POLICE)).toEqual(revokedCopies);
  expect(kept.events.slice(-2).map(({ kind, epoch }) => [kind, epoch])).toEqual([
    ["revoked", 2],
    ["note", 2],
  ]);
  expect(await reads(world, id, POLICE)).toBe("unknown_case");
  expect(await reads(world, id, LEAD)).toEqual(["filed", "tidak perlu lagi", "setelah dicabut"]);
});

test("a body let in again after a revocation reads every epoch", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  await world.desk.revoke(officer, id, POLICE, "keliru");

  await world.desk.refer(officer, id, POLICE, "full", REASON);

  expect(await reads(world, id, POLICE)).toEqual(["filed", "keliru", REASON]);
});

test("after a revocation the chain still opens what follows once its turn comes, and the code opens replies", async () => {
  const world = await createWorld();
  const { id, officer, code } = await claimedCase(world);
  for (const agency of [PROVINCE, NATIONAL]) {
    await world.putOnDuty(agency, `chat-${agency}`);
  }
  await world.desk.revoke(officer, id, POLICE, "tidak perlu lagi");
  await world.desk.reply(officer, id, "kami sudah dekat");

  const beforeTurn = [...world.cases.kept(id).copies.values()].filter(({ holder }) => holder === PROVINCE);
  await world.desk.release(officer, id, "ganti piket");
  await world.clockwork.run(world.pass(CLAIM_WITHIN.emergency));
  const byCode = valueOf(await world.reporterDesk.openByCode(code));

  expect(beforeTurn.map(({ epoch, outer }) => [epoch, outer])).toEqual([
    [1, true],
    [2, true],
  ]);
  expect(await reads(world, id, PROVINCE)).toContain("kami sudah dekat");
  expect(byCode.replies.map(({ text }) => text)).toEqual(["kami sudah dekat"]);
});

test("a body taken out of the chain is passed over", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  await world.putOnDuty(PROVINCE, "chat-1");
  await world.desk.revoke(officer, id, PROVINCE, "keluarga terlapor bekerja di sana");
  await world.desk.release(officer, id, "ganti piket");

  await world.clockwork.run(world.pass(CLAIM_WITHIN.emergency));

  expect(world.cases.kept(id).card.holder).toBe(NATIONAL);
  expect(await reads(world, id, PROVINCE)).toBe("unknown_case");
});

test("the last coordinator cannot be put out, so that no body keeps a report to itself", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);

  const revoked = await world.desk.revoke(officer, id, NATIONAL, REASON);

  expect(revoked).toEqual({ ok: false, refusal: "needs_coordinator" });
  expect(world.cases.kept(id).shares.get(NATIONAL)?.position).toBe(2);
});

test("a body cannot revoke itself, nor one that has no part", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);

  expect(await world.desk.revoke(officer, id, LEAD, REASON)).toEqual({ ok: false, refusal: "invalid_value" });
  expect(await world.desk.revoke(officer, id, STRANGER, REASON)).toEqual({
    ok: false,
    refusal: "invalid_value",
  });
});

test("when the body whose turn it is loses its part, the acting body has the turn", async () => {
  const world = await createWorld();
  const { id } = await world.file();
  const police = await world.hire(POLICE);
  await world.desk.claim(police, id);

  await world.desk.revoke(police, id, LEAD, "orang dalam terlibat");

  expect(world.cases.kept(id).card.holder).toBe(POLICE);
  expect(await reads(world, id, LEAD)).toBe("unknown_case");
});
