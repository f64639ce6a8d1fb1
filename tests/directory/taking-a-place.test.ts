import { expect, test } from "vitest";
import type { AgencyId, OfficerId } from "../../api/kernel.ts";
import { generateKeyPair, publicKeyOf } from "../../api/vault/index.ts";
import { body, granted, newHouse, REGENCY, type Enrolled } from "./house.ts";

/** A police unit with a supervisor and an officer, both holding its key, and two admins. */
async function houseAtWork() {
  const house = await newHouse();
  const begun = await house.begin();
  const police = granted(await house.directory.addAgency(begun.admin, body("police", REGENCY))).id;
  const chief = await house.join(begun.admin, police, "penyelia", "supervisor");
  const one = await house.join(begun.admin, police, "petugas");
  granted(await house.directory.handOverKey(holder(chief, police), one.officer.id));
  for (const { id } of await house.directory.approvals())
    granted(await house.directory.approve(begun.otherAdmin, id));
  return { house, police, chief, one, ...begun };
}

const holder = ({ officer, privateKey }: Enrolled, agency: AgencyId) => ({
  officer: officer.id,
  agency,
  privateKey,
});

async function takesPlaceOf(
  { house, admin }: Pick<Awaited<ReturnType<typeof houseAtWork>>, "house" | "admin">,
  id: OfficerId,
) {
  return house.accept(granted(await house.directory.inviteAgain(admin, id)).token);
}

test("an admin who takes an officer's place cannot sign in, is handed no key, and cannot say yes to himself", async () => {
  const at = await houseAtWork();
  const { house, police, chief, one, admin } = at;

  const taken = await takesPlaceOf(at, one.officer.id);

  const [waiting] = await house.directory.approvals();
  expect(taken.officer.state).toBe("invited");
  expect(await house.signIn.passphrase("petugas", taken.passphrase)).toMatchObject({
    refusal: "wrong_sign_in",
  });
  expect(await house.directory.pendingHandOvers(police)).toEqual([]);
  expect(await house.directory.handOverKey(holder(chief, police), one.officer.id)).toMatchObject({
    refusal: "no_access",
  });
  expect(waiting).toMatchObject({
    kind: "invitation",
    agency: police,
    officer: one.officer.id,
    askedBy: admin,
  });
  for (const by of [admin, one.officer.id])
    expect((await house.directory.approve(by, waiting?.id ?? "")).ok).toBe(false);
});

test("disabling and enabling again is no way around the second person's word", async () => {
  const at = await houseAtWork();
  const { house, one, admin } = at;
  const taken = await takesPlaceOf(at, one.officer.id);

  granted(await house.directory.disableOfficer(admin, one.officer.id));
  const enabled = granted(await house.directory.enableOfficer(admin, one.officer.id));

  expect(enabled.state).toBe("invited");
  expect((await house.signIn.passphrase("petugas", taken.passphrase)).ok).toBe(false);
});

test.each(["otherAdmin", "supervisor of the body", "coordinator"] as const)(
  "the word of a second person opens the door: %s",
  async (who) => {
    const at = await houseAtWork();
    const { house, chief, one, otherAdmin, officer } = at;
    const by = { otherAdmin, "supervisor of the body": chief.officer.id, coordinator: officer.officer.id }[
      who
    ];
    const back = await takesPlaceOf(at, one.officer.id);
    const [asked] = await house.directory.invitationsToDecide(by);

    granted(await house.directory.approve(by, asked?.approval.id ?? ""));

    expect(asked?.officer.id).toBe(one.officer.id);
    expect((await house.signIn.passphrase("petugas", back.passphrase)).ok).toBe(true);
    expect(await house.directory.invitationsToDecide(by)).toEqual([]);
  },
);

test("an officer of the body who is no supervisor decides nothing, nor does a supervisor of another", async () => {
  const at = await houseAtWork();
  const { house, admin, chief, one } = at;
  const health = granted(await house.directory.addAgency(admin, body("health", REGENCY))).id;
  const stranger = await house.join(admin, health, "penyelia-dinkes", "supervisor");
  const newcomer = await house.accept(
    granted(
      await house.directory.inviteOfficer(admin, {
        signInName: "baru",
        name: "baru",
        role: "officer",
        agency: chief.officer.agency,
      }),
    ).token,
  );
  const waiting = (await house.directory.approvals()).find(({ officer }) => officer === newcomer.officer.id);

  for (const by of [one.officer.id, stranger.officer.id]) {
    expect(await house.directory.approve(by, waiting?.id ?? "")).toMatchObject({ refusal: "not_admin" });
    expect(await house.directory.rejectApproval(by, waiting?.id ?? "")).toMatchObject({
      refusal: "not_admin",
    });
    expect(await house.directory.invitationsToDecide(by)).toEqual([]);
  }
});

test("whoever was rejected stays out, with enabling too, and the door is not left ajar by withdrawing", async () => {
  const at = await houseAtWork();
  const { house, one, admin } = at;
  const taken = await takesPlaceOf(at, one.officer.id);
  const [waiting] = await house.directory.approvals();

  granted(await house.directory.rejectApproval(admin, waiting?.id ?? ""));
  granted(await house.directory.enableOfficer(admin, one.officer.id));

  expect(await house.directory.officer(one.officer.id)).toMatchObject({
    state: "invited",
    publicKey: undefined,
  });
  expect((await house.signIn.passphrase("petugas", taken.passphrase)).ok).toBe(false);
});

test("approving does not bless an officer's key that somebody swapped in the database", async () => {
  const at = await houseAtWork();
  const { house, one, otherAdmin, chief } = at;
  const taken = await takesPlaceOf(at, one.officer.id);
  const [waiting] = await house.directory.approvals();
  house.store.rows.officers.set(one.officer.id, { ...taken.officer, publicKey: chief.officer.publicKey });

  await expect(house.directory.approve(otherAdmin, waiting?.id ?? "")).rejects.toThrow("not vouched for");
});

test("a second admin is no puppet of the first: he waits for a word as well", async () => {
  const { house, admin } = await houseAtWork();
  const puppet = { signInName: "admin-tiga", name: "admin-tiga", role: "admin" as const, agency: undefined };

  const { officer } = await house.accept(granted(await house.directory.inviteOfficer(admin, puppet)).token);

  expect(officer.state).toBe("invited");
});

test("the first officer of a new body needs no word but the body's own approval", async () => {
  const { house, admin } = await houseAtWork();
  const health = granted(await house.directory.addAgency(admin, body("health", REGENCY))).id;

  await house.join(admin, health, "dinkes");

  expect((await house.directory.approvals()).map(({ kind }) => kind)).toEqual(["first_enrolment"]);
});

test("where one admin is alone and nobody else could say yes, an invitation goes through", async () => {
  const house = await newHouse();
  const admin = { signInName: "admin", name: "admin" };
  const coordinator = { signInName: "koordinator", name: "koordinator" };
  const { invited } = granted(
    await house.directory.setUp({
      admins: [admin],
      coordinator: body("coordinator", "" as typeof REGENCY),
      officers: [coordinator],
    }),
  );
  const alone = await house.accept(invited[0]?.token ?? "");

  const second = granted(
    await house.directory.inviteOfficer(alone.officer.id, {
      ...admin,
      signInName: "admin-dua",
      role: "admin",
      agency: undefined,
    }),
  );

  expect((await house.accept(second.token)).officer.state).toBe("active");
});

test("the last holder of a body's key is not invited again while there is no recovery copy", async () => {
  const { house, police, admin, chief, one } = await houseAtWork();
  granted(await house.directory.disableOfficer(admin, one.officer.id));

  const refused = await house.directory.inviteAgain(admin, chief.officer.id);
  const offline = await generateKeyPair();
  granted(await house.directory.makeRecoveryCopy(holder(chief, police), offline.publicKey));
  const again = await house.directory.inviteAgain(admin, chief.officer.id);

  expect(refused).toMatchObject({ refusal: "last_key_holder" });
  expect(again.ok).toBe(true);
});

test("of two who lost their passphrases together, the second keeps the key until the first has it again", async () => {
  const at = await houseAtWork();
  const { house, police, chief, one, admin } = at;
  const links = await Promise.all(
    [chief, one].map(
      async ({ officer }) => granted(await house.directory.inviteAgain(admin, officer.id)).token,
    ),
  );

  const accepted = await Promise.all(links.map((token) => house.directory.acceptInvitation(token)));

  const refusals = accepted.flatMap((result) => (result.ok ? [] : [result.refusal]));
  const keys = await Promise.all(
    [chief, one].map(({ officer, privateKey }) => house.directory.unlockAgencyKey(officer.id, privateKey)),
  );
  const left = keys.find((key) => key !== undefined);
  expect(refusals).toEqual(["last_key_holder"]);
  expect(left && (await publicKeyOf(left))).toBe((await house.directory.agency(police))?.publicKey);
});
