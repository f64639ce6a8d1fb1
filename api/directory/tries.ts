/** How often somebody may try to sign in, whichever step it is: ten times in a quarter of an hour. */
import type { Clock, OfficerId } from "../kernel.ts";
import type { DirectoryStore } from "./ports.ts";

const TRIES = 10;

export type Tries = {
  /** Counted before the try, so that many at once are not one. */
  mayTry(officer: OfficerId): Promise<boolean>;
  /** Sign-in is complete: only now are the tries forgotten, else a known passphrase would buy endless codes. */
  forget(officer: OfficerId): Promise<void>;
};

export const createTries = (parts: { store: DirectoryStore; clock: Clock }): Tries => ({
  mayTry: async (officer) => (await parts.store.countSignIn(officer, parts.clock(), false)) <= TRIES,
  async forget(officer) {
    await parts.store.countSignIn(officer, parts.clock(), true);
  },
});
