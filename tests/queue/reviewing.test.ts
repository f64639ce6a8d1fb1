import { expect, test } from "vitest";
import { after, HOUR, MINUTE, type AreaCode } from "../../api/kernel.ts";
import { ACT_WITHIN, type Verdict } from "../../api/queue/index.ts";
import { LEAD, POLICE, valueOf } from "./cards.ts";
import { claimedCase, createWorld } from "./world.ts";

const FOUND: Verdict = {
  category: "child_sexual_abuse",
  severity: "emergency",
  child: "yes",
  area: "33.25.01" as AreaCode,
  indicators: ["child_involved"],
};

async function claimed() {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  return { world, id, officer, kept: () => world.cases.kept(id) };
}

test("what an officer says counts: card and running clock follow, and the reason is sealed with the rest", async () => {
  const { world, id, officer, kept } = await claimed();
  const claimedAt = kept().card.claimedAt ?? world.now();
  world.pass(5 * MINUTE);
  const said: Verdict = {
    category: "other_violence",
    severity: "urgent",
    child: "possible",
    area: "33.25.02" as AreaCode,
    indicators: ["child_involved", "relocation"],
  };

  valueOf(await world.desk.review(officer, id, said, "Korban sudah dewasa muda, tempatnya di Bandar."));

  expect(kept().card).toMatchObject({
    category: "other_violence",
    severity: "urgent",
    child: "possible",
    area: "33.25.02",
    relocation: true,
    reviewed: true,
    actionDueAt: after(claimedAt, ACT_WITHIN.urgent),
  });
  expect(kept().reviews).toMatchObject([
    {
      from: { category: "child_sexual_abuse" },
      to: { category: "other_violence" },
      indicators: { kept: 1, added: 1, removed: 0 },
    },
  ]);
  const { events } = valueOf(await world.desk.open(officer, id));
  expect(events.at(-1)).toMatchObject({ kind: "reviewed", content: { from: FOUND, to: said } });
});

test("saying that all is right needs no reason; a correction does", async () => {
  const { world, id, officer, kept } = await claimed();

  const right = await world.desk.review(officer, id, FOUND, "");
  const wrong = await world.desk.review(officer, id, { ...FOUND, child: "no" }, " ");
  const elsewhere = await world.desk.review(officer, id, { ...FOUND, area: "33.25.02" as AreaCode }, " ");

  expect(right.ok).toBe(true);
  for (const correction of [wrong, elsewhere])
    expect(correction).toEqual({ ok: false, refusal: "reason_missing" });
  expect(kept().card).toMatchObject({ child: "yes", reviewed: true });
});

test("a clock that has stopped does not run again", async () => {
  const { world, id, officer, kept } = await claimed();
  valueOf(await world.desk.act(officer, id, { action: "visited_place", text: "Sudah ke sana." }));

  valueOf(await world.desk.review(officer, id, { ...FOUND, severity: "low" }, "Tidak segawat itu."));

  expect(kept().card.actionDueAt).toBeUndefined();
});

test("only the body that has claimed the case may say so", async () => {
  const { world, id } = await claimed();
  const police = await world.hire(POLICE);
  const world2 = await createWorld();
  const unclaimed = await world2.file();
  const lead = await world2.hire(LEAD);

  expect(await world.desk.review(police, id, FOUND, "")).toMatchObject({ refusal: "not_claimed" });
  expect(await world2.desk.review(lead, unclaimed.id, FOUND, "")).toMatchObject({ refusal: "not_claimed" });
});

test("only an officer puts a report back among those that tell of a place", async () => {
  const { world, id, officer, kept } = await claimed();
  const reviewed = async (indicators: Verdict["indicators"]) => {
    valueOf(await world.desk.review(officer, id, { ...FOUND, indicators }, "Bercerita tentang dirinya."));
    return kept().card.tellsOfPlace;
  };

  expect(await reviewed(["child_involved", "self_report"])).toBe(false);
  expect(await reviewed(["child_involved"])).toBe(true);
});

test("an hour later the officer may think otherwise", async () => {
  const { world, id, officer, kept } = await claimed();
  valueOf(await world.desk.review(officer, id, { ...FOUND, severity: "urgent" }, "Anaknya di rumah nenek."));
  world.pass(HOUR);

  valueOf(await world.desk.review(officer, id, FOUND, "Ternyata dijemput lagi."));

  expect(kept().card.severity).toBe("emergency");
  expect(kept().events.filter(({ kind }) => kind === "reviewed")).toHaveLength(2);
});
