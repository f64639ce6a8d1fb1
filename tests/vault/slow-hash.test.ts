import { argon2Sync } from "node:crypto";
import { expect, test } from "vitest";
import { createHashLine, createSlowHash, RECEIPT_COST } from "../../api/vault/index.ts";
import { pepper } from "./keys.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("it is argon2id of RFC 9106 at the stated cost, with the pepper as its secret", async () => {
  const salt = bytes("0123456789abcdef");

  const hash = await createSlowHash()(bytes("rahasia"), salt, pepper, 32);

  const expected = argon2Sync("argon2id", {
    message: bytes("rahasia"),
    nonce: salt,
    secret: pepper,
    memory: RECEIPT_COST.memoryKiB,
    passes: RECEIPT_COST.passes,
    parallelism: 1,
    tagLength: 32,
  });
  expect(Buffer.from(hash)).toEqual(expected);
});

test("at most two run at once, the others wait in line and all come through", async () => {
  const line = createHashLine(2);
  let running = 0;
  let most = 0;
  const finish: (() => void)[] = [];
  const job = () =>
    line(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => finish.push(resolve));
      running -= 1;
    });

  const jobs = [job(), job(), job(), job(), job()];
  while (finish.length > 0) {
    finish.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }

  await Promise.all(jobs);
  expect(most).toBe(2);
});

test("a hash that fails makes room for the next", async () => {
  const line = createHashLine(1);

  const failed = line(() => Promise.reject(new Error("broken")));
  const next = line(() => Promise.resolve("done"));

  await expect(failed).rejects.toThrow("broken");
  expect(await next).toBe("done");
});
