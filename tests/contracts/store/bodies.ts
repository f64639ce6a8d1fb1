/** What routing, sealing and waking read of the directory. */
import { expect, test } from "vitest";
import type { DirectoryStore } from "../../../api/directory/ports.ts";
import type { Agency, HotlineNumber } from "../../../api/directory/words.ts";
import type { AreaCode, Sealed } from "../../../api/kernel.ts";
import type { Bodies, DutyRoster, NumbersToCall } from "../../../api/queue/ports.ts";
import { agencyNamed, bytes, NOON, officerNamed } from "./samples.ts";

const keyFor = (name: string): Sealed<"agency-key"> => bytes(`agency key for ${name}`);

type Readers = {
  directory: DirectoryStore;
  bodies: Bodies;
  roster: DutyRoster;
  numbersToCall: NumbersToCall;
};

/** What routing, sealing and waking read of the directory. */
export function bodiesContract(ports: () => Readers): void {
  test("a body is open with two officers able to unlock its key, or one and a copy in the safe", async () => {
    const { directory, bodies } = ports();
    const open = async (change: Partial<Agency>, holders: number) => {
      const agency = agencyNamed("UPTD PPA", change);
      await directory.saveAgency(agency);
      for (let count = 0; count < holders; count += 1) {
        const officer = officerNamed(`${agency.id} ${count}`, agency.id);
        await directory.saveOfficer(officer);
        await directory.saveAgencyKeyCopy(agency.id, officer.id, keyFor("them"));
      }
      return (await bodies.all()).find(({ id }) => id === agency.id)?.open;
    };

    expect(await open({}, 2)).toBe(true);
    expect(await open({ hasRecoveryCopy: true }, 1)).toBe(true);
    expect(await open({}, 1)).toBe(false);
    expect(await open({ hasRecoveryCopy: true }, 0)).toBe(false);
    expect(await open({ approved: false }, 2)).toBe(false);
  });

  test("keys are given for approved bodies that have one, and for no other", async () => {
    const { directory, bodies } = ports();
    const good = agencyNamed("good");
    const waiting = agencyNamed("waiting", { approved: false });
    const keyless = agencyNamed("keyless", { publicKey: undefined, keyMac: undefined });
    for (const agency of [good, waiting, keyless]) await directory.saveAgency(agency);

    const keys = await bodies.keys([good.id, waiting.id, keyless.id]);

    expect(keys).toEqual([{ agency: good.id, publicKey: good.publicKey, mac: good.keyMac }]);
  });

  test("a body's key is given to its own active officers only", async () => {
    const { directory, bodies } = ports();
    const agency = agencyNamed("UPTD PPA");
    await directory.saveAgency(agency);
    const sri = officerNamed("sri", agency.id);
    await directory.saveOfficer(sri);
    await directory.saveAgencyKeyCopy(agency.id, sri.id, keyFor("sri"));

    const active = await bodies.keyForOfficer(agency.id, sri.id);
    await directory.saveOfficer({ ...sri, state: "disabled" });
    const disabled = await bodies.keyForOfficer(agency.id, sri.id);

    expect([active, disabled]).toEqual([keyFor("sri"), undefined]);
  });

  test.each([
    ["33.25", "2026-11-21T05:00:00Z", true], // Saturday 12:00 in Jakarta
    ["33.25", "2026-11-21T12:00:00Z", false], // 19:00
    ["73.71", "2026-11-21T00:30:00Z", true], // 08:30 in Makassar, 07:30 in Jakarta
    ["91.71", "2026-11-20T23:30:00Z", true], // Saturday 08:30 in Jayapura, still Friday in UTC
    ["33.25", "2026-11-22T05:00:00Z", false], // Sunday
  ])("duty hours are local to the body: %s at %s", async (area, when, onDuty) => {
    const { directory, roster } = ports();
    const agency = agencyNamed("UPTD PPA", { area: area as AreaCode });
    const [sri, budi] = [
      officerNamed("sri", agency.id),
      officerNamed("budi", agency.id, { state: "disabled" }),
    ];
    await directory.saveAgency(agency);
    const saturday = { agency: agency.id, weekday: 6, from: 480, to: 960 };
    for (const officer of [sri, budi]) {
      await directory.saveOfficer(officer);
      await directory.saveContact({ officer: officer.id, channel: "telegram", address: bytes(officer.name) });
    }
    await directory.saveDuty(
      agency.id,
      [sri, budi].map((officer) => ({ ...saturday, officer: officer.id })),
    );
    const now = Date.parse(when) as typeof NOON;

    const woken = (await roster.onDuty(agency.id, now)).map(({ officer }) => officer);

    expect(await roster.hasDuty(agency.id, now)).toBe(onDuty);
    expect(woken).toEqual(onDuty ? [sri.id] : []);
  });

  test("numbers told without knowing the report are those that no corps answers, where they work", async () => {
    const { directory, numbersToCall } = ports();
    const number = (name: string, area: string, corps: string | undefined, order: number): HotlineNumber => ({
      id: name as HotlineNumber["id"],
      name,
      number: "1",
      remark: "",
      area: area as AreaCode,
      corps,
      order,
      kind: "other",
      checkedAt: NOON,
    });
    for (const one of [
      number("sapa", "", undefined, 1),
      number("police", "", "police", 2),
      number("batang", "33.25", undefined, 3),
      number("elsewhere", "33.2", undefined, 4),
    ])
      await directory.saveNumber(one);

    const told = await numbersToCall.unattached("33.25.01" as AreaCode);

    expect(told.map(({ name }) => name)).toEqual(["sapa", "batang"]);
  });
}
