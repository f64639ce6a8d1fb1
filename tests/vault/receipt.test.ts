import { fc } from "../chance.ts";
import { beforeAll, expect, test } from "vitest";
import type { CaseId } from "../../api/kernel.ts";
import {
  looksLikeReceiptCode,
  mintReceipt,
  openReceipt,
  parseReceiptCode,
  publicKeyOf,
  receiptMac,
  type ServerKeys,
  type StoredReceipt,
} from "../../api/vault/index.ts";
import { checkDigit, hasRightCheckDigit } from "../../api/vault/damm.ts";
import { altered, newServer, pepper, quickHash, random } from "./keys.ts";

const id = "0b8d7c1e-0000-4000-8000-000000000001" as CaseId;
const parts = { hash: quickHash, pepper };
let server: ServerKeys;
let minted: { code: string; stored: StoredReceipt };

beforeAll(async () => {
  server = await newServer();
  minted = await mintReceipt({ ...parts, server, random, case: id });
});

const digits19 = fc.string({
  unit: fc.constantFrom(...Array.from("0123456789")),
  minLength: 19,
  maxLength: 19,
});
const coded = digits19.map((digits) => digits + checkDigit(digits));

test("the check digit is Damm's (the published example: 572 gives 4)", () => {
  expect(checkDigit("572")).toBe("4");
});

test("every single wrong digit is noticed", () => {
  fc.assert(
    fc.property(coded, (code) => {
      for (let at = 0; at < code.length; at += 1) {
        for (const digit of "0123456789") {
          const wrong = code.slice(0, at) + digit + code.slice(at + 1);
          expect(hasRightCheckDigit(wrong)).toBe(wrong === code);
        }
      }
    }),
  );
});

test("every swap of two neighbours is noticed, whatever stands before them", () => {
  const all = Array.from("0123456789");
  for (const before of all) {
    for (const one of all) {
      for (const other of all.filter((digit) => digit !== one)) {
        const right = before + one + other;
        const code = right + checkDigit(right);
        expect(hasRightCheckDigit(before + other + one + code.at(-1))).toBe(false);
        const last = before + one;
        const swappedWithCheck = before + checkDigit(last) + one;
        expect(hasRightCheckDigit(swappedWithCheck)).toBe(checkDigit(last) === one);
      }
    }
  }
});

test("a code is twenty digits in five groups, and parses to its two parts", () => {
  const parsed = parseReceiptCode(minted.code);

  expect(minted.code).toMatch(/^\d{4}( \d{4}){4}$/);
  const digits = minted.code.replaceAll(" ", "");
  expect(parsed).toEqual({ ok: true, value: { locator: digits.slice(0, 5), secret: digits.slice(5, 19) } });
  expect(minted.stored.locator).toBe(digits.slice(0, 5));
});

test.each([
  ["dashes", (code: string) => code.replaceAll(" ", "-")],
  ["dots", (code: string) => code.replaceAll(" ", ".")],
  ["nothing", (code: string) => code.replaceAll(" ", "")],
  ["lines", (code: string) => code.replaceAll(" ", "\n")],
  ["words around", (code: string) => `halo, kode saya ${code} terima kasih`],
  ["another number before", (code: string) => `tanggal 12, kodenya: ${code}`],
  ["another number right before", (code: string) => `17 ${code}`],
  ["o for zero", (code: string) => code.replaceAll("0", "o").replace("oooo", "0ooo")],
  [
    "full-width digits",
    (code: string) => code.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  ],
])("a code written with %s is understood", (_, write) => {
  const code = "1203 4567 8901 2345 678".replaceAll(" ", "");
  const whole = code + checkDigit(code);

  const parsed = parseReceiptCode(write(whole.match(/.{4}/g)?.join(" ") ?? ""));

  expect(parsed).toEqual({ ok: true, value: { locator: "12034", secret: "56789012345678" } });
});

test("a mistyped code is told apart from no code at all", () => {
  const last = minted.code.at(-1) === "0" ? "1" : "0";

  expect(parseReceiptCode(minted.code.slice(0, -1) + last)).toEqual({
    ok: false,
    refusal: "bad_check_digit",
  });
  expect(parseReceiptCode("nomor saya 0812 3456 7890")).toEqual({ ok: false, refusal: "unknown_code" });
  expect(parseReceiptCode("")).toEqual({ ok: false, refusal: "unknown_code" });
});

test("only a message that is nothing but twenty digits looks like a code", () => {
  expect(looksLikeReceiptCode(`  ${minted.code} `)).toBe(true);
  expect(looksLikeReceiptCode(minted.code.replaceAll(" ", "-"))).toBe(true);
  expect(looksLikeReceiptCode(`kode ${minted.code}`)).toBe(false);
  expect(looksLikeReceiptCode("0812 3456 7890")).toBe(false);
});

test("the code opens the receipt's key, and the server vouches for it", async () => {
  const parsed = parseReceiptCode(minted.code);
  const secret = parsed.ok ? parsed.value.secret : "";

  const privateKey = await openReceipt(parts, minted.stored, secret);

  expect(privateKey && (await publicKeyOf(privateKey))).toBe(minted.stored.publicKey);
  expect(minted.stored.mac).toEqual(receiptMac(server, id, minted.stored.publicKey));
});

test("a wrong secret, another pepper or an altered row open nothing", async () => {
  const secret = minted.code.replaceAll(" ", "").slice(5, 19);
  const wrong = secret.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
  const { stored } = minted;

  expect(await openReceipt(parts, stored, wrong)).toBeUndefined();
  expect(await openReceipt({ ...parts, pepper: new Uint8Array(32) }, stored, secret)).toBeUndefined();
  expect(
    await openReceipt(parts, { ...stored, verifier: altered(stored.verifier, 3) }, secret),
  ).toBeUndefined();
  expect(
    await openReceipt(parts, { ...stored, wrappedKey: altered(stored.wrappedKey, 20) }, secret),
  ).toBeUndefined();
  expect(await openReceipt(parts, { ...stored, case: "another" as CaseId }, secret)).toBeUndefined();
});

test("nothing that is stored contains the code", () => {
  const digits = minted.code.replaceAll(" ", "");
  const kept = JSON.stringify({
    ...minted.stored,
    salt: Buffer.from(minted.stored.salt).toString("latin1"),
    verifier: Buffer.from(minted.stored.verifier).toString("latin1"),
    wrappedKey: Buffer.from(minted.stored.wrappedKey).toString("latin1"),
  });

  expect(kept).not.toContain(digits.slice(5, 19));
});
