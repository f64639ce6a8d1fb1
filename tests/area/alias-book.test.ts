import { expect, test } from "vitest";
import { createAliasBook, type WantedAlias } from "../../api/area/index.ts";
import { after, instant, MINUTE, type AreaCode, type OfficerId } from "../../api/kernel.ts";
import { createFakeAliasRows } from "../fakes/alias-rows.ts";
import { smallGazetteer } from "../fakes/small-gazetteer.ts";

const ADMIN = "admin" as OfficerId;
const SUKARAMI = "16.71.07" as AreaCode;
const BARAJO = "15.71.09" as AreaCode;
const SITE: WantedAlias = {
  text: "Warung Seribu",
  area: SUKARAMI,
  kind: "closed_site",
  source: "dinas sosial",
};

function openBook(rows = createFakeAliasRows()) {
  let now = instant(Date.parse("2026-11-22T05:00:00Z"));
  let next = 0;
  const random = (count: number) => new Uint8Array(count).fill((next += 1));
  const clock = () => (now = after(now, MINUTE));
  const book = createAliasBook({ rows, official: smallGazetteer(), random, clock });
  const placeIn = async (text: string) => {
    const resolution = (await book.gazetteer()).resolve(text);
    return resolution.kind === "found" ? resolution.match.code : undefined;
  };
  return { book, placeIn, rows };
}

test("what an admin adds is understood at once, in this process and in every other", async () => {
  const { book, placeIn, rows } = openBook();
  const elsewhere = openBook(rows);
  const before = await elsewhere.placeIn("bekas warung seribu rame lagi");

  await book.add(ADMIN, SITE);

  expect(before).toBeUndefined();
  expect(await placeIn("bekas warung seribu rame lagi")).toBe(SUKARAMI);
  expect(await elsewhere.placeIn("bekas warungseribu rame lagi")).toBe(SUKARAMI);
  expect(elsewhere.book.latest.resolve("di warung seribu").kind).toBe("found");
});

test("taking back and bringing back undo each other", async () => {
  const { book, placeIn } = openBook();
  const added = await book.add(ADMIN, SITE);
  const id = added.ok ? added.value.id : undefined;
  if (id === undefined) throw new Error("not added");

  const removed = await book.remove(id);
  const without = await placeIn("di warung seribu");
  const again = await book.remove(id);
  const restored = await book.restore(id);

  expect([removed.ok, again.ok, restored.ok]).toEqual([true, false, true]);
  expect(without).toBeUndefined();
  expect(await placeIn("di warung seribu")).toBe(SUKARAMI);
});

test("a change can be undone by bringing the earlier row back", async () => {
  const { book, placeIn } = openBook();
  const added = await book.add(ADMIN, SITE);
  const id = added.ok ? added.value.id : undefined;
  if (id === undefined) throw new Error("not added");

  await book.change(ADMIN, id, { ...SITE, area: BARAJO });
  const changed = await placeIn("di warung seribu");
  await book.restore(id);

  expect(changed).toBe(BARAJO);
  expect(await placeIn("di warung seribu")).toBe(SUKARAMI);
  expect((await book.list()).filter(({ removedAt }) => removedAt === undefined)).toHaveLength(1);
});

test("a shipped name can be given another place, or be silenced, and comes back with it", async () => {
  const { book, placeIn } = openBook();
  const shipped = await placeIn("eks payo sigadung");

  const moved = await book.add(ADMIN, { ...SITE, text: "payo sigadung" });
  const elsewhere = await placeIn("eks payo sigadung");
  const silent = await book.add(ADMIN, { ...SITE, text: "Payo Sigadung", area: undefined });
  const nowhere = await placeIn("eks payo sigadung");
  if (silent.ok) await book.remove(silent.value.id);

  expect([shipped, elsewhere, nowhere]).toEqual([BARAJO, SUKARAMI, undefined]);
  expect(moved.ok).toBe(true);
  expect(await placeIn("eks payo sigadung")).toBe(BARAJO);
});

test.each([
  ["malam", "alias_is_word"],
  ["di rumah", "alias_is_word"],
  ["warung", "alias_is_word"],
  ["km 9", "alias_is_word"],
  ["!!", "text_missing"],
  ["a".repeat(61), "text_too_long"],
] as const)("%s is refused", async (text, refusal) => {
  const { book } = openBook();

  const added = await book.add(ADMIN, { ...SITE, text });

  expect(added).toEqual({ ok: false, refusal });
  expect(await book.list()).toEqual([]);
});

test("an area that does not exist is refused", async () => {
  const { book } = openBook();

  const added = await book.add(ADMIN, { ...SITE, area: "99.99" as AreaCode });

  expect(added).toEqual({ ok: false, refusal: "invalid_value" });
});
