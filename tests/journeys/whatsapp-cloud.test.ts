/** A report by WhatsApp's Cloud API, from the first word to an answer that comes too late for Meta. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR, MINUTE, type CaseId } from "../../api/kernel.ts";
import { dumpOf, found } from "../privacy/dump.ts";
import { openGraphStreet, type GraphStreet } from "../servers/graph-street.ts";
import { right, texts } from "../servers/road.ts";
import { codeIn, DANGER, STORY, wordsIn } from "../servers/street.ts";

let street: GraphStreet;
beforeAll(async () => {
  street = await openGraphStreet();
});
afterAll(() => street.close());

const DAY = 24 * HOUR;
const reply = async (id: CaseId, text: string) => right(await street.desk.reply(street.staff.ppa, id, text));
const kindsIn = async (id: CaseId) => (await street.events(id)).map(({ kind }) => kind);
/** What the timetable does every ten minutes. */
const forget = () => street.store.conversations.forget(street.clock());

test("an answer within the day is read in the chat, and the case learns it once Meta can no longer give it back", async () => {
  const citizen = street.person();
  const { id } = await street.filed(citizen);

  await reply(id, "Petugas datang besok pagi.");
  await street.settle();
  const atOnce = await kindsIn(id);
  street.pass(11 * MINUTE);
  await forget();
  await street.says(citizen, "terima kasih, kami tunggu");

  expect(citizen.reads().join()).toContain("Petugas datang besok pagi.");
  expect(atOnce).not.toContain("reply_delivered");
  expect(await kindsIn(id)).toContain("reply_delivered");
  expect(wordsIn(await street.events(id))).toContain("terima kasih, kami tunggu");
});

describe.each(["by status", "at once"] as const)("an answer after more than a day, refused %s,", (how) => {
  test("waits, the officer reads that, and it comes with the reporter's next message", async () => {
    street.server.refusesLate(how);
    const citizen = street.person();
    const { id } = await street.filed(citizen);
    street.pass(DAY + HOUR);

    await reply(id, "Apakah masih di tempat yang sama?");
    await street.settle();
    street.pass(HOUR);
    await street.settle();
    const [readBefore, kindsBefore] = [citizen.reads().join(), await kindsIn(id)];
    const sendsBefore = street.server.sends.length;
    await street.says(citizen, "halo, ada kabar?");

    expect(readBefore).not.toContain("tempat yang sama");
    expect(kindsBefore.filter((kind) => kind === "reply_awaits")).toHaveLength(1);
    expect(kindsBefore).not.toContain("reply_undeliverable");
    expect(street.server.sends.length).toBeGreaterThan(sendsBefore);
    expect(citizen.reads().filter((text) => text.includes("tempat yang sama"))).toHaveLength(1);
  });

  test("can be read with the code on any channel meanwhile", async () => {
    street.server.refusesLate(how);
    const citizen = street.person();
    const { id, code } = await street.filed(citizen);
    street.pass(DAY + HOUR);
    await reply(id, "Jawaban yang terlambat.");
    await street.settle();

    const elsewhere = street.passer();
    await elsewhere.says(code);

    expect(elsewhere.reads().join()).toContain("Jawaban yang terlambat.");
    expect(citizen.reads().join()).not.toContain("Jawaban yang terlambat.");
  });
});

test("an answer that nobody came for in three days is said to be undeliverable", async () => {
  const citizen = street.person();
  const { id } = await street.filed(citizen);
  street.pass(DAY + HOUR);
  await reply(id, "Jawaban yang terlambat.");
  await street.settle();

  street.pass(3 * DAY);
  await forget();

  expect((await kindsIn(id)).slice(-2)).toEqual(["reply_awaits", "reply_undeliverable"]);
});

test("whoever gets an opaque id, and then hides the number, goes on with the same talk and the same report", async () => {
  const citizen = street.person();
  const { id } = await street.filed(citizen);

  citizen.becomes("ID.8143519203948810", "told");
  await street.says(citizen, "kata pertama dengan id");
  citizen.becomes("ID.8143519203948810", "hidden");
  await street.says(citizen, "kata kedua tanpa nomor");

  expect(wordsIn(await street.events(id))).toEqual(
    expect.arrayContaining(["kata pertama dengan id", "kata kedua tanpa nomor"]),
  );
});

test("an answer that waited for a number comes when its person writes under the opaque id", async () => {
  const citizen = street.person();
  const { id } = await street.filed(citizen);
  street.pass(DAY + HOUR);
  await reply(id, "Kabar untuk nomor lama.");
  await street.settle();

  citizen.becomes("ID.9143519203948811", "told");
  await street.says(citizen, "halo");

  expect(citizen.reads().join()).toContain("Kabar untuk nomor lama.");
});

test("a number that has blocked us is given back by Meta, and the case learns that the answer did not arrive", async () => {
  const citizen = street.person();
  const { id } = await street.filed(citizen);
  citizen.blocks();

  await reply(id, "Masih di sana?");
  await street.settle();

  expect((await kindsIn(id)).at(-1)).toBe("reply_undeliverable");
});

test("what Meta gives back for a while is sent again, also when its word overtakes our own note", async () => {
  const citizen = street.person();
  street.server.fault({ kind: "failed-first", code: 131_000 });

  await citizen.types(DANGER);
  await street.settle();
  street.pass(MINUTE);
  await street.settle();

  const read = citizen.reads();
  expect(read.join()).toContain("129");
  expect(codeIn(read)).toBeDefined();
  expect(street.logged.join("")).toContain("whatsapp_cloud_returned");
});

test("hapus says honestly what stays, and nothing of the chat is kept", async () => {
  const citizen = street.person();
  await street.says(citizen, STORY);

  await street.says(citizen, "hapus");
  await street.says(citizen, "ya");

  expect(citizen.reads().slice(-2)).toEqual([
    texts.say("id", "bot.erase.done_draft"),
    texts.say("id", "bot.erase.network_keeps"),
  ]);
  expect(street.server.strayCalls).toEqual([]);
});

describe("with an approved template", () => {
  let knocking: GraphStreet;
  beforeAll(async () => {
    knocking = await openGraphStreet({ template: "kabar_baru" });
  });
  afterAll(() => knocking.close());
  const templatesTo = (number: string) =>
    knocking.server.sends.filter(({ to, type }) => to === number && type === "template");

  test("one knock says that something waits, and pressing its button brings it", async () => {
    const citizen = knocking.person();
    const { id } = await knocking.filed(citizen);
    knocking.pass(DAY + HOUR);
    for (const text of ["Jawaban pertama.", "Jawaban kedua."]) {
      right(await knocking.desk.reply(knocking.staff.ppa, id, text));
      await knocking.settle();
    }

    const before = citizen.reads().slice(-1);
    await citizen.pressesTemplate("Baca");
    await knocking.settle();

    expect(before).toEqual(["[kabar_baru]"]);
    expect(templatesTo(citizen.identity.number)).toHaveLength(1);
    const read = citizen.reads().join();
    expect(read).toContain("Jawaban pertama.");
    expect(read).toContain("Jawaban kedua.");
  });

  test("nobody is knocked for who wants to come with the code", async () => {
    const citizen = knocking.person();
    const { id } = await knocking.filed(citizen, "jangan");
    knocking.pass(DAY + HOUR);

    const reach = right(await knocking.desk.reply(knocking.staff.ppa, id, "Jawaban."));
    await knocking.settle();

    expect(reach).toMatchObject({ reach: "code_only" });
    expect(templatesTo(citizen.identity.number)).toEqual([]);
  });
});

describe("what is left of all this", () => {
  const WORDS = [STORY, DANGER, "Petugas datang besok", "tempat yang sama", "kata kedua tanpa nomor"];

  test("no line of the log says a word, a name, a number, an id or a secret, whatever Meta's errors repeat", async () => {
    const citizen = street.person({ name: "Sekarwangi Pranatamulyo", username: "sekar_pranata" });
    for (const code of [100, 131_009, 131_000]) street.server.fault({ kind: "error", code });
    await street.says(citizen, "halo, saya Sekarwangi");
    street.pass(HOUR);
    await street.settle();
    await street.server.raw('{"object":"whatsapp_business_account","entry":"Sekarwangi Pranatamulyo');

    expect(street.logged.join("")).toContain("whatsapp_cloud_post_unreadable");
    expect(street.logged.join("")).toContain("whatsapp_cloud_send_failed");
    expect(street.leaked([...street.secrets(), ...WORDS, "Sekarwangi", "Pranatamulyo"])).toEqual([]);
  });

  test("no column of any table holds one", async () => {
    const citizen = street.person({ name: "Damarjati Kusuma" });
    await citizen.types(`${STORY}, kata Damarjati`);
    const dump = await dumpOf(street.store);

    expect(found(dump, [...street.secrets(), ...WORDS, "Damarjati"])).toEqual([]);
  });

  test("after three days no row leads to a chat", async () => {
    await street.settle();
    street.pass(4 * DAY);
    await street.settle();
    for (let round = 0; round < 2; round += 1) {
      await forget();
      street.pass(DAY);
    }

    const { reply_address: _, ...rows } = await street.rowsThatKnowChats();
    expect(rows).toEqual({ conversation: 0, inbox: 0, outbox: 0, trace: 0 });
  });
});
