import { expect, test } from "vitest";
import { DAY, MINUTE, type AgencyId } from "../../api/kernel.ts";
import { ACT_WITHIN, CLAIM_WITHIN } from "../../api/queue/index.ts";
import { LEAD, NATIONAL, POLICE, PROVINCE, valueOf } from "./cards.ts";
import {
  claimedCase,
  createWorld,
  messageOf,
  reporterAdds,
  REPORTERS_CHAT,
  STORY,
  type TestWorld,
} from "./world.ts";

const chatOf = (agency: AgencyId) => `chat-of-${agency}`;

async function withDuty(...agencies: AgencyId[]): Promise<TestWorld> {
  const world = await createWorld();
  for (const agency of agencies) {
    await world.putOnDuty(agency, chatOf(agency));
  }
  return world;
}

const wakenedSince = (world: TestWorld, from: number) =>
  world
    .said()
    .slice(from)
    .map(({ to }) => to);

test("a new filing wakes those who may claim at once, and its words stay inside", async () => {
  const world = await withDuty(LEAD, POLICE, PROVINCE);
  const { newCase } = await world.file({ severity: "low" });

  const run = await world.clockwork.run(world.now());

  expect(run).toMatchObject({ looked: 1, woken: 2, escalated: 0, failures: [] });
  expect(wakenedSince(world, 0).toSorted()).toEqual([chatOf(POLICE), chatOf(LEAD)].toSorted());
  for (const { text } of world.said()) {
    for (const secret of [STORY, newCase.card.id, newCase.card.label, "Subah", "anak"]) {
      expect(text).not.toContain(secret);
    }
  }
});

test("an emergency wakes again every five minutes until it is claimed, a low one once", async () => {
  const world = await withDuty(LEAD);
  const emergency = await world.file({ severity: "emergency" });
  await world.file({ severity: "low" });
  await world.clockwork.run(world.now());
  const first = world.said().length;

  await world.clockwork.run(world.pass(5 * MINUTE - 1));
  const early = world.said().length;
  await world.clockwork.run(world.pass(1));
  const again = world.said().length;
  await world.desk.claim(await world.hire(LEAD), emergency.id);
  await world.clockwork.run(world.pass(5 * MINUTE));

  expect([first, early, again, world.said().length]).toEqual([2, 2, 3, 3]);
});

test("whoever comes on duty later is woken then, when nobody was there at filing", async () => {
  const world = await createWorld();
  await world.file({ severity: "standard" });
  const asleep = await world.clockwork.run(world.now());

  await world.putOnDuty(LEAD, chatOf(LEAD));
  const awake = await world.clockwork.run(world.pass(60 * MINUTE));

  expect([asleep.woken, awake.woken]).toEqual([0, 1]);
});

test("when nobody claims, the next body can read with nobody signed in, and only the next one", async () => {
  const world = await withDuty(LEAD, PROVINCE, NATIONAL);
  const { id } = await world.file();

  const run = await world.clockwork.run(world.pass(CLAIM_WITHIN.emergency));

  expect(run.escalated).toBe(1);
  expect(world.cases.kept(id).card).toMatchObject({ holder: PROVINCE, turn: 1, state: "waiting" });
  const opened = valueOf(await world.desk.open(await world.hire(PROVINCE), id));
  expect(opened.events[0]?.content).toMatchObject({ parts: [{ text: STORY }] });
  expect(await world.desk.open(await world.hire(NATIONAL), id)).toMatchObject({ ok: false });
  const national = [...world.cases.kept(id).copies.values()].filter(({ holder }) => holder === NATIONAL);
  expect(national.map(({ outer }) => outer)).toEqual([true]);
});

test("the body that let its time pass may still claim", async () => {
  const world = await withDuty(LEAD, PROVINCE, NATIONAL);
  const { id } = await world.file();
  await world.clockwork.run(world.pass(CLAIM_WITHIN.emergency));

  const claimed = await world.desk.claim(await world.hire(LEAD), id);

  expect(claimed.ok).toBe(true);
});

test("an emergency passes over a body with nobody on duty at once", async () => {
  const world = await withDuty(NATIONAL);
  const { id } = await world.file();

  const run = await world.clockwork.run(world.now());

  expect(run).toMatchObject({ escalated: 1, woken: 1 });
  expect(world.cases.kept(id).card).toMatchObject({ holder: NATIONAL, turn: 2 });
});

test("ten processes that wake at the same moment escalate and ping once", async () => {
  const world = await withDuty(LEAD, PROVINCE, NATIONAL);
  const { id } = await world.file();
  const now = world.pass(CLAIM_WITHIN.emergency);

  await Promise.all(Array.from({ length: 10 }, () => world.clockwork.run(now)));

  const { events } = world.cases.kept(id);
  expect(events.map(({ kind }) => kind)).toEqual(["filed", "escalated"]);
  expect(wakenedSince(world, 0).toSorted()).toEqual([chatOf(PROVINCE), chatOf(LEAD)].toSorted());
});

test("after the last body the coordinators are woken every quarter of an hour, and it is said once", async () => {
  const world = await withDuty(LEAD, POLICE, PROVINCE, NATIONAL);
  const { id } = await world.file();
  for (let step = 0; step < 3; step += 1) await world.clockwork.run(world.pass(CLAIM_WITHIN.emergency));
  const past = world.said().length;

  await world.clockwork.run(world.pass(14 * MINUTE));
  const early = wakenedSince(world, past);
  await world.clockwork.run(world.pass(MINUTE));
  await world.clockwork.run(world.pass(15 * MINUTE));

  expect(early).toEqual([]);
  expect(wakenedSince(world, past)).toEqual([chatOf(NATIONAL), chatOf(NATIONAL)]);
  const { card, events } = world.cases.kept(id);
  expect(events.filter(({ kind }) => kind === "escalated")).toHaveLength(3);
  expect(card).toMatchObject({ state: "waiting", holder: NATIONAL });
  expect(card.claimDueAt).toBe(world.now() + 15 * MINUTE);
});

/** What the reporter's own chat was told until long after the last body's time. */
async function toldUntilTheEnd(world: TestWorld): Promise<string[]> {
  for (let step = 0; step < 5; step += 1) await world.clockwork.run(world.pass(CLAIM_WITHIN.emergency));
  return world
    .said()
    .filter(({ to }) => to === REPORTERS_CHAT)
    .map(({ text }) => text);
}

test("a reporter who allowed it is told once that nobody has read it, and whom to call", async () => {
  const world = await withDuty(LEAD, PROVINCE, NATIONAL);
  const { id } = await world.file();
  world.allow(id);

  const told = await toldUntilTheEnd(world);

  expect(told).toHaveLength(1);
  expect(told[0]).toContain("SAPA: 129");
  expect(told[0]?.split("\n")[0]).not.toMatch(/lapor/i);
});

test("a reporter who did not allow messages is told nothing", async () => {
  const world = await withDuty(LEAD, PROVINCE, NATIONAL);
  await world.file();

  expect(await toldUntilTheEnd(world)).toEqual([]);
});

test("nobody is told that nobody has read it when somebody may have", async () => {
  const world = await withDuty(LEAD, PROVINCE, NATIONAL);
  const { id, officer } = await claimedCase(world);
  world.allow(id);
  await world.desk.open(officer, id);
  await world.desk.release(officer, id, "ganti piket");

  expect(await toldUntilTheEnd(world)).toEqual([]);
});

test("claimed and not acted upon in time: back to the queue and up, and the chain reads", async () => {
  const world = await withDuty(LEAD, PROVINCE, NATIONAL);
  const { id } = await claimedCase(world);

  const early = await world.clockwork.run(world.pass(ACT_WITHIN.emergency - 1));
  const run = await world.clockwork.run(world.pass(1));

  expect(early.returned).toBe(0);
  expect(run).toMatchObject({ returned: 1, escalated: 1 });
  expect(world.cases.kept(id).card).toMatchObject({
    state: "waiting",
    claimedBy: undefined,
    holder: PROVINCE,
  });
  expect((await world.desk.open(await world.hire(PROVINCE), id)).ok).toBe(true);
});

test("a case that was acted upon, or closed, is left in peace", async () => {
  const world = await withDuty(LEAD, PROVINCE, NATIONAL);
  const acted = await claimedCase(world);
  const closed = await claimedCase(world);
  await world.desk.act(acted.officer, acted.id, { action: "met_victim", text: "sudah bertemu" });
  await world.desk.close(closed.officer, closed.id, { outcome: "victim_safe", text: "aman" });

  const run = await world.clockwork.run(world.pass(7 * DAY));

  expect(run).toMatchObject({ looked: 0, escalated: 0, returned: 0, woken: 0 });
});

test("the claiming body is woken once for a new message, and not for one it has read", async () => {
  const world = await withDuty(LEAD, POLICE);
  const { id, officer } = await claimedCase(world);
  const write = (text: string) => {
    world.pass(MINUTE);
    return reporterAdds(world, id, messageOf(world, text));
  };

  await write("dia pulang");
  await world.clockwork.run(world.now());
  await world.clockwork.run(world.now());
  const woken = wakenedSince(world, 0);
  await write("dia pergi");
  await world.desk.open(officer, id);
  const run = await world.clockwork.run(world.now());
  const rest = await world.clockwork.run(world.now());

  expect(woken).toEqual([chatOf(LEAD)]);
  expect([run.woken, rest.looked]).toEqual([0, 0]);
});

test("one damaged case does not stop the clocks of the others", async () => {
  const world = await withDuty(LEAD, PROVINCE, NATIONAL);
  const damaged = await world.file();
  const sound = await world.file();
  const copy = [...world.cases.kept(damaged.id).copies.values()].find(({ holder }) => holder === PROVINCE);
  if (copy) copy.sealed[20] = (copy.sealed[20] ?? 0) ^ 1;

  const run = await world.clockwork.run(world.pass(CLAIM_WITHIN.emergency));

  expect(run.failures).toEqual([{ case: damaged.id, code: "OpeningError" }]);
  expect(world.cases.kept(sound.id).card.holder).toBe(PROVINCE);
});

test("one damaged contact does not keep the others asleep", async () => {
  const world = await withDuty(LEAD, POLICE);
  await world.file({ severity: "low" });
  const [contact] = await world.roster.onDuty(POLICE, world.now());
  if (contact) contact.address[20] = (contact.address[20] ?? 0) ^ 1;

  const run = await world.clockwork.run(world.now());

  expect(run).toMatchObject({ woken: 1, failures: [] });
});
