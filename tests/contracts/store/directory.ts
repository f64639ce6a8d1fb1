/** What the directory's store promises: what was saved comes back, and what may be used once is used once. */
import { beforeEach, describe, expect, test } from "vitest";
import type { DirectoryStore } from "../../../api/directory/ports.ts";
import type { Agency, HotlineNumber, Officer, Passkey } from "../../../api/directory/words.ts";
import type { AreaCode, Sealed } from "../../../api/kernel.ts";
import { agencyNamed, at, bytes, NOON, officerNamed } from "./samples.ts";

const keyFor = (name: string): Sealed<"agency-key"> => bytes(`agency key for ${name}`);

export function directoryContract(ports: () => { directory: DirectoryStore }): void {
  let store: DirectoryStore;
  let agency: Agency;
  let officer: Officer;

  beforeEach(async () => {
    store = ports().directory;
    agency = agencyNamed("UPTD PPA Batang");
    officer = officerNamed("sri", agency.id);
    await store.saveAgency(agency);
    await store.saveOfficer(officer);
  });

  describe("a body", () => {
    test("comes back as it was saved, and is replaced by its id", async () => {
      const moved = {
        ...agency,
        name: "Dinas PPPA Batang",
        phone: "0285",
        publicKey: undefined,
        keyMac: undefined,
      };

      await store.saveAgency(moved);

      expect(await store.agencies()).toEqual([moved]);
      expect(await store.agency(agency.id)).toEqual(moved);
    });

    test("counts those who hold its key and may still act", async () => {
      const disabled = officerNamed("budi", agency.id, { state: "disabled" });
      await store.saveOfficer(disabled);
      await store.saveAgencyKeyCopy(agency.id, officer.id, keyFor("sri"));
      await store.saveAgencyKeyCopy(agency.id, disabled.id, keyFor("budi"));
      await store.saveAgencyKeyCopy(agency.id, undefined, keyFor("the safe"));

      expect((await store.agency(agency.id))?.keyHolders).toBe(1);
      expect((await store.officer(officer.id))?.holdsAgencyKey).toBe(true);
    });

    test("keeps one copy of its key for each officer and one for the safe", async () => {
      await store.saveAgencyKeyCopy(agency.id, officer.id, keyFor("an old key"));
      await store.saveAgencyKeyCopy(agency.id, officer.id, keyFor("sri"));
      await store.saveAgencyKeyCopy(agency.id, undefined, keyFor("the safe"));

      expect(await store.agencyKeyCopy(agency.id, officer.id)).toEqual(keyFor("sri"));
      expect(await store.agencyKeyCopy(agency.id, undefined)).toEqual(keyFor("the safe"));
    });

    test("takes a copy back when there is one for the safe", async () => {
      await store.saveAgencyKeyCopy(agency.id, officer.id, keyFor("sri"));
      await store.saveAgencyKeyCopy(agency.id, undefined, keyFor("the safe"));

      const removed = await store.removeAgencyKeyCopy(agency.id, officer.id);

      expect(removed).toBe(true);
      expect(await store.agencyKeyCopy(agency.id, officer.id)).toBeUndefined();
      expect((await store.officer(officer.id))?.holdsAgencyKey).toBe(false);
    });
  });

  describe("a passkey", () => {
    const passkey = (counter: number): Passkey => ({
      id: `credential of ${officer.id}`,
      officer: officer.id,
      name: "Ponsel",
      publicKey: bytes("a public key"),
      counter,
      addedAt: NOON,
      mac: bytes("the server's word"),
    });

    test("comes back as it was added, once, and is removed by its owner only", async () => {
      const added = [await store.addPasskey(passkey(0)), await store.addPasskey(passkey(5))];
      const kept = await store.passkeys(officer.id);
      const byAnother = await store.removePasskey(officerNamed("bayu", agency.id).id, passkey(0).id);
      const byOwner = await store.removePasskey(officer.id, passkey(0).id);

      expect(added).toEqual([true, false]);
      expect(kept).toEqual([passkey(0)]);
      expect([byAnother, byOwner]).toEqual([false, true]);
      expect(await store.passkeys(officer.id)).toEqual([]);
    });

    test("is used with a counter that grows, far beyond what an ordinary integer holds, or stays 0 for ever", async () => {
      await store.addPasskey(passkey(0));
      const { id } = passkey(0);

      const uses: boolean[] = [];
      for (const counter of [0, 0, 1, 1, 0, 4_294_967_295, 7]) uses.push(await store.usePasskey(id, counter));

      expect(uses).toEqual([true, true, true, false, false, true, false]);
      expect(await store.usePasskey("another", 1)).toBe(false);
    });
  });

  describe("the last copy of a body's key", () => {
    const colleague = () => officerNamed("bayu", agency.id);

    test("stays, also when the only colleague who holds one is disabled", async () => {
      const disabled = { ...colleague(), state: "disabled" as const };
      await store.saveOfficer(disabled);
      await store.saveAgencyKeyCopy(agency.id, officer.id, keyFor("sri"));
      await store.saveAgencyKeyCopy(agency.id, disabled.id, keyFor("bayu"));

      const removed = await store.removeAgencyKeyCopy(agency.id, officer.id);

      expect(removed).toBe(false);
      expect(await store.agencyKeyCopy(agency.id, officer.id)).toEqual(keyFor("sri"));
    });

    test("is one of two that leave at the same moment", async () => {
      const other = colleague();
      await store.saveOfficer(other);
      await store.saveAgencyKeyCopy(agency.id, officer.id, keyFor("sri"));
      await store.saveAgencyKeyCopy(agency.id, other.id, keyFor("bayu"));

      const removed = await Promise.all(
        [officer, other].map(({ id }) => store.removeAgencyKeyCopy(agency.id, id)),
      );

      expect(removed.filter((gone) => gone)).toHaveLength(1);
      expect((await store.agency(agency.id))?.keyHolders).toBe(1);
    });

    test("that somebody never had is as good as removed", async () => {
      expect(await store.removeAgencyKeyCopy(agency.id, officer.id)).toBe(true);
    });
  });

  describe("an officer", () => {
    test("comes back as saved, by id and by sign-in name, and is replaced by id", async () => {
      const changed: Officer = {
        ...officer,
        state: "disabled",
        totp: bytes("totp"),
        totpStep: 7,
        salt: undefined,
      };

      await store.saveOfficer(changed);

      expect(await store.officer(officer.id)).toEqual(changed);
      expect(await store.officerBySignInName("sri")).toEqual(changed);
      expect(await store.officers()).toEqual([changed]);
      expect(await store.officerBySignInName("nobody")).toBeUndefined();
    });

    test("uses a TOTP step once, and none before it, even when two sign-ins race", async () => {
      const racing = await Promise.all([1, 2, 3].map(() => store.useTotpStep(officer.id, 100)));

      const [before, next] = [
        await store.useTotpStep(officer.id, 99),
        await store.useTotpStep(officer.id, 101),
      ];

      expect(racing.filter((used) => used)).toHaveLength(1);
      expect([before, next]).toEqual([false, true]);
    });

    test("has failed sign-ins counted for a quarter of an hour; a right one clears them", async () => {
      const wrong = (minute: number) => store.countSignIn(officer.id, at(minute), false);

      const counted = [await wrong(0), await wrong(1), await wrong(14)];
      const later = await wrong(20);
      await store.countSignIn(officer.id, at(21), true);
      const again = await wrong(22);

      expect({ counted, later, again }).toEqual({ counted: [1, 2, 3], later: 2, again: 1 });
    });
  });

  describe("an invitation", () => {
    const invitation = () => ({
      tokenHash: "h",
      officer: officer.id,
      createdBy: undefined,
      expiresAt: at(60),
    });

    test("is used up by whoever takes it first", async () => {
      await store.saveInvitation(invitation());

      const seen = await store.findInvitation("h", NOON);
      const taken = await Promise.all([1, 2, 3].map(() => store.takeInvitation("h", NOON)));

      expect(seen).toEqual(invitation());
      expect(taken.filter((one) => one !== undefined)).toEqual([invitation()]);
    });

    test("ends at its time", async () => {
      await store.saveInvitation(invitation());

      expect(await store.findInvitation("h", at(60))).toBeUndefined();
      expect(await store.takeInvitation("h", at(60))).toBeUndefined();
    });
  });

  test("a code that links a chat for pings works once, until its time", async () => {
    await store.saveLinkCode("early", officer.id, at(10));
    await store.saveLinkCode("late", officer.id, at(10));

    const answers = [await store.takeLinkCode("early", NOON), await store.takeLinkCode("early", NOON)];

    expect(answers).toEqual([officer.id, undefined]);
    expect(await store.takeLinkCode("late", at(10))).toBeUndefined();
  });

  test("duty hours of a body are replaced as a whole, those of others left alone", async () => {
    const other = agencyNamed("Dinas Sosial");
    await store.saveAgency(other);
    const hours = (weekday: number, of: Agency) => ({
      agency: of.id,
      officer: officer.id,
      weekday,
      from: 480,
      to: 960,
    });
    await store.saveDuty(agency.id, [hours(1, agency), hours(2, agency)]);
    await store.saveDuty(other.id, [hours(5, other)]);

    await store.saveDuty(agency.id, [hours(3, agency)]);

    expect(await store.duty(agency.id)).toEqual([hours(3, agency)]);
    expect(await store.duty(other.id)).toEqual([hours(5, other)]);
  });

  test("an officer is woken at one address on each channel", async () => {
    const contact = (channel: string, address: string) => ({
      officer: officer.id,
      channel,
      address: bytes<Sealed<"duty-address">>(address),
    });
    await store.saveContact(contact("telegram", "old"));
    await store.saveContact(contact("telegram", "new"));
    await store.saveContact(contact("email", "mail"));

    await store.removeContact(officer.id, "email");

    expect(await store.contacts(officer.id)).toEqual([contact("telegram", "new")]);
  });

  test("numbers to call come back in order, replaced and removed by id", async () => {
    const number = (id: string, order: number): HotlineNumber => ({
      id: id as HotlineNumber["id"],
      name: id,
      number: "129",
      remark: "",
      area: "" as AreaCode,
      kind: "sapa",
      corps: undefined,
      order,
      checkedAt: NOON,
    });
    for (const [id, order] of [
      ["b", 2],
      ["a", 1],
      ["c", 3],
    ] as const)
      await store.saveNumber(number(id, order));
    await store.saveNumber(number("b", 0));

    await store.removeNumber("c" as HotlineNumber["id"]);

    expect(await store.numbers()).toEqual([number("b", 0), number("a", 1)]);
  });

  test("a setting is what was saved last", async () => {
    expect(await store.setting("demonstration")).toBeUndefined();
    await store.saveSetting("demonstration", "yes");

    await store.saveSetting("demonstration", "no");

    expect(await store.setting("demonstration")).toBe("no");
  });
}
