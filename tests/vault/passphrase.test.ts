import { expect, test } from "vitest";
import { generateKeyPair, lockPrivateKey, newPassphrase, unlockPrivateKey } from "../../api/vault/index.ts";
import { PASSPHRASE_WORDS } from "../../api/vault/passphrase-words.ts";
import { altered, pepper, quickHash, random } from "./keys.ts";

const parts = { hash: quickHash, pepper, random };

test("the list has 1,296 different plain words of four to eight letters", () => {
  expect(PASSPHRASE_WORDS).toHaveLength(1296);
  expect(new Set(PASSPHRASE_WORDS).size).toBe(1296);
  for (const word of PASSPHRASE_WORDS) expect(word).toMatch(/^[a-z]{4,8}$/);
});

test("one typing error never makes another word of the list", () => {
  const known = new Set(PASSPHRASE_WORDS);
  const confusable: string[] = [];
  for (const word of PASSPHRASE_WORDS) {
    for (let at = 0; at <= word.length; at += 1) {
      const [head, tail] = [word.slice(0, at), word.slice(at)];
      const errors = [head + tail.slice(1), head + tail.charAt(1) + tail.charAt(0) + tail.slice(2)];
      for (const letter of "abcdefghijklmnopqrstuvwxyz")
        errors.push(head + letter + tail, head + letter + tail.slice(1));
      confusable.push(...errors.filter((error) => error !== word && known.has(error)));
    }
  }

  expect(confusable).toEqual([]);
});

test("a passphrase is six words of the list, drawn evenly from the chance handed in", () => {
  const draws = [
    0xff, 0xff, 0x00, 0x00, 0x00, 0x01, 0x05, 0x0f, 0x05, 0x10, 0xfd, 0x1f, 0xfd, 0x20, 0x00, 0x02,
  ];
  const chance = (bytes: number) => new Uint8Array(draws.splice(0, bytes));

  const words = newPassphrase(chance).split(" ");

  // 0xffff and 0xfd20 lie in the incomplete last round and are drawn again.
  const expected = [0, 1, 1295, 0, 1295, 2].map((index) => PASSPHRASE_WORDS[index]);
  expect(words).toEqual(expected);
});

test("a key locked under a passphrase opens with it, however it is typed", async () => {
  const { privateKey } = await generateKeyPair();
  const passphrase = newPassphrase(random);

  const { lockedKey, salt } = await lockPrivateKey(parts, passphrase, privateKey);

  expect(await unlockPrivateKey(parts, passphrase, lockedKey, salt)).toBe(privateKey);
  const sloppy = `  ${passphrase.toUpperCase().replaceAll(" ", " - ")}\n`;
  expect(await unlockPrivateKey(parts, sloppy, lockedKey, salt)).toBe(privateKey);
});

test("a wrong passphrase, another pepper, salt or altered bytes open nothing", async () => {
  const { privateKey } = await generateKeyPair();
  const { lockedKey, salt } = await lockPrivateKey(parts, "satu dua tiga", privateKey);

  expect(await unlockPrivateKey(parts, "satu dua empat", lockedKey, salt)).toBeUndefined();
  expect(await unlockPrivateKey(parts, "satuduatiga", lockedKey, salt)).toBeUndefined();
  expect(await unlockPrivateKey(parts, "satu dua tiga", lockedKey, altered(salt, 0))).toBeUndefined();
  const otherPepper = { ...parts, pepper: new Uint8Array(32) };
  expect(await unlockPrivateKey(otherPepper, "satu dua tiga", lockedKey, salt)).toBeUndefined();
  for (let at = 0; at < lockedKey.length; at += 9) {
    expect(await unlockPrivateKey(parts, "satu dua tiga", altered(lockedKey, at), salt)).toBeUndefined();
  }
});
