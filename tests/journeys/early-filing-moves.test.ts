/** Filed at the first word of danger, told to the end afterwards: the case goes where the story says it belongs. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { after, MINUTE, NATION, type CaseId } from "../../api/kernel.ts";
import { CLAIM_WITHIN, type Unlocked } from "../../api/queue/index.ts";
import { right } from "../servers/road.ts";
import { actorOf, openStreet, type Street } from "../servers/street.ts";
import { partsIn } from "../../api/queue/index.ts";

const NEIGHBOUR =
  "tolong, anak tetangga umur 10 tahun sekarang dikurung dan dipegang-pegang di rumah kos di Kabupaten Batang";
const CHILD = "aku umur 12, bapak tiri suka masuk kamarku malam malam, aku takut";

let street: Street;
let palembang: Unlocked;
let police: Unlocked;
beforeEach(async () => {
  street = await openStreet();
  palembang = await street.staff.enrolBody("UPTD PPA Kota Palembang", "protection_office", "16.71");
  police = await street.staff.enrolBody("Unit PPA Polres Batang", "police", "33.25");
});
afterEach(() => street.close());

const casesOf = async (officer: Unlocked): Promise<CaseId[]> =>
  (await street.desk.cards(actorOf(officer), { limit: 100 })).map(({ id }) => id);
const onlyCaseOf = async (officer: Unlocked): Promise<CaseId> => {
  const [id, ...others] = await casesOf(officer);
  if (id === undefined || others.length > 0) throw new Error("not exactly one case");
  return id;
};
const cardOf = async (officer: Unlocked, id: CaseId) =>
  right(await street.desk.look(actorOf(officer), id)).card;
const readBy = async (officer: Unlocked, id: CaseId): Promise<string[]> =>
  partsIn(right(await street.desk.open(officer, id)).events).map(({ text }) => text);
const holders = async (id: CaseId, epoch: number): Promise<string[]> =>
  (await street.store.cases.copies({ kind: "system", task: "test" }, id))
    .filter((copy) => copy.epoch === epoch)
    .map(({ holder }) => holder);

test("a child names the town after the filing: the office there leads, is woken, and reads the whole story", async () => {
  await street.directory.linkContact(palembang.officer, street.chats.name, "piket-palembang");
  const child = street.person();
  await child.says(CHILD);
  const id = await onlyCaseOf(street.staff.coordinator);
  const filed = await cardOf(street.staff.coordinator, id);

  await child.says("aman");
  await child.says("di sukarami palembang");
  await street.clockwork.run(street.clock());
  await street.settle();

  const card = await cardOf(palembang, id);
  expect([filed.area, filed.holder]).toEqual([NATION, street.staff.coordinator.agency]);
  expect([card.area, card.holder, card.child]).toEqual(["16.71.07", palembang.agency, "yes"]);
  expect(card.claimDueAt).toBe(filed.claimDueAt);
  expect(street.chats.read("piket-palembang")).toHaveLength(1);
  expect(child.reads().join("\n")).toContain("sekarang dibaca oleh:\n• UPTD PPA Kota Palembang");
  expect(await casesOf(street.staff.coordinator)).toEqual([]);
  right(await street.desk.claim(palembang, id));
  expect(await readBy(palembang, id)).toEqual([CHILD, "di sukarami palembang"]);
});

test("the new lead's answer reaches the chat, because the address was sealed for it as well", async () => {
  const child = street.person();
  await child.says(CHILD);
  for (const answer of ["aman", "di sukarami palembang", "ya"]) await child.says(answer);
  const id = await onlyCaseOf(palembang);
  right(await street.desk.claim(palembang, id));

  const reach = right(await street.desk.reply(palembang, id, "Kami di sini, kamu aman sekarang?"));
  await street.settle();

  expect(reach).toMatchObject({ reach: "sent", content: "full" });
  expect(child.reads().at(-1)).toContain("Kami di sini, kamu aman sekarang?");
});

test("a neighbour adds that the offender is a policeman: the police unit's copies end, and nothing follows to it", async () => {
  const neighbour = street.person();
  await neighbour.says(NEIGHBOUR);
  const id = await onlyCaseOf(police);

  await neighbour.says("pelakunya oknum polisi di polres sini");

  const epoch = (await cardOf(street.staff.coordinator, id)).epoch;
  const all = await Promise.all([1, 2].map((one) => holders(id, one)));
  expect(all.flat()).not.toContain(police.agency);
  expect(epoch).toBe(2);
  expect(await casesOf(police)).toEqual([]);
  expect(await readBy(street.staff.coordinator, id)).toEqual([
    NEIGHBOUR,
    "pelakunya oknum polisi di polres sini",
  ]);
});

test("a policeman who has claimed it loses the claim when the police must not read it", async () => {
  const neighbour = street.person();
  await neighbour.says(NEIGHBOUR);
  const id = await onlyCaseOf(police);
  right(await street.desk.claim(police, id));

  await neighbour.says("pelakunya oknum polisi di polres sini");

  const card = await cardOf(street.staff.coordinator, id);
  expect([card.state, card.claimedBy, card.holder]).toEqual([
    "waiting",
    undefined,
    street.staff.coordinator.agency,
  ]);
  expect(await street.desk.open(police, id)).toEqual({ ok: false, refusal: "unknown_case" });
});

test("claimed meanwhile by the coordinator it is not taken away: the office reads along, and is proposed", async () => {
  const child = street.person();
  await child.says(CHILD);
  const { coordinator } = street.staff;
  const id = await onlyCaseOf(coordinator);
  right(await street.desk.claim(coordinator, id));

  await child.says("aman");
  await child.says("di sukarami palembang");

  const look = right(await street.desk.look(actorOf(coordinator), id));
  expect(look.card).toMatchObject({ state: "claimed", area: "16.71.07" });
  expect(look.card.claimedBy?.agency).toBe(coordinator.agency);
  expect(look.proposed).toBe(palembang.agency);
  expect(await readBy(palembang, id)).toEqual([CHILD, "di sukarami palembang"]);
  right(await street.desk.transfer(coordinator, id, palembang.agency, "sesuai wilayah"));
  expect(right(await street.desk.look(actorOf(palembang), id)).proposed).toBeUndefined();
});

test("words by code from another chat: the card rises, nobody new is let in, and the town's office is proposed", async () => {
  const child = street.person();
  await child.says(CHILD);
  await child.says("tidak aman");
  const id = await onlyCaseOf(street.staff.coordinator);
  street.pass(5 * MINUTE);

  const later = street.person();
  await later.says(child.code());
  await later.says("di sukarami palembang");

  const look = right(await street.desk.look(actorOf(street.staff.coordinator), id));
  expect([look.card.area, look.proposed]).toEqual(["16.71.07", palembang.agency]);
  expect(await casesOf(palembang)).toEqual([]);
  expect(look.card.epoch).toBe(1);
});

test("who was kept out by code in one chat is not let in by what the other chat adds", async () => {
  const child = street.person();
  await child.says(CHILD);
  const id = await onlyCaseOf(street.staff.coordinator);
  const other = street.person();
  await other.says(child.code());
  await other.says("pelakunya oknum polisi di polres batang");

  await child.says("aman");
  await child.says("di kabupaten batang");

  expect(await casesOf(police)).toEqual([]);
  expect(await holders(id, 1)).not.toContain(police.agency);
});

test("who is named in a few words by code is not let in by people either", async () => {
  const child = street.person();
  await child.says(CHILD);
  const { coordinator } = street.staff;
  const id = await onlyCaseOf(coordinator);
  right(await street.desk.claim(coordinator, id));
  const other = street.person();
  await other.says(child.code());

  await other.says("pelakunya oknum polisi di polres batang");

  expect(await street.desk.transfer(coordinator, id, police.agency, "sesuai wilayah")).toEqual({
    ok: false,
    refusal: "corps_excluded",
  });
});

test("a graver word shortens the clock of a case that waits, and never lengthens it", async () => {
  const person = street.person();
  await person.says("aku 13 tahun, om suka pegang pegang aku di rumah, di Kabupaten Batang");
  const id = await onlyCaseOf(street.staff.ppa);
  const filed = await cardOf(street.staff.ppa, id);
  street.pass(10 * MINUTE);

  await person.says("aman");
  await person.says("tolong dia sekarang ada di sini, pintu dikunci, aku dipukul");

  const card = await cardOf(street.staff.ppa, id);
  expect(card.severity).toBe("emergency");
  expect(card.claimDueAt).toBe(
    Math.min(filed.claimDueAt ?? Infinity, after(card.reporterWroteAt, CLAIM_WITHIN.emergency)),
  );
});

test("what an officer has judged is not raised again by the same words, only by new ones", async () => {
  const neighbour = street.person();
  await neighbour.says(NEIGHBOUR);
  const id = await onlyCaseOf(street.staff.ppa);
  right(await street.desk.claim(street.staff.ppa, id));
  const { category, child, area } = await cardOf(street.staff.ppa, id);
  const verdict = { category, child, area, severity: "standard" as const, indicators: [] };
  right(await street.desk.review(street.staff.ppa, id, verdict, "sudah aman, anak di rumah neneknya"));

  await neighbour.says("terima kasih sudah dibantu");
  const calm = await cardOf(street.staff.ppa, id);
  await neighbour.says("tolong, dia kembali, sekarang anaknya dikurung lagi, teriak teriak");
  const again = await cardOf(street.staff.ppa, id);

  expect([calm.severity, again.severity]).toEqual(["standard", "emergency"]);
});
