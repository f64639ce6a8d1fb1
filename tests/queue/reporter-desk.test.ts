import { expect, test } from "vitest";
import { HOUR, MINUTE } from "../../api/kernel.ts";
import { createReporterDesk } from "../../api/queue/index.ts";
import { writeReceiptCode } from "../../api/vault/receipt-code.ts";
import { LEAD, valueOf } from "./cards.ts";
import { claimedCase, createWorld } from "./world.ts";

const WRONG_SECRET = "00000000000000";
/** The same report's locator with a secret that is not its own, rightly typed. */
const wrongCode = (code: string) => writeReceiptCode({ locator: locatorOf(code), secret: WRONG_SECRET });
const locatorOf = (code: string) => code.replaceAll(" ", "").slice(0, 5);
const unknownCode = (code: string) => {
  const locator = locatorOf(code) === "11111" ? "22222" : "11111";
  return writeReceiptCode({ locator, secret: WRONG_SECRET });
};

test("the code shows state, reader and replies, however it is typed", async () => {
  const world = await createWorld();
  const { id, officer, code } = await claimedCase(world);
  const unread = valueOf(await world.reporterDesk.openByCode(code));
  await world.desk.open(officer, id);
  world.pass(MINUTE);
  await world.desk.reply(officer, id, "apakah aman untuk chat?");

  const typed = `ini kodenya: ${code.replaceAll(" ", "-")}, terima kasih`;
  const read = valueOf(await world.reporterDesk.openByCode(typed));

  expect(unread).toMatchObject({ case: id, state: "claimed", readBy: undefined, replies: [] });
  expect(read).toMatchObject({ readBy: `Nama ${LEAD}`, filedAt: unread.filedAt });
  expect(read.replies).toEqual([
    { at: world.now(), text: "apakah aman untuk chat?", agencyName: `Nama ${LEAD}` },
  ]);
});

test("the code shows replies and never the reporter's own words or officers' notes", async () => {
  const world = await createWorld();
  const { id, officer, code } = await claimedCase(world);
  await world.desk.note(officer, id, "catatan dalam");

  const read = JSON.stringify(valueOf(await world.reporterDesk.openByCode(code)));

  expect(read).not.toContain("catatan dalam");
  expect(read).not.toContain("ada anak");
});

test("a slip of the finger is told before any hash is spent", async () => {
  const world = await createWorld();
  const { code } = await claimedCase(world);
  const last = code.at(-1) === "9" ? "0" : String(Number(code.at(-1)) + 1);
  let tries = 0;
  world.cases.countTry = async () => {
    tries += 1;
    return tries;
  };

  const opened = await world.reporterDesk.openByCode(code.slice(0, -1) + last);

  expect(opened).toEqual({ ok: false, refusal: "bad_check_digit" });
  expect(tries).toBe(0);
});

test("a wrong secret and an unknown report are never said apart", async () => {
  const world = await createWorld();
  const { code } = await claimedCase(world);

  const wrong = await world.reporterDesk.openByCode(wrongCode(code));
  const unknown = await world.reporterDesk.openByCode(unknownCode(code));

  expect(wrong).toEqual({ ok: false, refusal: "unknown_code" });
  expect(unknown).toEqual(wrong);
});

test("an unknown locator costs the same hash as a wrong secret", async () => {
  const world = await createWorld();
  const { code } = await claimedCase(world);
  let hashes = 0;
  const counting = createReporterDesk({
    cases: world.cases,
    pepper: world.pepper,
    clock: world.now,
    agencyName: async (id) => id,
    hash: (...asked) => {
      hashes += 1;
      return world.hash(...asked);
    },
  });

  await counting.openByCode(unknownCode(code));
  const forUnknown = hashes;
  await counting.openByCode(wrongCode(code));

  expect(forUnknown).toBe(1);
  expect(hashes).toBe(2);
});

test("after ten wrong codes within an hour no hash is spent any more, not even for the right one", async () => {
  const world = await createWorld();
  const { code } = await claimedCase(world);

  for (let n = 0; n < 10; n += 1) {
    expect(await world.reporterDesk.openByCode(wrongCode(code))).toMatchObject({ refusal: "unknown_code" });
  }
  const eleventh = await world.reporterDesk.openByCode(code);
  world.pass(HOUR);
  const anHourLater = await world.reporterDesk.openByCode(code);

  expect(eleventh).toEqual({ ok: false, refusal: "too_many_tries" });
  expect(anHourLater.ok).toBe(true);
});

test("a hundred guesses at the same moment are no more than ten", async () => {
  const world = await createWorld();
  const { code } = await claimedCase(world);

  const results = await Promise.all(
    Array.from({ length: 100 }, () => world.reporterDesk.openByCode(wrongCode(code))),
  );

  expect(results.filter((result) => !result.ok && result.refusal === "unknown_code")).toHaveLength(10);
});

test("the right code clears earlier slips", async () => {
  const world = await createWorld();
  const { code } = await claimedCase(world);

  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < 5; n += 1) await world.reporterDesk.openByCode(wrongCode(code));
    expect((await world.reporterDesk.openByCode(code)).ok).toBe(true);
  }
});

test("that the reporter has read the replies is noted once for each latest reply", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  const readNotes = () =>
    world.cases
      .kept(id)
      .events.filter(({ kind }) => kind === "reply_read")
      .map(({ detail }) => detail.reply);

  await world.reporterDesk.markRead(id);
  const beforeAny = readNotes();
  await world.desk.reply(officer, id, "satu");
  await world.reporterDesk.markRead(id);
  await world.reporterDesk.markRead(id);
  await world.desk.reply(officer, id, "dua");
  await world.reporterDesk.markRead(id);

  expect(beforeAny).toEqual([]);
  expect(readNotes()).toEqual([3, 5]);
});
