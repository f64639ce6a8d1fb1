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

/** `step` is repeated while it returns true; after false or a failure the loop waits `pauseMs`, or for a wake. */
export function createLoop(parts: {
  step: () => Promise<boolean>;
  pauseMs: number | (() => number);
  onFailure: (failure: unknown) => void;
}): Loop {
  // `rung` during a step: what it was rung for may have come too late for that step to see.
  const now = { running: false, rung: false };
  let turning: Promise<void> = Promise.resolve();
  let ring: () => void = () => {};

  async function turn(): Promise<void> {
    while (now.running) {
      now.rung = false;
      if (!(await stepOnce()) && now.running && !now.rung) await pause();
    }
  }

  async function stepOnce(): Promise<boolean> {
    try {
      return await parts.step();
    } catch (failure) {
      parts.onFailure(failure);
      return false;
    }
  }

  function pause(): Promise<void> {
    const { pauseMs } = parts;
    return new Promise((resume) => {
      const timer = setTimeout(resume, typeof pauseMs === "number" ? pauseMs : pauseMs());
      ring = () => {
        clearTimeout(timer);
        resume();
      };
    });
  }

  return {
    start() {
      if (now.running) return;
      now.running = true;
      turning = turn();
    },
    wake() {
      now.rung = true;
      ring();
    },
    async stop() {
      now.running = false;
      ring();
      await turning;
    },
  };
}
