import { beforeAll, expect, test } from "vitest";
import { createDistrictMap, type DistrictMap } from "../../api/area/index.ts";
import { loadDistrictRows } from "../../api/area/districts.ts";
import {
  instant,
  type AgencyId,
  type AgencyKind,
  type AreaCode,
  type Category,
  type IncidentId,
  type LocalDay,
  type OfficerId,
  type OutreachId,
  type Sealed,
  type SiteId,
} from "../../api/kernel.ts";
import type { Body } from "../../api/routing/index.ts";
import {
  createWatchDesk,
  renewThreshold,
  runWatch,
  type ClosedSite,
  type Outreach,
  type Scope,
  type WatchedReport,
} from "../../api/sites/index.ts";
import { outreachBodies } from "../../api/sites/watch.ts";
import { vouchedSite } from "../../api/sites/vouch.ts";
import { createTexts } from "../../locales/index.ts";
import { createRoster } from "../fakes/roster.ts";
import { createFakeSiteRows } from "../fakes/site-rows.ts";
import { createFakeWatchRows } from "../fakes/watch-rows.ts";
import { newServer, random } from "../vault/keys.ts";
import { lumpyHistory } from "./lumpy.ts";

const CLOSED = "15.71.02" as AreaCode;
const SITE = "00000000-0000-4000-8000-000000000001" as SiteId;
const MONDAY = instant(Date.parse("2026-11-16T02:00Z"));
const WEEK = 7 * 86_400_000;

let map: DistrictMap;
let districts: AreaCode[];
beforeAll(async () => {
  const rows = await loadDistrictRows();
  map = createDistrictMap(rows);
  districts = rows.centroids.map(({ code }) => code).filter((code) => code.startsWith("15."));
});

const body = (id: string, kind: AgencyKind, area: string, open = true): Body => ({
  id: id as AgencyId,
  name: id,
  kind,
  area: area as AreaCode,
  open,
});
const BODIES = [
  body("dinsos", "social_office", "15.71"),
  body("dinsos-provinsi", "social_office", "15"),
  body("koordinator", "coordinator", ""),
  body("satpol", "satpol_pp", "15.71"),
  body("polres", "police", "15.71"),
  body("upt", "protection_office", "15.71"),
];

let number = 0;
const report = (
  weeksAgo: number,
  area: AreaCode,
  category: Category = "hidden_prostitution",
): WatchedReport => ({
  incident: `incident-${number++}` as IncidentId,
  filedAt: instant(MONDAY - weeksAgo * WEEK - 2 * 86_400_000),
  area,
  category,
});

/** A year of four events a week, turn by turn over the province; then `moved` a week in one district near the site. */
function history(moved: number): WatchedReport[] {
  const near = map.neighbours(CLOSED).find((code) => code.startsWith("15.71")) as AreaCode;
  const reports: WatchedReport[] = [];
  for (let week = 0; week < 60; week++) {
    for (let turn = 0; turn < 4; turn++)
      reports.push(report(week, districts[(week * 4 + turn * 37) % districts.length] as AreaCode));
    if (week < 4) for (let one = 0; one < moved; one++) reports.push(report(week, near));
  }
  return reports;
}

const workerOf = (agency: string) => ({
  officer: "officer" as OfficerId,
  agency: agency as AgencyId,
  role: "officer" as const,
  privateKey: "" as never,
});

async function openWatch(reports: WatchedReport[], bodies = BODIES) {
  const server = await newServer();
  const sites = createFakeSiteRows();
  const site: ClosedSite = vouchedSite(server, {
    id: SITE,
    district: CLOSED,
    kind: "closed",
    closedOn: "2026-10-14" as LocalDay,
    source: "decree",
    sealed: new Uint8Array() as Sealed<"site-place">,
    readers: [],
    agency: "dinsos" as AgencyId,
    enteredBy: "officer" as OfficerId,
    enteredAt: MONDAY,
    withdrawnAt: undefined,
  });
  await sites.addSite(site, {
    site: SITE,
    kind: "entered",
    at: MONDAY,
    officer: site.enteredBy,
    agency: site.agency,
  });
  const rows = createFakeWatchRows(reports);
  const roster = createRoster(server);
  const time = { now: MONDAY };
  const parts = {
    rows,
    sites,
    bodies: { all: async () => bodies },
    districts,
    map,
    clock: () => time.now,
    pause: async () => {},
    roster,
    server,
    texts: createTexts(),
    url: "https://lapor.example/masuk",
    random,
    periods: () => ({ current: "2026-11-16", keys: new Map([["2026-11-16", new Uint8Array(32).fill(5)]]) }),
  };
  return { parts, rows, time, desk: createWatchDesk({ ...parts }) };
}

test("a rise near a closed site becomes one errand for social services and the coordinator", async () => {
  const { parts, rows, desk } = await openWatch(history(3));

  const run = await runWatch(parts);

  const errands = await rows.outreach();
  expect((await desk.latest(SITE))?.finding).toMatchObject({ verdict: "alarm", weeks: 57 });
  expect(run.alarms).toBe(1);
  expect(errands.map(({ agencies }) => agencies.toSorted())).toEqual([["dinsos", "koordinator"]]);
});

test("neither police nor Satpol PP is ever among those who are told, wherever they sit", () => {
  const everywhere = ["", "15", "15.71", "15.71.02"].flatMap((area) =>
    (["satpol_pp", "police", "health", "ngo", "protection_office", "witness_protection"] as const).map(
      (kind) => body(`${kind} ${area}`, kind, area),
    ),
  );

  expect(outreachBodies(everywhere, [CLOSED])).toEqual([]);
  expect(outreachBodies([...everywhere, ...BODIES], [CLOSED]).toSorted()).toEqual(["dinsos", "koordinator"]);
});

test("two rises of one province are two errands, and neither Dinas Sosial learns of the other's", async () => {
  const far = ["15.06.01", "15.01.01"] as AreaCode[];
  const risen = far.flatMap((area) => Array.from({ length: 20 }, (_, at) => report(at % 4, area)));
  const offices = far.map((area) => body(`dinsos ${area}`, "social_office", area.slice(0, 5)));
  const { parts, rows } = await openWatch([...history(0), ...risen], [...BODIES, ...offices]);

  const run = await runWatch(parts);

  const errands = await rows.outreach();
  expect(run.alarms).toBe(1);
  for (const area of far) {
    const own = errands.filter(({ districts: named }) => named.includes(area));
    expect(own.map(({ agencies }) => agencies.toSorted())).toEqual([[`dinsos ${area}`, "koordinator"]]);
  }
});

test("where the nearest Dinas Sosial is not at work, the next level goes", () => {
  const bodies = [body("dinsos", "social_office", "15.71", false), ...BODIES.slice(1)];

  expect(outreachBodies(bodies, [CLOSED]).toSorted()).toEqual(["dinsos-provinsi", "koordinator"]);
});

test("a week is looked at once, however often and by however many processes it is asked", async () => {
  const { parts, rows } = await openWatch(history(3));

  const [first, second] = await Promise.all([runWatch(parts), runWatch(parts)]);
  const third = await runWatch(parts);

  expect([first.looks + second.looks, first.alarms + second.alarms]).toEqual([2, 1]);
  expect(third).toEqual({ looks: 0, alarms: 0 });
  expect(await rows.outreach()).toHaveLength(1);
});

test("the past of a province is replayed once, and its looks of the next week ask for what it says", async () => {
  const reports = lumpyHistory(districts, { monday: MONDAY, weeks: 90, pairs: 0, seed: 1 });
  const { parts, rows, time, desk } = await openWatch(reports);

  const replayed = [await renewThreshold(parts), await renewThreshold(parts)];
  time.now = instant(MONDAY + WEEK);
  await runWatch(parts);

  const kept = await rows.thresholdsSince("2026-11-09" as LocalDay);
  const found = await rows.findingsSince("2026-11-16" as LocalDay);
  const province = found.find(({ scope }) => scope.startsWith("province:"));
  const around = (await desk.latest(SITE))?.finding;
  expect(replayed).toEqual(["15", undefined]);
  expect([around, province?.finding].map((finding) => [finding?.threshold, finding?.ownPast])).toEqual(
    (["site", "province"] as const).map((look) => {
      const own = kept.find((one) => one.look === look);
      return [own?.threshold, { replayed: own?.replayed, alarmsPerYear: own?.alarmsPerYear }];
    }),
  );
});

test("the same rise a week later is the same errand", async () => {
  const { parts, rows, time } = await openWatch(history(3));
  await runWatch(parts);

  time.now = instant(MONDAY + WEEK);
  const run = await runWatch(parts);

  expect(run.looks).toBe(2);
  expect(await rows.outreach()).toHaveLength(1);
});

test("people who want out, and events of other topics, raise no alarm", async () => {
  const quiet = history(0);
  const near = map.neighbours(CLOSED).find((code) => code.startsWith("15.71")) as AreaCode;
  const helped = Array.from({ length: 12 }, (_, at) => report(at % 4, near, "exit_support"));
  const others = Array.from({ length: 12 }, (_, at) => report(at % 4, near, "child_sexual_abuse"));
  const { parts, rows, desk } = await openWatch([...quiet, ...helped, ...others]);

  await runWatch(parts);

  expect((await desk.latest(SITE))?.finding.verdict).toBe("quiet");
  expect(await rows.outreach()).toEqual([]);
});

test("few reports are called too few, never quiet", async () => {
  const { parts, desk } = await openWatch(history(0).slice(0, 40));

  await runWatch(parts);

  expect((await desk.latest(SITE))?.finding).toMatchObject({ verdict: "not_enough", effect: undefined });
});

test("the page of a site tells of its errand: all of it to those who were told, to others only whether it has its outcome", async () => {
  const { parts, rows, desk } = await openWatch(history(3));
  await runWatch(parts);
  const [errand] = await rows.outreach();
  const id = errand?.id as NonNullable<typeof errand>["id"];
  await desk.decide(workerOf("dinsos"), id, "confirmed");

  const [own] = await desk.errandsOf(workerOf("dinsos"), SITE);
  const [others] = await desk.errandsOf(workerOf("dinsos-provinsi"), SITE);

  expect(own).toMatchObject({ current: true, settled: true, own: { decided: { outcome: "confirmed" } } });
  expect(others).toMatchObject({ current: true, settled: true, own: undefined, agencies: errand?.agencies });
});

test("a rise that goes on with another place's errand leads to it, and tells others neither where it leads nor whose it is", async () => {
  const { parts, rows, desk } = await openWatch(history(3));
  await runWatch(parts);
  const risen = (await desk.latest(SITE))?.finding.cluster?.districts ?? [];
  const elsewhere = (at: number, agency: string): Outreach => ({
    districts: risen,
    surge: false,
    week: "2026-11-09" as LocalDay,
    decided: undefined,
    id: `errand-${at}` as OutreachId,
    scope: "province:15" as Scope,
    agencies: [agency as AgencyId],
    raisedAt: instant(at),
  });
  const long = elsewhere(MONDAY - 5 * WEEK, "dinsos");
  const recent = elsewhere(MONDAY - WEEK, "dinsos-kerinci");
  rows.outreach = async () => [recent, long];

  const told = await desk.errandsOf(workerOf("dinsos"), SITE);

  expect(told).toEqual([
    {
      id: recent.id,
      raisedAt: recent.raisedAt,
      current: true,
      settled: false,
      agencies: undefined,
      own: undefined,
    },
  ]);
});

test("what was found is said by those who were told, can be put right, and is counted with its uncertainty", async () => {
  const { parts, rows, desk } = await openWatch(history(3));
  await runWatch(parts);
  const [errand] = await rows.outreach();
  const id = errand?.id as NonNullable<typeof errand>["id"];

  const stranger = await desk.decide(workerOf("satpol"), id, "confirmed");
  await desk.decide(workerOf("dinsos"), id, "not_found");
  await desk.decide(workerOf("dinsos"), id, "confirmed");
  const nothing = await desk.decide(workerOf("dinsos"), id, undefined);

  expect(stranger).toEqual({ ok: false, refusal: "no_access" });
  expect(nothing).toEqual({
    ok: false,
    refusal: "invalid_value",
    faults: { outcome: "choice_missing" },
  });
  expect(await desk.outreach(workerOf("satpol"))).toEqual([]);
  expect(await desk.precision()).toEqual({
    confirmed: 1,
    notFound: 0,
    notVisited: 0,
    open: 0,
    percent: { share: 100, low: 21, high: 100 },
  });
});
