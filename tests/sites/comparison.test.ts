import { beforeAll, expect, test } from "vitest";
import { createDistrictMap, type DistrictMap } from "../../api/area/index.ts";
import { loadDistrictRows } from "../../api/area/districts.ts";
import { after, DAY, instant, type AreaCode, type IncidentId, type LocalDay } from "../../api/kernel.ts";
import { createComparisonDesk, type SiteComparison } from "../../api/sites/index.ts";
import { groundOf, lookAround } from "../../api/sites/look.ts";
import { granted } from "../directory/house.ts";
import { openRegister, WANTED } from "./open-register.ts";

const ALIKE = "33.25.09" as AreaCode;
const OTHER = "33.26.01" as AreaCode;
const NEAR = "33.25.02" as AreaCode;

async function openDesk() {
  const { register, rows, social, coordinator, join, server, time } = await openRegister();
  const site = granted(await register.enter(social, WANTED));
  const desk = createComparisonDesk({
    register,
    watch: {
      rings: async (own) => [own, NEAR].map((code, ring) => ({ code, ring, point: undefined })),
    },
    rows,
    server,
    clock: () => time.now,
  });
  return { desk, site, register, rows, social, coordinator, join, time };
}

test("who may see a site says what is alike to it and to its surroundings, and takes it back; the history names each act", async () => {
  const { desk, site, register, social, coordinator } = await openDesk();

  granted(await desk.add(social, site, "site", ALIKE));
  granted(await desk.add(coordinator, site, "nearby", OTHER));
  const both = granted(await desk.of(social, site));
  granted(await desk.remove(social, site, "site", ALIKE));

  expect(both).toEqual({ site: [ALIKE], nearby: [OTHER] });
  expect(granted(await desk.of(social, site))).toEqual({ site: [], nearby: [OTHER] });
  const { history } = granted(await register.find(social, site));
  expect(history.map(({ kind, officer }) => [kind, officer])).toEqual([
    ["entered", social.officer],
    ["compared", social.officer],
    ["compared", coordinator.officer],
    ["compared", social.officer],
  ]);
});

test.each([
  ["the site's own district", "33.25.01", "too_near"],
  ["a district beside it", NEAR, "too_near"],
  ["a district of another province", "15.71.03", "other_province"],
  ["a whole regency", "33.25", "not_a_district"],
  ["a district that is chosen already", ALIKE, "chosen_already"],
])("%s cannot be compared with, and the refusal says why", async (_, district, fault) => {
  const { desk, site, social } = await openDesk();
  granted(await desk.add(social, site, "site", ALIKE));

  expect(await desk.add(social, site, "nearby", district as AreaCode)).toEqual({
    ok: false,
    refusal: "invalid_value",
    faults: { district: fault },
  });
});

test("neither a district nor what it is alike to: both are named", async () => {
  const { desk, site, social } = await openDesk();

  expect(await desk.add(social, site, undefined, undefined)).toEqual({
    ok: false,
    refusal: "invalid_value",
    faults: { district: "area_missing", to: "choice_missing" },
  });
});

test("every choice is told with its district and who made it, and a forged row tells nothing", async () => {
  const { desk, site, rows, social, coordinator, time } = await openDesk();
  granted(await desk.add(social, site, "site", ALIKE));
  time.now = after(time.now, DAY);
  granted(await desk.add(coordinator, site, "nearby", OTHER));
  granted(await desk.remove(social, site, "site", ALIKE));
  const forged = { site, officer: social.officer, agency: social.agency, at: time.now };
  await rows.addComparison(
    { ...forged, version: 4, alike: { site: [NEAR], nearby: [] }, mac: new Uint8Array(32) },
    { ...forged, kind: "compared" },
  );
  granted(await desk.add(social, site, "nearby", ALIKE));

  const told = granted(await desk.history(social, site));

  expect(told.map(({ kind, officer, change }) => [kind, officer, change])).toEqual([
    ["entered", social.officer, undefined],
    ["compared", social.officer, { act: "added", to: "site", district: ALIKE }],
    ["compared", coordinator.officer, { act: "added", to: "nearby", district: OTHER }],
    ["compared", social.officer, { act: "removed", to: "site", district: ALIKE }],
    ["compared", social.officer, undefined],
    ["compared", social.officer, { act: "added", to: "nearby", district: ALIKE }],
  ]);
});

test("who may not see the site neither reads nor changes what is alike to it", async () => {
  const { desk, site, join } = await openDesk();
  const police = await join("police", "33.25" as AreaCode, "polres");
  const elsewhere = await join("social_office", "33.26" as AreaCode, "dinsos-pekalongan");

  const answers = await Promise.all([
    desk.of(police, site),
    desk.history(police, site),
    desk.add(police, site, "site", ALIKE),
    desk.remove(police, site, "site", ALIKE),
    desk.of(elsewhere, site),
    desk.add(elsewhere, site, "site", ALIKE),
  ]);

  expect(answers.map((answer) => !answer.ok && answer.refusal)).toEqual([
    "no_access",
    "no_access",
    "no_access",
    "no_access",
    "unknown_site",
    "unknown_site",
  ]);
});

test("of two officers who choose at the same moment none overwrites the other", async () => {
  const { desk, site, social, coordinator } = await openDesk();

  const acts = await Promise.all([
    desk.add(social, site, "site", ALIKE),
    desk.add(coordinator, site, "nearby", OTHER),
  ]);

  expect(acts.filter(({ ok }) => ok)).toHaveLength(1);
  const { site: alike, nearby } = granted(await desk.of(social, site));
  expect([...alike, ...nearby]).toHaveLength(1);
});

test("a row that somebody wrote past the server counts for nothing", async () => {
  const { desk, site, rows, social } = await openDesk();
  const forged: SiteComparison = {
    site,
    version: 1,
    alike: { site: [ALIKE], nearby: [OTHER] },
    officer: social.officer,
    agency: social.agency,
    at: instant(0),
    mac: new Uint8Array(32),
  };
  await rows.addComparison(forged, { ...forged, kind: "compared" });

  expect(granted(await desk.of(social, site))).toEqual({ site: [], nearby: [] });
});

let map: DistrictMap;
let districts: AreaCode[];
beforeAll(async () => {
  const rows = await loadDistrictRows();
  map = createDistrictMap(rows);
  districts = rows.centroids.map(({ code }) => code).filter((code) => code.startsWith("15."));
});

test("the weekly look counts what was reported in districts alike, before and after, once there are some for both", () => {
  const [closed, alike, other] = ["15.71.02", "15.01.01", "15.02.01"] as AreaCode[] as [
    AreaCode,
    AreaCode,
    AreaCode,
  ];
  const week = "2026-11-09" as LocalDay;
  const reports = Array.from({ length: 60 * 6 }, (_, at) => ({
    incident: `incident-${at}` as IncidentId,
    filedAt: instant(Date.parse(week) - (at % 60) * 7 * DAY + DAY),
    area: [closed, alike, other, ...districts.slice(20, 23)][Math.floor(at / 60)] as AreaCode,
    category: "hidden_prostitution" as const,
  }));
  const ground = groundOf(reports, districts, map, []);
  const look = (site: AreaCode[], nearby: AreaCode[]) =>
    lookAround(
      ground,
      { district: closed, closedOn: "2026-08-19" as LocalDay, alike: { site, nearby } },
      week,
      { weeks: 52, ownPast: undefined },
    );

  const counted = look([alike], [other, alike]).effect?.alike;

  // From 52 weeks before the week of the closure, and from the week after it on.
  expect(counted).toEqual({ site: { before: 48, after: 12 }, nearby: { before: 96, after: 24 } });
  expect(look([alike], []).effect?.alike).toBeUndefined();
});
