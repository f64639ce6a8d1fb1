import { expect, test } from "vitest";
import { HOUR, instant } from "../../api/kernel.ts";
import { valueOf } from "./cards.ts";
import { claimedCase, createWorld, reporterAdds, REPORTERS_CHAT, type FilingWith } from "./world.ts";

const ANSWER = "kami sudah menerima laporan";

async function replied(changes: FilingWith, wait = 0) {
  const world = await createWorld();
  const filed = await claimedCase(world, changes);
  world.pass(wait);
  const reach = valueOf(await world.desk.reply(filed.officer, filed.id, ANSWER));
  return { world, reach, ...filed };
}

test("with a yes the reply goes to the reporter's own chat, after neutral words", async () => {
  const { world, reach } = await replied({ contact: { kind: "yes" } });

  expect(reach).toEqual({ reach: "sent", when: world.now(), content: "full" });
  const [row] = world.said();
  expect(row).toMatchObject({ channel: "telegram", kind: "reply", to: REPORTERS_CHAT });
  expect(row?.text).toContain(ANSWER);
  expect(row?.text.startsWith("Halo")).toBe(true);
  expect(row?.text.split("\n")[0]).not.toMatch(/lapor/i);
});

test("after three days the reply says to send the code before answering", async () => {
  const { world } = await replied({ contact: { kind: "yes" } }, 73 * HOUR);

  expect(world.said()[0]?.text).toContain("kirim kode");
});

test("with certain hours the reply waits for them", async () => {
  const { reach } = await replied({ contact: { kind: "hours", from: 20, to: 21 } });

  expect(reach).toMatchObject({ reach: "sent", when: instant(Date.UTC(2026, 10, 21, 13, 0)) });
});

test("with code only nothing is sent, and the code shows the reply", async () => {
  const { world, reach, code } = await replied({ contact: { kind: "code" } });

  const byCode = valueOf(await world.reporterDesk.openByCode(code));

  expect(reach).toEqual({ reach: "code_only", because: "reporter_choice" });
  expect(world.said()).toEqual([]);
  expect(byCode.replies.map(({ text }) => text)).toEqual([ANSWER]);
});

test("silence where the offender shares the home means: by code only", async () => {
  const { world, reach } = await replied({ indicators: ["offender_in_household"] });

  expect(reach).toEqual({ reach: "code_only", because: "reporter_choice" });
  expect(world.said()).toEqual([]);
});

test("silence elsewhere allows one neutral line without the words", async () => {
  const { world, reach } = await replied({});

  expect(reach).toMatchObject({ reach: "sent", content: "notice" });
  expect(world.said()[0]?.text).not.toContain(ANSWER);
});

test("a choice that the reporter makes later counts over the first", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world, { contact: { kind: "yes" } });
  await reporterAdds(world, id, { kind: "answered", answers: { contact: { kind: "code" } } });

  const reach = valueOf(await world.desk.reply(officer, id, ANSWER));

  expect(reach).toEqual({ reach: "code_only", because: "reporter_choice" });
});

test("without an address left the reply is kept for the code", async () => {
  const world = await createWorld();
  const { id, officer, code } = await claimedCase(world, { contact: { kind: "yes" } });
  world.cases.kept(id).replyAddress = undefined;

  const reach = valueOf(await world.desk.reply(officer, id, ANSWER));
  const byCode = valueOf(await world.reporterDesk.openByCode(code));

  expect(reach).toEqual({ reach: "code_only", because: "no_address" });
  expect(byCode.replies).toHaveLength(1);
});

test("when the address does not open any more, the reply is kept for the code all the same", async () => {
  const world = await createWorld();
  const { id, officer, code } = await claimedCase(world, { contact: { kind: "yes" } });
  const { replyAddress } = world.cases.kept(id);
  if (replyAddress) replyAddress[replyAddress.length - 1] = (replyAddress.at(-1) ?? 0) ^ 1;

  const reach = valueOf(await world.desk.reply(officer, id, ANSWER));
  const byCode = valueOf(await world.reporterDesk.openByCode(code));

  expect(reach).toEqual({ reach: "code_only", because: "no_address" });
  expect(byCode.replies.map(({ text }) => text)).toEqual([ANSWER]);
});

test("a reply counts as the first action", async () => {
  const { world, id } = await replied({});

  expect(world.cases.kept(id).card).toMatchObject({ firstActionAt: world.now(), actionDueAt: undefined });
});

test("when another writer was first, the reply is decided again and sent once", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world, { contact: { kind: "yes" } });

  const [reply, note] = await Promise.all([
    world.desk.reply(officer, id, ANSWER),
    world.desk.note(officer, id, "sedang dijawab"),
  ]);

  expect([reply.ok, note.ok]).toEqual([true, true]);
  expect(world.said()).toHaveLength(1);
  expect(world.cases.kept(id).events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
});
