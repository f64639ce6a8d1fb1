/** What is added to a report, sealed: who reads it afterwards, and who does not. */
import { fc } from "../chance.ts";
import { expect, test } from "vitest";
import { after, MINUTE, type AgencyId, type CaseId, type Instant } from "../../api/kernel.ts";
import {
  isShutOut,
  partsIn,
  reportOf,
  sealAdded,
  type FullerStory,
  type Share,
} from "../../api/queue/index.ts";
import type { Route } from "../../api/routing/index.ts";
import { HEALTH, LEAD, NATIONAL, POLICE, PROVINCE, STRANGER } from "./cards.ts";
import { claimedCase, createWorld, filingWith, messageOf, REPORTERS_CHAT, type TestWorld } from "./world.ts";

const TO_STRANGER: Route = {
  ...filingWith().route,
  lead: STRANGER,
  supports: [],
  chain: [PROVINCE, NATIONAL],
};

type Telling = { texts: string[]; route?: Route; barred?: AgencyId[]; whole?: boolean };

/** The reporter adds the last of `texts`; the chat still holds all of them. */
async function tell(world: TestWorld, id: CaseId, { texts, route = filingWith().route, ...rest }: Telling) {
  const { card, shares, epochs, handOffs } = world.cases.kept(id);
  const filing = filingWith({}, world.now());
  const parts = texts.map((text, index) => ({ at: after(world.now(), index - texts.length), text }));
  const { whole = true, barred = [] } = rest;
  const story: FullerStory = {
    to: { ...card },
    route,
    whole,
    barredAnew: barred.length > 0,
    isBarred: (agency) => barred.includes(agency),
    placedByPeople: false,
    barred: barred.includes(POLICE) ? ["police"] : [],
    report: whole ? reportOf({ ...filing, route, submission: { ...filing.submission, parts } }) : undefined,
    address: JSON.stringify({ channel: "telegram", address: REPORTERS_CHAT }),
  };
  const seen = { card, shares: [...shares.values()], epochs, handOffs: [...handOffs.values()] };
  const part = parts.at(-1) ?? { at: world.now(), text: "" };
  const added = await sealAdded(world.parts, seen, [{ kind: "message", part }], story, world.now());
  expect(await world.cases.change(id, card.version, added.change)).toBe("done");
  return added;
}

async function reads(world: TestWorld, id: CaseId, agency: AgencyId): Promise<string[] | string> {
  const opened = await world.desk.open(await world.hire(agency), id);
  return opened.ok ? partsIn(opened.value.events).map(({ text }) => text) : opened.refusal;
}

test("the new lead reads the whole story once, the old one nothing that follows, and the code opens all of it", async () => {
  const world = await createWorld();
  const { id } = await world.file();

  await tell(world, id, { texts: ["ada anak", "di palembang"], route: TO_STRANGER });

  expect(await reads(world, id, STRANGER)).toEqual(["ada anak", "di palembang"]);
  expect(await reads(world, id, LEAD)).toBe("unknown_case");
  const copies = [...world.cases.kept(id).copies.values()].filter(({ epoch }) => epoch === 2);
  expect(new Map(copies.map(({ holder, outer }) => [holder, outer]))).toEqual(
    new Map<string, boolean>([
      [STRANGER, false],
      [PROVINCE, true],
      [NATIONAL, true],
      ["reporter", false],
    ]),
  );
});

test("a body that is kept out loses its part, every copy and the call to it, whatever hands hold the case", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world, { handOffs: [POLICE] });

  const { change } = await tell(world, id, { texts: ["polisi itu pelakunya"], barred: [POLICE] });

  const { card, copies, handOffs } = world.cases.kept(id);
  expect([...copies.values()].map(({ holder }) => holder)).not.toContain(POLICE);
  expect([...handOffs.keys()]).toEqual([]);
  expect(await reads(world, id, POLICE)).toBe("unknown_case");
  expect(card.claimedBy?.officer).toBe(officer.officer);
  expect(change.events.map(({ kind }) => kind)).toEqual(["message", "retriaged"]);
});

test("who is kept out is written down, and not to be phoned, also where that body has no part in the case", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world, { police: false, handOffs: [POLICE] });

  await tell(world, id, { texts: ["polisi itu pelakunya"], barred: [POLICE] });

  expect([...world.cases.kept(id).handOffs.keys()]).toEqual([]);
  expect(await world.desk.refer(officer, id, POLICE, "full", "minta bantuan")).toEqual({
    ok: false,
    refusal: "corps_excluded",
  });
});

test("a body that had lost its turn before loses its copies as well when it turns out to be involved", async () => {
  const world = await createWorld();
  const { id } = await world.file();
  await tell(world, id, { texts: ["ada anak", "di palembang"], route: TO_STRANGER });

  await tell(world, id, { texts: ["ada anak", "di palembang", "polisi itu pelakunya"], barred: [POLICE] });

  const { copies, shares } = world.cases.kept(id);
  expect([...copies.values()].map(({ holder }) => holder)).not.toContain(POLICE);
  expect(isShutOut(shares.get(POLICE) as Share)).toBe(true);
});

test("whoever waited in the chain and leads now reads the earlier epochs too", async () => {
  const world = await createWorld();
  const { id } = await world.file();
  const route = { ...TO_STRANGER, lead: PROVINCE, chain: [NATIONAL] };

  await tell(world, id, { texts: ["ada anak", "pejabat di kabupaten terlibat"], route });

  const own = [...world.cases.kept(id).copies.values()].filter(({ holder }) => holder === PROVINCE);
  expect(own.map(({ epoch, outer }) => [epoch, outer])).toEqual([
    [1, false],
    [2, false],
  ]);
});

test("of a fragment nobody new reads: with whole unknown, another lead is only proposed", async () => {
  const world = await createWorld();
  const { id } = await world.file();
  const { card } = world.cases.kept(id);
  const seen = { card: { ...card, child: "possible" as const }, shares: [], epochs: [], handOffs: [] };
  world.cases.kept(id).card = seen.card;

  const { change } = await tell(world, id, { texts: ["x"], route: TO_STRANGER, whole: false });
  expect(change.events).toHaveLength(1);

  world.cases.kept(id).card = { ...world.cases.kept(id).card, area: "33.25" as never };
  const { card: now } = world.cases.kept(id);
  const { shares, epochs } = world.cases.kept(id);
  const story = { to: { ...now, area: "16.71" as never }, route: TO_STRANGER, whole: false, barred: [] };
  const proposal = await sealAdded(
    world.parts,
    { card: now, shares: [...shares.values()], epochs, handOffs: [] },
    [messageOf(world, "di palembang")],
    {
      ...story,
      isBarred: () => false,
      barredAnew: false,
      placedByPeople: false,
      report: undefined,
      address: "{}",
    },
    world.now(),
  );

  expect(proposal.change.events.at(-1)?.detail).toEqual({ proposed: STRANGER });
  expect(proposal.change.epoch).toBeUndefined();
  expect(proposal.readers).toBeUndefined();
});

test("a message on a closed case opens it again and moves it in the same write", async () => {
  const world = await createWorld();
  const { id, officer } = await claimedCase(world);
  await world.desk.close(officer, id, { outcome: "not_found", text: "tidak ada siapa-siapa" });

  await tell(world, id, { texts: ["ada anak", "sekarang di palembang"], route: TO_STRANGER });

  const { card, events } = world.cases.kept(id);
  expect([card.state, card.holder, card.claimedBy]).toEqual(["waiting", STRANGER, undefined]);
  expect(events.slice(-3).map(({ kind }) => kind)).toEqual(["message", "reopened", "retriaged"]);
});

test("nothing said is lost to whoever holds the case, wherever the story leads", async () => {
  const leads = fc.constantFrom(LEAD, STRANGER, PROVINCE, HEALTH);
  await fc.assert(
    fc.asyncProperty(fc.array(leads, { minLength: 1, maxLength: 5 }), async (path) => {
      const world = await createWorld();
      const { id } = await world.file();
      const texts = ["ada anak yang dipaksa, tolong"];
      for (const lead of path) {
        world.pass(MINUTE);
        texts.push(`lagi ${texts.length}`);
        const route = { ...TO_STRANGER, lead, chain: [PROVINCE, NATIONAL].filter((one) => one !== lead) };
        await tell(world, id, { texts: [...texts], route });
      }

      const { holder } = world.cases.kept(id).card;
      const read = await reads(world, id, holder);

      expect(new Set(read)).toEqual(new Set(texts));
    }),
    { numRuns: 12 },
  );
});

test("two processes that hear the same message write it once", async () => {
  const world = await createWorld();
  const { id } = await world.file();
  const kept = world.cases.kept(id);
  const seen = {
    card: { ...kept.card },
    shares: [...kept.shares.values()],
    epochs: kept.epochs,
    handOffs: [],
  };
  const now: Instant = world.now();
  const seal = () => sealAdded(world.parts, seen, [messageOf(world, "halo")], undefined, now);

  const both = await Promise.all([seal(), seal()]);
  const written = await Promise.all(
    both.map(({ change }) => world.cases.change(id, seen.card.version, change)),
  );

  expect(written.toSorted()).toEqual(["conflict", "done"]);
  expect(world.cases.kept(id).events.map(({ kind }) => kind)).toEqual(["filed", "message"]);
});
