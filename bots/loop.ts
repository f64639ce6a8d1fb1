/**
 * A loop that works while there is work, looks again after a pause, and ends cleanly.
 * Comes in: one step that says whether it found work. Goes out: start, wake, stop.
 * Never knows: what the work is.
 */
export interface Loop {
  start(): void;
  /** Looks again at once. */
  wake(): void;
  /** Resolves when the step in hand is done. */
  stop(): Promise<void>;
}

/** `step` is repeated while it returns true; after false or a failure the loop pauses for `pauseMs`. */
export function createLoop(parts: {
  step: () => Promise<boolean>;
  pauseMs: number;
  onFailure: (failure: unknown) => void;
}): Loop {
  let running = false;
  let turning: Promise<void> = Promise.resolve();
  let ring: () => void = () => {};
  let rung = false;

  async function turn(): Promise<void> {
    while (running) {
      rung = false;
      let found = false;
      try {
        found = await parts.step();
      } catch (failure) {
        parts.onFailure(failure);
      }
      if (!found && running && !rung) await pause();
    }
  }

  function pause(): Promise<void> {
    return new Promise((resume) => {
      const timer = setTimeout(resume, parts.pauseMs);
      ring = () => {
        clearTimeout(timer);
        resume();
      };
    });
  }

  return {
    start() {
      running = true;
      turning = turn();
    },
    wake() {
      rung = true;
      ring();
    },
    async stop() {
      running = false;
      ring();
      await turning;
    },
  };
}
