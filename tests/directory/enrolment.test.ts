import { expect, test } from "vitest";
import type { Officer } from "../../api/directory/index.ts";
import { after, HOUR, type AgencyId, type OfficerId } from "../../api/kernel.ts";
import { publicKeyOf, unlockPrivateKey } from "../../api/vault/index.ts";
import { body, granted, newHouse, REGENCY } from "./house.ts";

async function houseWithPolice() {
  const house = await newHouse();
  const begun = await house.begin();
  const police = granted(await house.directory.addAgency(begun.admin, body("police", REGENCY))).id;
  return { house, police, ...begun };
}

test("an invited officer gets a key that only the passphrase opens, six words long", async () => {
  const { house, police, admin } = await houseWithPolice();

  const { officer, passphrase, privateKey } = await house.join(admin, police, "petugas");

  expect(passphrase.split(" ")).toHaveLength(6);
  expect(officer).toMatchObject({ state: "active", role: "officer", agency: police });
  expect(await publicKeyOf(privateKey)).toBe(officer.publicKey);
  const { lockedKey, salt } = officer as { lockedKey: Uint8Array; salt: Uint8Array };
  expect(
    await unlockPrivateKey(house.parts, "satu dua tiga empat lima enam", lockedKey, salt),
  ).toBeUndefined();
});

test("a link works once and for 72 hours, and only its hash is kept", async () => {
  const { house, police, admin } = await houseWithPolice();
  const wanted = { signInName: "petugas", name: "Petugas", role: "officer" as const, agency: police };
  const { token } = granted(await house.directory.inviteOfficer(admin, wanted));
  const kept = JSON.stringify([...house.store.rows.invitations.values()]);

  const looked = await house.directory.findInvitation(token);
  await house.accept(token);
  const again = await house.directory.acceptInvitation(token);

  expect(kept).not.toContain(token);
  expect(granted(looked)).toMatchObject({ officer: { signInName: "petugas" }, agency: { id: police } });
  expect(again).toMatchObject({ refusal: "invitation_expired" });
  expect(await house.directory.findInvitation(token)).toMatchObject({ refusal: "invitation_expired" });
});

test("after 72 hours a link is of no use", async () => {
  const { house, police, admin } = await houseWithPolice();
  const wanted = { signInName: "petugas", name: "Petugas", role: "officer" as const, agency: police };
  const { token } = granted(await house.directory.inviteOfficer(admin, wanted));

  house.time.now = after(house.time.now, 72 * HOUR);

  expect(await house.directory.acceptInvitation(token)).toMatchObject({ refusal: "invitation_expired" });
});

test.each<
  [
    string,
    Partial<{ signInName: string; name: string; role: "officer" | "admin"; agency: AgencyId | undefined }>,
    string,
  ]
>([
  ["a name that is taken", { signInName: "KOORDINATOR" }, "invalid_value"],
  ["a sign-in name with spaces", { signInName: "dua kata" }, "invalid_value"],
  ["no name", { name: "  " }, "text_missing"],
  ["an officer of no body", { agency: undefined }, "invalid_value"],
  ["an admin with a body", { role: "admin" }, "invalid_value"],
  ["an unknown body", { agency: "nowhere" as AgencyId }, "unknown_agency"],
])("an invitation with %s is refused", async (_, differs, refusal) => {
  const { house, police, admin } = await houseWithPolice();
  const wanted = {
    signInName: "petugas",
    name: "Petugas",
    role: "officer" as const,
    agency: police,
    ...differs,
  };

  expect(await house.directory.inviteOfficer(admin, wanted)).toEqual({ ok: false, refusal });
});

test("the first officer makes the body's key; the second waits for it to be handed over", async () => {
  const { house, police, admin, otherAdmin } = await houseWithPolice();

  const first = await house.join(admin, police, "petugas-satu");
  const second = await house.join(admin, police, "petugas-dua");

  const { directory } = house;
  expect((await directory.pendingHandOvers(police)).map(({ id }) => id)).toEqual([second.officer.id]);
  expect(await directory.unlockAgencyKey(second.officer.id, second.privateKey)).toBeUndefined();
  const by = { officer: first.officer.id, agency: police, privateKey: first.privateKey };
  granted(await directory.handOverKey(by, second.officer.id));
  const [approval] = await directory.approvals();
  granted(await directory.approve(otherAdmin, approval?.id ?? ""));
  expect(await directory.pendingHandOvers(police)).toEqual([]);
  const key = await directory.unlockAgencyKey(second.officer.id, second.privateKey);
  expect(key && (await publicKeyOf(key))).toBe((await directory.agency(police))?.publicKey);
  expect(await house.isOpenNow(police)).toBe(true);
});

test("two first officers at the same moment make one key", async () => {
  const { house, police, admin } = await houseWithPolice();
  const invite = async (name: string) =>
    granted(
      await house.directory.inviteOfficer(admin, { signInName: name, name, role: "officer", agency: police }),
    ).token;
  const tokens = [await invite("petugas-satu"), await invite("petugas-dua")];

  const both = await Promise.all(tokens.map((token) => house.accept(token)));

  const keys = await Promise.all(
    both.map(({ officer, privateKey }) => house.directory.unlockAgencyKey(officer.id, privateKey)),
  );
  expect(keys.filter((key) => key !== undefined)).toHaveLength(1);
  expect((await house.directory.agency(police))?.keyHolders).toBe(1);
});

test("the key is not handed to a newcomer whose public key was swapped in the database", async () => {
  const { house, police, admin } = await houseWithPolice();
  const first = await house.join(admin, police, "petugas-satu");
  const second = await house.join(admin, police, "petugas-dua");
  const thief = await house.join(admin, undefined, "orang-lain", "admin");
  const row = house.store.rows.officers.get(second.officer.id) as Officer;
  house.store.rows.officers.set(second.officer.id, { ...row, publicKey: thief.officer.publicKey });

  const handing = house.directory.handOverKey(
    { officer: first.officer.id, agency: police, privateKey: first.privateKey },
    second.officer.id,
  );

  await expect(handing).rejects.toThrow("not vouched for");
});

test("an officer moved to another body in the database gets no key there", async () => {
  const { house, police, admin, coordinator, officer } = await houseWithPolice();
  const mole = await house.join(admin, police, "petugas");
  const row = house.store.rows.officers.get(mole.officer.id) as Officer;
  house.store.rows.officers.set(mole.officer.id, { ...row, agency: coordinator });

  const by = { officer: officer.officer.id, agency: coordinator, privateKey: officer.privateKey };

  await expect(house.directory.handOverKey(by, mole.officer.id)).rejects.toThrow("not vouched for");
});

test("whoever does not hold the key, or belongs elsewhere, hands nothing over", async () => {
  const { house, police, admin, officer } = await houseWithPolice();
  const first = await house.join(admin, police, "petugas-satu");
  const second = await house.join(admin, police, "petugas-dua");
  const third = await house.join(admin, police, "petugas-tiga");
  const { directory } = house;

  const withoutKey = { officer: second.officer.id, agency: police, privateKey: second.privateKey };
  const stranger = { officer: officer.officer.id, agency: police, privateKey: officer.privateKey };
  const holder = { officer: first.officer.id, agency: police, privateKey: first.privateKey };

  expect(await directory.handOverKey(withoutKey, third.officer.id)).toMatchObject({ refusal: "no_access" });
  expect(await directory.handOverKey(stranger, third.officer.id)).toMatchObject({ refusal: "no_access" });
  expect(await directory.handOverKey(holder, officer.officer.id)).toMatchObject({ refusal: "no_access" });
  expect(await directory.handOverKey(holder, "nobody" as OfficerId)).toMatchObject({ refusal: "no_access" });
});

test("a disabled officer holds no copy and signs nothing; the body closes when too few are left", async () => {
  const { house, police, admin, otherAdmin } = await houseWithPolice();
  const first = await house.join(admin, police, "petugas-satu");
  const second = await house.join(admin, police, "petugas-dua");
  const by = { officer: first.officer.id, agency: police, privateKey: first.privateKey };
  granted(await house.directory.handOverKey(by, second.officer.id));
  granted(await house.directory.approve(otherAdmin, (await house.directory.approvals())[0]?.id ?? ""));
  const before = await house.isOpenNow(police);

  granted(await house.directory.disableOfficer(admin, second.officer.id));

  expect([before, await house.isOpenNow(police)]).toEqual([true, false]);
  expect(await house.store.agencyKeyCopy(police, second.officer.id)).toBeUndefined();
  expect(await house.directory.unlockAgencyKey(second.officer.id, second.privateKey)).toBeUndefined();
});

test("the last copy of a body's key survives its holder's dismissal, and comes back with him", async () => {
  const { house, police, admin } = await houseWithPolice();
  const only = await house.join(admin, police, "petugas-satu");

  granted(await house.directory.disableOfficer(admin, only.officer.id));
  const meanwhile = await house.directory.unlockAgencyKey(only.officer.id, only.privateKey);
  granted(await house.directory.enableOfficer(admin, only.officer.id));

  expect(meanwhile).toBeUndefined();
  expect(await house.directory.unlockAgencyKey(only.officer.id, only.privateKey)).toBeDefined();
});

test("the last admin cannot be disabled", async () => {
  const { house, admin, otherAdmin } = await houseWithPolice();
  granted(await house.directory.disableOfficer(admin, otherAdmin));

  expect(await house.directory.disableOfficer(admin, admin)).toMatchObject({ refusal: "needs_second_admin" });
});

test("a lost passphrase means a new key, without the body's key until a colleague hands it over", async () => {
  const { house, police, admin } = await houseWithPolice();
  const first = await house.join(admin, police, "petugas-satu");
  const second = await house.join(admin, police, "petugas-dua");
  const by = { officer: first.officer.id, agency: police, privateKey: first.privateKey };
  granted(await house.directory.handOverKey(by, second.officer.id));

  const again = await house.accept(
    granted(await house.directory.inviteAgain(admin, second.officer.id)).token,
  );
  await house.approveInvitation(again.officer.id);

  expect(again.officer.publicKey).not.toBe(second.officer.publicKey);
  expect(again.officer.totp).toBeUndefined();
  expect(await house.directory.unlockAgencyKey(again.officer.id, again.privateKey)).toBeUndefined();
  granted(await house.directory.handOverKey(by, again.officer.id));
  expect(await house.directory.unlockAgencyKey(again.officer.id, again.privateKey)).toBeDefined();
});

test("when nobody is left who could unlock the key, a new one is made and waits for approval", async () => {
  const { house, police, admin, otherAdmin } = await houseWithPolice();
  const only = await house.join(admin, police, "petugas-satu");
  granted(await house.directory.approve(otherAdmin, (await house.directory.approvals())[0]?.id ?? ""));
  const before = (await house.directory.agency(police))?.publicKey;

  granted(await house.directory.disableOfficer(admin, only.officer.id));
  await house.join(admin, police, "petugas-dua");

  const renewed = await house.directory.agency(police);
  expect(renewed?.publicKey).not.toBe(before);
  expect(renewed?.approved).toBe(false);
  expect(await house.directory.approvals()).toMatchObject([
    { kind: "first_enrolment", agency: police, askedBy: admin },
  ]);
});
