import { fc } from "../chance.ts";
import { expect, test } from "vitest";
import { pad, padme, SMALLEST, unpad } from "../../api/vault/padding.ts";

test("padding comes off again", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), (content) => {
      expect(unpad(pad(content))).toEqual(content);
    }),
  );
});

test("a padded length is never shorter, under 12 % longer, and keeps few significant bits", () => {
  fc.assert(
    fc.property(fc.integer({ min: SMALLEST, max: 2 ** 30 }), (length) => {
      const padded = padme(length);
      const significant = padded.toString(2).replace(/0+$/, "").length;

      expect(padded).toBeGreaterThanOrEqual(length);
      expect(padded / length).toBeLessThan(1.12);
      expect(significant).toBeLessThanOrEqual(Math.floor(Math.log2(Math.floor(Math.log2(length)))) + 2);
    }),
  );
});

test("padding that is not ours is refused", () => {
  const padded = pad(new Uint8Array(10));

  expect(unpad(padded.subarray(0, -1))).toBeUndefined();
  expect(unpad(padded.with(padded.length - 1, 1))).toBeUndefined();
  expect(unpad(new Uint8Array(2))).toBeUndefined();
});
