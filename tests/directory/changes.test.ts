/** What changes under four eyes is written down, and those whom it concerns are told. */
import { describe, expect, test } from "vitest";
import type { Change } from "../../api/directory/index.ts";
import { after, DAY, NATION, type AgencyId, type AreaCode, type OfficerId } from "../../api/kernel.ts";
import { DEFAULT_MANDATES, type Mandate } from "../../api/routing/index.ts";
import { body, granted, newHouse, REGENCY } from "./house.ts";

const PROVINCE = "33" as AreaCode;
const NEXT_REGENCY = "33.26" as AreaCode;
const ELSEWHERE = "16.71" as AreaCode;

/** A body at work: two officers with its key, approved. */
type House = Awaited<ReturnType<typeof newHouse>>;
type Begun = Awaited<ReturnType<House["begin"]>>;

async function openBody(house: House, begun: Begun, kind: Parameters<typeof body>[0], area: AreaCode) {
  const { directory } = house;
  const agency = granted(
    await directory.addAgency(begun.admin, { ...body(kind, area), name: `${kind} ${area}` }),
  ).id;
  const first = await house.join(begun.admin, agency, `${kind}-${area}-a`);
  for (const { id } of await directory.approvals()) granted(await directory.approve(begun.otherAdmin, id));
  const second = await house.join(begun.admin, agency, `${kind}-${area}-b`);
  const by = { officer: first.officer.id, agency, privateKey: first.privateKey };
  granted(await directory.handOverKey(by, second.officer.id));
  return { agency, officer: first.officer.id, colleague: second.officer.id };
}

async function started() {
  const house = await newHouse();
  const begun = await house.begin();
  const recovery = await house.join(begun.admin, begun.coordinator, "koordinator-dua");
  const { officer } = begun.officer;
  granted(
    await house.directory.handOverKey(
      { officer: officer.id, agency: begun.coordinator, privateKey: begun.officer.privateKey },
      recovery.officer.id,
    ),
  );
  return { house, begun, coordinatorOfficer: officer.id, directory: house.directory };
}

const lastStep = (house: House, step: Change["step"]) => {
  const found = [...house.store.rows.changes.values()].findLast((change) => change.step === step);
  if (found === undefined) throw new Error(`no ${step} step was written down`);
  return found;
};

describe("a first enrolment", () => {
  test("is told to the body, to its kind at the province and to the coordinators, and to nobody else", async () => {
    const { house, begun, coordinatorOfficer, directory } = await started();
    const province = await openBody(house, begun, "protection_office", PROVINCE);
    const elsewhere = await openBody(house, begun, "protection_office", ELSEWHERE);
    const police = await openBody(house, begun, "police", PROVINCE);

    const regency = await openBody(house, begun, "protection_office", REGENCY);

    const told = lastStep(house, "approved").affected;
    expect(told).toEqual(expect.arrayContaining([regency.agency, province.agency, begun.coordinator]));
    expect(told).not.toContain(elsewhere.agency);
    expect(told).not.toContain(police.agency);
    expect((await directory.newsFor(province.officer)).unread).toBeGreaterThan(0);
    expect((await directory.newsFor(coordinatorOfficer)).unread).toBeGreaterThan(0);
  });

  test("is told to a neighbour whose part in reports becomes another one", async () => {
    const { house, begun } = await started();
    const province = await openBody(house, begun, "protection_office", PROVINCE);
    const social = await openBody(house, begun, "social_office", NATION);

    const regency = await openBody(house, begun, "social_office", REGENCY);

    expect(lastStep(house, "approved").affected).toEqual(
      expect.arrayContaining([regency.agency, social.agency]),
    );
    expect(lastStep(house, "approved").affected).not.toContain(province.agency);
  });

  test("pings those who may decide when it is asked for, and those concerned when it is decided", async () => {
    const { house, begun, coordinatorOfficer, directory } = await started();
    const province = await openBody(house, begun, "police", PROVINCE);
    for (const officer of [coordinatorOfficer, province.officer])
      await directory.linkContact(officer, "telegram", "77");
    house.announced.length = 0;

    const agency = granted(await directory.addAgency(begun.admin, body("police", REGENCY))).id;
    await house.join(begun.admin, agency, "polisi-baru");
    const asked = [...house.announced];
    house.announced.length = 0;
    const [approval] = await directory.approvals();
    granted(await directory.approve(begun.otherAdmin, approval?.id ?? ""));

    expect(asked).toEqual([{ news: "change_proposed", to: [coordinatorOfficer] }]);
    expect(house.announced).toEqual([
      { news: "change_decided", to: expect.arrayContaining([coordinatorOfficer, province.officer]) },
    ]);
  });

  test("that is refused or withdrawn is written down too, with who did it", async () => {
    const { house, begun, directory } = await started();
    const ask = async (name: string) => {
      const agency = granted(await directory.addAgency(begun.admin, body("ngo", REGENCY))).id;
      await house.join(begun.admin, agency, name);
      return (await directory.approvals())[0]?.id ?? "";
    };

    granted(await directory.rejectApproval(begun.otherAdmin, await ask("satu")));
    granted(await directory.rejectApproval(begun.admin, await ask("dua")));

    expect(lastStep(house, "rejected")).toMatchObject({
      by: begun.otherAdmin,
      proposedBy: begun.admin,
      affected: [],
    });
    expect(lastStep(house, "withdrawn")).toMatchObject({ by: begun.admin, affected: [] });
  });
});

test("a body that is moved is told at once, from where to where, and again when somebody agrees", async () => {
  const { house, begun, directory } = await started();
  const police = await openBody(house, begun, "police", REGENCY);

  granted(await directory.editAgency(begun.admin, police.agency, body("police", NEXT_REGENCY)));
  const moved = lastStep(house, "proposed");
  const [approval] = await directory.approvals();
  granted(await directory.approve(begun.otherAdmin, approval?.id ?? ""));

  expect(moved.affected).toContain(police.agency);
  expect(moved.content).toMatchObject({ before: { area: REGENCY }, after: { area: NEXT_REGENCY } });
  expect(lastStep(house, "approved").content).toEqual(moved.content);
});

test("a change of mandates is told to whoever loses or gains a part, with the lines that go and come", async () => {
  const { house, begun, directory } = await started();
  const social = await openBody(house, begun, "social_office", REGENCY);
  const ngo = await openBody(house, begun, "ngo", REGENCY);
  const health = await openBody(house, begun, "health", NEXT_REGENCY);
  const table = await directory.mandates();
  const line: Mandate = {
    category: "exit_support",
    child: ["yes", "possible", "no"],
    area: REGENCY,
    lead: "ngo",
    supports: [],
  };

  const asked = granted(await directory.proposeMandates(begun.admin, [...table, line]));
  granted(await directory.approve(begun.otherAdmin, asked.id));

  const change = lastStep(house, "approved");
  expect(change.content).toEqual({ kind: "mandates", gone: [], added: [line] });
  expect(change.affected).toEqual(expect.arrayContaining([social.agency, ngo.agency, begun.coordinator]));
  expect(change.affected).not.toContain(health.agency);
});

test("a change is unread until it is marked, and only for those whom it concerns", async () => {
  const { house, begun, directory } = await started();
  const police = await openBody(house, begun, "police", REGENCY);
  const elsewhere = await openBody(house, begun, "police", ELSEWHERE);
  const [change] = (await directory.changesFor(police.officer)).filter(({ unread }) => unread);
  const id = change?.change.id ?? "";

  const others = await directory.markChangeRead(elsewhere.officer, id);
  granted(await directory.markChangeRead(police.officer, id));
  granted(await directory.markChangeRead(police.officer, id));

  expect(others).toMatchObject({ refusal: "conflict" });
  expect((await directory.newsFor(police.officer)).unread).toBe(0);
  expect((await directory.newsFor(police.colleague)).unread).toBe(1);
  expect((await directory.changesFor("nobody" as OfficerId)).length).toBe(0);
});

test("whoever decides sees the whole log; old news are no news any more", async () => {
  const { house, begun, directory } = await started();
  const police = await openBody(house, begun, "police", REGENCY);
  const unread = await directory.newsFor(police.officer);

  house.time.now = after(house.time.now, 91 * DAY);

  const log = await directory.changesFor(begun.admin);
  expect(log.map(({ change }) => change.step)).toEqual(expect.arrayContaining(["proposed", "approved"]));
  expect(log.every(({ genuine }) => genuine)).toBe(true);
  expect(unread.unread).toBe(1);
  expect((await directory.newsFor(police.officer)).unread).toBe(0);
});

test("a row that somebody edited, or pointed at another body, is shown as not genuine", async () => {
  const { house, begun, directory } = await started();
  const police = await openBody(house, begun, "police", REGENCY);
  const rows = house.store.rows.changes;
  const row = lastStep(house, "approved");

  rows.set(row.id, { ...row, by: begun.admin });
  const edited = await directory.changesFor(begun.admin);
  rows.set(row.id, { ...row, affected: [...row.affected, "somebody" as AgencyId] });
  const pointed = await directory.changesFor(begun.admin);

  const genuine = (log: typeof edited) => log.find(({ change }) => change.id === row.id)?.genuine;
  expect([genuine(edited), genuine(pointed)]).toEqual([false, false]);
  expect(police.agency).toBeDefined();
});

test("a body whose row was swapped is not approved, and the log does not say that it was", async () => {
  const { house, begun, directory } = await started();
  const agency = granted(await directory.addAgency(begun.admin, body("police", REGENCY))).id;
  const joined = await house.join(begun.admin, agency, "polisi");
  const row = house.store.rows.agencies.get(agency);
  if (row === undefined) throw new Error("no such row");
  house.store.rows.agencies.set(agency, { ...row, publicKey: joined.officer.publicKey });
  const [approval] = await directory.approvals();
  const before = house.store.rows.changes.size;

  await expect(directory.approve(begun.otherAdmin, approval?.id ?? "")).rejects.toThrow("not vouched for");

  expect(house.store.rows.changes.size).toBe(before);
});

test("the default table proposed anew changes no line and concerns no body but the coordinators", async () => {
  const { house, begun, directory } = await started();
  const police = await openBody(house, begun, "police", REGENCY);

  const asked = granted(await directory.proposeMandates(begun.admin, [...DEFAULT_MANDATES]));
  granted(await directory.approve(begun.otherAdmin, asked.id));

  const change = lastStep(house, "approved");
  expect(change.content).toEqual({ kind: "mandates", gone: [], added: [] });
  expect(change.affected).not.toContain(police.agency);
});
