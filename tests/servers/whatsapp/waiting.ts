/** Waiting for something to become true, without sleeping. */
export type Waiting = {
  /** Something has changed: whoever waits looks again. */
  changed(): void;
  /** What `find` gives as soon as it gives something; rejects after `timeoutMs`, with what was missed. */
  until<T>(find: () => T | undefined, timeoutMs: number, missed: () => string): Promise<T>;
};

export function createWaiting(): Waiting {
  const lookers = new Set<() => void>();
  return {
    changed() {
      for (const look of lookers) look();
    },
    until: (find, timeoutMs, missed) =>
      new Promise((resolve, reject) => {
        const leave = () => {
          clearTimeout(timer);
          lookers.delete(look);
        };
        const look = () => {
          const found = find();
          if (found === undefined) return;
          leave();
          resolve(found);
        };
        const timer = setTimeout(() => {
          leave();
          reject(new Error(`waited ${timeoutMs} ms for ${missed()}`));
        }, timeoutMs);
        lookers.add(look);
        look();
      }),
  };
}
