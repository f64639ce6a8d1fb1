import { expect, test } from "vitest";
import { localDay, type AreaCode, type PublicKey, type SiteId } from "../../api/kernel.ts";
import { siteName } from "../../api/sites/index.ts";
import { granted } from "../directory/house.ts";
import { BATANG, openRegister, SUBAH, WANTED } from "./open-register.ts";

test("social services enter a site, and only they and the coordinators can read the exact place", async () => {
  const { register, rows, social, coordinator, join } = await openRegister();
  const province = await join("social_office", "33" as AreaCode, "dinsos-provinsi");

  const id = granted(await register.enter(social, WANTED));

  const place = { place: "Jalan Lama, dekat terminal", note: "" };
  expect(granted(await register.open(social, id))).toEqual(place);
  expect(granted(await register.open(coordinator, id))).toEqual(place);
  expect(await register.open(province, id)).toEqual({ ok: false, refusal: "no_access" });
  expect(granted(await register.list(province)).map(({ mayOpen }) => mayOpen)).toEqual([false]);
  const stored = JSON.stringify((await rows.sites()).map((site) => Buffer.from(site.sealed).toString()));
  expect(stored).not.toContain("Jalan Lama");
});

test("whoever reads the exact place is written down before it opens", async () => {
  const { register, social, coordinator } = await openRegister();
  const id = granted(await register.enter(social, WANTED));

  await register.open(coordinator, id);

  const { history } = granted(await register.find(social, id));
  expect(history.map(({ kind, officer }) => [kind, officer])).toEqual([
    ["entered", social.officer],
    ["opened", coordinator.officer],
  ]);
});

test.each(["police", "satpol_pp", "health", "protection_office", "ngo"] as const)(
  "%s learns of no site and enters none, even in its own area",
  async (kind) => {
    const { register, social, join } = await openRegister();
    const id = granted(await register.enter(social, WANTED));
    const other = await join(kind, BATANG, kind.replace("_", "-"));

    const answers = [
      await register.list(other),
      await register.find(other, id),
      await register.open(other, id),
      await register.enter(other, WANTED),
      await register.withdraw(other, id),
      await register.links(other),
      await register.link(other, SUBAH, "33.25.02" as AreaCode),
    ];

    expect(new Set(answers.map((answer) => !answer.ok && answer.refusal))).toEqual(new Set(["no_access"]));
  },
);

test("social services of another area learn of nothing either", async () => {
  const { register, social, join } = await openRegister();
  const id = granted(await register.enter(social, WANTED));
  const elsewhere = await join("social_office", "16.71" as AreaCode, "dinsos-palembang");

  expect(granted(await register.list(elsewhere))).toEqual([]);
  expect(await register.find(elsewhere, id)).toEqual({ ok: false, refusal: "unknown_site" });
});

test.each([
  ["no district", { district: undefined }, { district: "area_missing" }],
  ["a whole kabupaten", { district: BATANG }, { district: "not_a_district" }],
  ["a village", { district: "33.25.01.2001" as AreaCode }, { district: "not_a_district" }],
  ["another area", { district: "16.71.08" as AreaCode }, { district: "outside_area" }],
  [
    "no kind and no source",
    { kind: undefined, source: undefined },
    { kind: "choice_missing", source: "choice_missing" },
  ],
  ["a day to come", { closedOn: "2027-01-01" }, { closedOn: "day_to_come" }],
  ["no day of the calendar", { closedOn: "2026-02-30" }, { closedOn: "day_missing" }],
  ["no place", { place: "  " }, { place: "text_missing" }],
  ["a long place", { place: "x".repeat(301) }, { place: "text_too_long" }],
  ["a novel", { note: "x".repeat(4001) }, { note: "text_too_long" }],
  ["two wrong fields", { place: "", closedOn: "" }, { place: "text_missing", closedOn: "day_missing" }],
] as const)("%s is refused, and every wrong field is named", async (_, change, faults) => {
  const { register, rows, social } = await openRegister();

  const refused = await register.enter(social, { ...WANTED, ...change });

  expect(refused).toEqual({ ok: false, refusal: "invalid_value", faults });
  expect(await rows.sites()).toEqual([]);
});

test("today is a day on which something can have been closed, and the longest place and note are taken", async () => {
  const { register, social, time } = await openRegister();
  const closedOn = localDay(time.now, "Asia/Jakarta");

  const entered = await register.enter(social, {
    ...WANTED,
    closedOn,
    place: "x".repeat(300),
    note: "x".repeat(4000),
  });

  expect(entered.ok).toBe(true);
});

test("a site's name is the same each time, another for each site, and is made of its id alone", () => {
  const [one, other] = ["00000001-0000-4000-8000-000000000000", "01000001-0000-4000-8000-000000000000"];

  expect(siteName(one as SiteId)).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+ \d\d$/);
  expect(siteName(one as SiteId)).toBe(siteName(one as SiteId));
  expect(siteName(other as SiteId)).not.toBe(siteName(one as SiteId));
});

test("taken back and brought back by those who may, each once", async () => {
  const { register, social, coordinator, join } = await openRegister();
  const province = await join("social_office", "33" as AreaCode, "dinsos-provinsi");
  const id = granted(await register.enter(social, WANTED));

  const refused = await register.withdraw(province, id);
  const withdrawn = await register.withdraw(coordinator, id);
  const twice = await register.withdraw(social, id);
  const restored = await register.restore(social, id);

  expect(refused).toEqual({ ok: false, refusal: "no_access" });
  expect([withdrawn.ok, twice.ok, restored.ok]).toEqual([true, false, true]);
  expect(granted(await register.find(social, id)).genuine).toBe(true);
});

test("a row that was changed past the server is said to be forged, and opens for nobody", async () => {
  const { register, rows, social } = await openRegister();
  const id = granted(await register.enter(social, WANTED));
  const sites = (await rows.sites()).map((site) => ({ ...site, district: "33.25.02" as AreaCode }));
  rows.sites = async () => sites;

  const [seen] = granted(await register.list(social));

  expect(seen).toMatchObject({ genuine: false, mayOpen: false });
  expect(await register.open(social, id)).toEqual({ ok: false, refusal: "no_access" });
});

test("nothing is sealed to a key that this server did not vouch for", async () => {
  const { register, bodies, social, coordinator } = await openRegister();
  const keys = await bodies.keys([social.agency, coordinator.agency]);
  bodies.keys = async () => keys.map((key) => ({ ...key, publicKey: "age1thief" as PublicKey }));

  await expect(register.enter(social, WANTED)).rejects.toThrow("not vouched for");
});

test("a road between districts is entered once, removed once, and stays in sight", async () => {
  const { register, social } = await openRegister();
  const [one, other] = [SUBAH, "33.26.01" as AreaCode];

  const acts = [
    await register.link(social, one, other),
    await register.link(social, other, one),
    await register.link(social, one, one),
    await register.link(social, "16.71.08" as AreaCode, other),
    await register.link(social, one, undefined),
    await register.link(social, one, BATANG),
  ];
  const [link] = granted(await register.links(social));
  const removed = link && (await register.unlink(social, link.id));
  const again = link && (await register.unlink(social, link.id));

  expect(acts.map((act) => (act.ok ? "done" : act.faults))).toEqual([
    "done",
    { other: "linked_already" },
    { other: "same_district" },
    { other: "outside_area" },
    { other: "area_missing" },
    { other: "not_a_district" },
  ]);
  expect([removed?.ok, again?.ok]).toEqual([true, false]);
  expect(granted(await register.links(social))[0]?.removedBy).toBe(social.officer);
});

test("an unknown site is not told apart from one elsewhere", async () => {
  const { register, social } = await openRegister();

  const answer = await register.find(social, "00000000-0000-4000-8000-000000000000" as SiteId);

  expect(answer).toEqual({ ok: false, refusal: "unknown_site" });
});
