/** An inbox in memory, for trying a channel without dispatch and store. */
import type { Heard, Inbox } from "../../bots/channel.ts";

/** An inbox in memory that can fail, and can be made to take its time. */
export type CollectingInbox = Inbox & {
  /** What was accepted, duplicates left out. */
  readonly heard: Heard[];
  /** Every delivery, also failed and repeated ones. */
  readonly deliveries: Heard[];
  failNext(times: number): void;
  /** Fails until it recovers. */
  breakDown(): void;
  recover(): void;
  /** The next delivery waits until released. */
  holdNext(): { reached: Promise<void>; release(): void };
  /** Resolves when so many are accepted. */
  hasHeard(count: number): Promise<readonly Heard[]>;
  /** Resolves when so many were delivered, accepted or not. */
  wasHanded(count: number): Promise<readonly Heard[]>;
};

export function createCollectingInbox(): CollectingInbox {
  const heard: Heard[] = [];
  const deliveries: Heard[] = [];
  const watchers = new Set<() => void>();
  let failures = 0;
  let held: { reached: PromiseWithResolvers<void>; released: PromiseWithResolvers<void> } | undefined;

  const reaches = (list: readonly Heard[], count: number) =>
    new Promise<readonly Heard[]>((resolve) => {
      const look = () => {
        if (list.length < count) return;
        watchers.delete(look);
        resolve(list);
      };
      watchers.add(look);
      look();
    });
  const tellAll = () => {
    for (const watcher of watchers) watcher();
  };

  return {
    heard,
    deliveries,
    async receive(one) {
      deliveries.push(one);
      const hold = held;
      held = undefined;
      hold?.reached.resolve();
      await hold?.released.promise;
      tellAll();
      if (failures > 0) {
        failures -= 1;
        throw new Error("the inbox is out of order");
      }
      if (heard.some(({ channel, externalId }) => channel === one.channel && externalId === one.externalId)) {
        return "duplicate";
      }
      heard.push(one);
      tellAll();
      return "new";
    },
    failNext(times) {
      failures += times;
    },
    breakDown() {
      failures = Number.POSITIVE_INFINITY;
    },
    recover() {
      failures = 0;
    },
    holdNext() {
      const hold = { reached: Promise.withResolvers<void>(), released: Promise.withResolvers<void>() };
      held = hold;
      return { reached: hold.reached.promise, release: () => hold.released.resolve() };
    },
    hasHeard: (count) => reaches(heard, count),
    wasHanded: (count) => reaches(deliveries, count),
  };
}
