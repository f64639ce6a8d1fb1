import { expect, test } from "vitest";
import { createPasskeys, type Officer } from "../../api/directory/index.ts";
import { openAuthenticator } from "./authenticator.ts";
import { granted, newHouse, SITE } from "./house.ts";

const FAILED = { ok: false, refusal: "passkey_failed" };

async function houseWithPasskey(counts = true) {
  const house = await newHouse();
  const { officer: person, otherAdmin } = await house.begin();
  const officer = (await house.directory.officer(person.officer.id)) as Officer;
  const phone = openAuthenticator({ site: SITE, counts });
  const { challenge } = await house.passkeys.creation(officer);
  granted(
    await house.passkeys.add(officer, { challenge, response: phone.make({ challenge }), name: "Ponsel" }),
  );
  const ask = async () => {
    const question = await house.passkeys.question(officer);
    if (question === undefined) throw new Error("no passkey to ask for");
    return question;
  };
  const prove = async (response: (question: { challenge: string }) => string, signed = true) => {
    const question = await ask();
    const answered = response(signed ? question : { challenge: "b3RoZXI" });
    return house.passkeys.prove(officer, { challenge: question.challenge, response: answered });
  };
  return { house, officer, otherAdmin, phone, ask, prove };
}

test.each([
  ["a hardware key that counts", true],
  ["a synced passkey that never counts", false],
])("%s stands in for the code, again and again", async (_, counts) => {
  const { house, officer, phone, prove } = await houseWithPasskey(counts);

  const first = await prove(phone.use);
  const second = await prove(phone.use);

  expect([first.ok, second.ok]).toEqual([true, true]);
  expect(await house.passkeys.passkeysOf(officer)).toMatchObject([{ name: "Ponsel", id: phone.id }]);
});

test("an answer to another question, for another site, from another device or of no sense is refused", async () => {
  const { phone, prove } = await houseWithPasskey();
  const other = openAuthenticator({ site: SITE });

  expect(await prove(phone.use, false)).toEqual(FAILED);
  expect(await prove((question) => phone.use(question, "https://lapor.example.net"))).toEqual(FAILED);
  expect(await prove(other.use)).toEqual(FAILED);
  const posing = (question: { challenge: string }) => other.use(question).replaceAll(other.id, phone.id);
  expect(await prove(posing)).toEqual(FAILED);
  for (const nonsense of [
    "",
    "{}",
    "null",
    "[1]",
    `{"id":"${phone.id}"}`,
    `{"id":"${phone.id}","response":{}}`,
  ])
    expect(await prove(() => nonsense), nonsense).toEqual(FAILED);
});

test("a copied device that has counted less is refused", async () => {
  const { house, officer, phone, ask } = await houseWithPasskey();
  const early = await ask();
  const copied = phone.use(early);
  const { challenge } = await ask();
  granted(await house.passkeys.prove(officer, { challenge, response: phone.use({ challenge }) }));

  const late = await house.passkeys.prove(officer, { challenge: early.challenge, response: copied });

  expect(late).toEqual(FAILED);
});

test("wrong answers are tries like wrong codes: after ten the right one waits", async () => {
  const { phone, prove } = await houseWithPasskey();
  for (let count = 0; count < 10; count += 1) await prove(() => "{}");

  expect(await prove(phone.use)).toEqual({ ok: false, refusal: "too_many_tries" });
});

test("a passkey planted in the rows, moved to a colleague or given another key is none", async () => {
  const { house, officer, otherAdmin, phone } = await houseWithPasskey();
  const [row] = house.store.rows.passkeys.values();
  if (row === undefined) throw new Error("no row");
  const admin = (await house.directory.officer(otherAdmin)) as Officer;
  house.store.rows.passkeys.set(row.id, { ...row, officer: admin.id });
  const moved = await house.passkeys.passkeysOf(admin);
  house.store.rows.passkeys.set(row.id, {
    ...row,
    publicKey: Uint8Array.from(row.publicKey, (byte) => byte ^ 1),
  });
  const swapped = await house.passkeys.passkeysOf(officer);

  expect([moved, swapped]).toEqual([[], []]);
  expect(await house.passkeys.question(officer)).toBeUndefined();
  expect(phone.id).toBe(row.id);
});

test("whoever is invited anew begins without the passkeys of before", async () => {
  const house = await newHouse();
  const { admin, otherAdmin } = await house.begin();
  const before = (await house.directory.officer(otherAdmin)) as Officer;
  const phone = openAuthenticator({ site: SITE });
  const { challenge } = await house.passkeys.creation(before);
  granted(
    await house.passkeys.add(before, { challenge, response: phone.make({ challenge }), name: "Ponsel" }),
  );

  const { token } = granted(await house.directory.inviteAgain(admin, otherAdmin));
  await house.accept(token);

  expect(house.store.rows.passkeys.size).toBe(0);
});

test("one's own passkey can be removed, another's cannot", async () => {
  const { house, officer, otherAdmin, phone } = await houseWithPasskey();

  const byAnother = await house.passkeys.remove(otherAdmin, phone.id);
  const byOwner = await house.passkeys.remove(officer.id, phone.id);

  expect(byAnother).toEqual({ ok: false, refusal: "invalid_value" });
  expect(byOwner.ok).toBe(true);
  expect(await house.passkeys.question(officer)).toBeUndefined();
});

test("where officers sign in under an address in figures, none is offered", async () => {
  const { house } = await houseWithPasskey();
  const at = (publicUrl: string) => createPasskeys({ ...house.parts, publicUrl }).possible;

  expect(["http://127.0.0.1:3000", "http://[::1]:3000", "http://localhost:3000", SITE].map(at)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
