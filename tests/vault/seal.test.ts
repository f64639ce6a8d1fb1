import { Decrypter } from "age-encryption";
import { fc } from "../chance.ts";
import { beforeAll, expect, test } from "vitest";
import {
  addServerLayer,
  generateKeyPair,
  isPublicKey,
  open,
  openJson,
  publicKeyOf,
  removeServerLayer,
  seal,
  sealJson,
  type KeyPair,
  type Label,
} from "../../api/vault/index.ts";
import { altered } from "./keys.ts";

const label: Label = { owner: "case-1", kind: "event", epoch: 1 };
const words = new TextEncoder().encode("ada yang perlu ditolong");
let reader: KeyPair;
let stranger: KeyPair;

beforeAll(async () => {
  reader = await generateKeyPair();
  stranger = await generateKeyPair();
});

test("a private key gives its public key again, and both have age's form", async () => {
  expect(reader.privateKey).toMatch(/^AGE-SECRET-KEY-1/);
  expect(isPublicKey(reader.publicKey)).toBe(true);
  expect(await publicKeyOf(reader.privateKey)).toBe(reader.publicKey);
});

test("a public key with one wrong letter is not taken for one", () => {
  const wrong = reader.publicKey.slice(0, -1) + (reader.publicKey.endsWith("q") ? "p" : "q");

  expect(isPublicKey(wrong)).toBe(false);
});

test("whatever is sealed opens again under the same label", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (content) => {
      const sealed = await seal([reader.publicKey], label, content);
      expect(await open(reader.privateKey, label, sealed)).toEqual(content);
    }),
    { numRuns: 25 },
  );
});

test("each of several recipients opens it, a stranger does not", async () => {
  const second = await generateKeyPair();

  const sealed = await seal([reader.publicKey, second.publicKey], label, words);

  expect(await open(reader.privateKey, label, sealed)).toEqual(words);
  expect(await open(second.privateKey, label, sealed)).toEqual(words);
  await expect(open(stranger.privateKey, label, sealed)).rejects.toMatchObject({ reason: "wrong_key" });
});

test.each([
  ["another case", { ...label, owner: "case-2" }],
  ["another kind of content", { ...label, kind: "report-key" }],
  ["another epoch", { ...label, epoch: 2 }],
])("a row swapped with that of %s is refused", async (_, asked) => {
  const sealed = await seal([reader.publicKey], label, words);

  await expect(open(reader.privateKey, asked, sealed)).rejects.toMatchObject({ reason: "wrong_label" });
});

test("an alteration of any byte is refused", async () => {
  const sealed = await seal([reader.publicKey], label, words);

  for (let at = 0; at < sealed.length; at += 1) {
    await expect(open(reader.privateKey, label, altered(sealed, at))).rejects.toThrow("do not open");
  }
});

test("a cut value is refused", async () => {
  const sealed = await seal([reader.publicKey], label, words);

  for (const length of [0, 1, 9, 60, sealed.length - 1]) {
    await expect(open(reader.privateKey, label, sealed.slice(0, length) as typeof sealed)).rejects.toThrow(
      "damaged",
    );
  }
});

test("the public age tool opens it once the nine bytes of header are off", async () => {
  const sealed = await seal([reader.publicKey], label, words);
  const age = new Decrypter();
  age.addIdentity(reader.privateKey);

  const inside = new TextDecoder().decode(await age.decrypt(sealed.subarray(9)));

  expect(inside).toContain('"owner":"case-1"');
  expect(inside).toContain("ada yang perlu ditolong");
});

test("short answers have the same length on disk", async () => {
  const yes = await sealJson([reader.publicKey], label, { answer: "ya" });
  const more = await sealJson([reader.publicKey], label, { answer: "tidak, sudah lama lewat" });

  expect(yes.length).toBe(more.length);
});

test("JSON comes back as it went in", async () => {
  const value = { parts: [{ at: 1, text: "“kata”" }], none: null };

  const sealed = await sealJson([reader.publicKey], label, value);

  expect(await openJson(reader.privateKey, label, sealed)).toEqual(value);
});

test("sealing to nobody is a bug, not an open door", async () => {
  await expect(seal([], label, words)).rejects.toThrow("nobody");
});

test("under the server's layer the reader cannot open it, and after it is off, can", async () => {
  const server = await generateKeyPair();
  const sealed = await seal([reader.publicKey], label, words);

  const covered = await addServerLayer(server.publicKey, label, sealed);
  const uncovered = await removeServerLayer(server.privateKey, label, covered);

  await expect(open(reader.privateKey, label, covered)).rejects.toMatchObject({ reason: "wrong_key" });
  await expect(open(server.privateKey, label, covered)).rejects.toMatchObject({ reason: "wrong_label" });
  expect(await open(reader.privateKey, label, uncovered)).toEqual(words);
});
