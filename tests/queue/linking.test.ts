import { expect, test } from "vitest";
import { sketchReport } from "../../api/incident/index.ts";
import type { CaseId } from "../../api/kernel.ts";
import type { PeriodKeys } from "../../api/vault/index.ts";
import { HEALTH, LEAD, POLICE, STRANGER, valueOf } from "./cards.ts";
import { createWorld, filingWith } from "./world.ts";

const KEYS: PeriodKeys = { current: "a", keys: new Map([["a", new Uint8Array(32).fill(7)]]) };
const words = "kakek di ujung gang melati memberi permen";

async function twoReports() {
  const world = await createWorld();
  const file = async (text: string): Promise<CaseId> => {
    const { newCase } = await world.seal(filingWith({}, world.now()));
    return world.cases.file({ ...newCase, sketches: sketchReport(KEYS, text, []) });
  };
  const [one, other] = [await file(words), await file(`${words}, setiap sore`)];
  const officer = await world.hire(LEAD);
  const incidents = (...ids: CaseId[]) =>
    [one, other, ...ids].map((id) => world.cases.kept(id).card.incident);
  return { world, file, one, other, officer, incidents };
}

test("a report that looks alike is proposed, and linking makes one incident of both, said in both histories", async () => {
  const { world, one, other, officer, incidents } = await twoReports();
  const before = valueOf(await world.desk.alike(officer, one));

  valueOf(await world.desk.link(officer, one, other));

  const after = valueOf(await world.desk.alike(officer, one));
  expect(before).toMatchObject({ linked: [], proposed: [{ card: { id: other }, likeness: "strong" }] });
  expect(after).toMatchObject({ linked: [{ id: other }], proposed: [] });
  expect(new Set(incidents()).size).toBe(1);
  for (const id of [one, other])
    expect(world.cases.kept(id).events.map(({ kind }) => kind)).toEqual(["filed", "linked"]);
});

test("of several reports linked one after the other none falls out of the incident", async () => {
  const { world, file, one, other, officer, incidents } = await twoReports();
  const [third, fourth] = [await file(words), await file(words)];
  valueOf(await world.desk.link(officer, third, fourth));

  valueOf(await world.desk.link(officer, one, other));
  valueOf(await world.desk.link(officer, one, third));

  expect(new Set(incidents(third, fourth)).size).toBe(1);
});

test("linking can be taken back", async () => {
  const { world, one, other, officer, incidents } = await twoReports();
  valueOf(await world.desk.link(officer, one, other));

  valueOf(await world.desk.unlink(officer, one));

  expect(new Set(incidents()).size).toBe(2);
  expect(valueOf(await world.desk.alike(officer, other)).linked).toEqual([]);
});

test("what was found to be something else is not proposed again, from neither side", async () => {
  const { world, one, other, officer, incidents } = await twoReports();

  valueOf(await world.desk.keepApart(officer, one, other));

  expect(valueOf(await world.desk.alike(officer, one)).proposed).toEqual([]);
  expect(valueOf(await world.desk.alike(officer, other)).proposed).toEqual([]);
  expect(new Set(incidents()).size).toBe(2);
});

test("who may not read is told of no likeness and links nothing", async () => {
  const { world, one, other } = await twoReports();

  const cardOnly = await world.hire(HEALTH);
  const stranger = await world.hire(STRANGER);

  expect(await world.desk.alike(cardOnly, one)).toMatchObject({ refusal: "card_only" });
  expect(await world.desk.link(cardOnly, one, other)).toMatchObject({ refusal: "card_only" });
  expect(await world.desk.alike(stranger, one)).toMatchObject({ refusal: "unknown_case" });
  expect(await world.desk.link(stranger, one, other)).toMatchObject({ refusal: "unknown_case" });
});

test("a report that the officer's body may not read is neither proposed nor linked, and not said to exist", async () => {
  const { world, one } = await twoReports();
  const { newCase } = await world.seal(filingWith({ police: false }, world.now()));
  const hidden = world.cases.file({ ...newCase, sketches: sketchReport(KEYS, words, []) });
  const police = await world.hire(POLICE);

  const { proposed } = valueOf(await world.desk.alike(police, one));

  expect(proposed.map(({ card }) => card.id)).not.toContain(hidden);
  expect(await world.desk.link(police, one, hidden)).toMatchObject({ refusal: "unknown_case" });
});

test("a report is not linked with itself, nor once it is closed", async () => {
  const { world, one, other, officer } = await twoReports();

  const itself = await world.desk.link(officer, one, one);
  valueOf(await world.desk.claim(officer, one));
  valueOf(await world.desk.close(officer, one, { outcome: "not_found", text: "Tidak ditemukan." }));
  const closed = await world.desk.link(officer, one, other);

  expect([itself, closed]).toMatchObject([{ refusal: "invalid_value" }, { refusal: "already_closed" }]);
});
