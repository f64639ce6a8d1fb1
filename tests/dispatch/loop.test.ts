import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { createLoop, type Loop } from "../../bots/loop.ts";

const FOREVER = 60_000;

/** A step that hands out control: each call waits until the test lets it end. */
function steps() {
  const waiting: PromiseWithResolvers<boolean>[] = [];
  let arrived = Promise.withResolvers<void>();
  return {
    step() {
      const ending = Promise.withResolvers<boolean>();
      waiting.push(ending);
      arrived.resolve();
      return ending.promise;
    },
    async next() {
      if (waiting.length === 0) await arrived.promise;
      arrived = Promise.withResolvers<void>();
      return waiting.shift() as PromiseWithResolvers<boolean>;
    },
    isIdle: () => waiting.length === 0,
  };
}

const loopOf = (step: () => Promise<boolean>, failures: unknown[] = []): Loop =>
  createLoop({ step, pauseMs: FOREVER, onFailure: (failure) => failures.push(failure) });

test("works on without a pause while there is work", async () => {
  const { step, next } = steps();
  const loop = loopOf(step);
  loop.start();

  (await next()).resolve(true);
  const second = await next();
  second.resolve(false);
  await loop.stop();

  expect(second).toBeDefined();
});

test("a wake ends the pause", async () => {
  const { step, next } = steps();
  const loop = loopOf(step);
  loop.start();
  (await next()).resolve(false);

  loop.wake();
  const again = await next();
  again.resolve(false);
  await loop.stop();

  expect(again).toBeDefined();
});

test("a wake during a step makes the loop look once more, although the step found nothing", async () => {
  const { step, next } = steps();
  const loop = loopOf(step);
  loop.start();
  const first = await next();

  loop.wake();
  first.resolve(false);
  const again = await next();
  again.resolve(false);
  await loop.stop();

  expect(again).toBeDefined();
});

test("a failure is told and does not end the loop", async () => {
  const failures: unknown[] = [];
  const { step, next } = steps();
  const loop = loopOf(step, failures);
  loop.start();
  (await next()).reject(new Error("the database is away"));

  loop.wake();
  (await next()).resolve(false);
  await loop.stop();

  expect(failures).toHaveLength(1);
});

test("stop waits for the step in hand and starts no other", async () => {
  const { step, next, isIdle } = steps();
  const loop = loopOf(step);
  loop.start();
  const inHand = await next();

  let stopped = false;
  const stopping = (async () => {
    await loop.stop();
    stopped = true;
  })();
  await setImmediate();
  const stoppedBefore = stopped;
  inHand.resolve(true);
  await stopping;

  expect(stoppedBefore).toBe(false);
  expect(stopped).toBe(true);
  expect(isIdle()).toBe(true);
});

test("starting twice works as once", async () => {
  const { step, next, isIdle } = steps();
  const loop = loopOf(step);

  loop.start();
  loop.start();
  const only = await next();
  const second = isIdle();
  only.resolve(false);
  await loop.stop();

  expect(second).toBe(true);
});
