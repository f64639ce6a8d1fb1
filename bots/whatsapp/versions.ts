/** Which WhatsApp Web we say we are: an old one is refused. */
import { fetchLatestWaWebVersion, type WAVersion } from "./baileys.ts";

const FETCH_LASTS = 10_000;

export interface Versions {
  current(): Promise<WAVersion>;
  /** The next `current` asks anew; a version from the settings stays. */
  forget(): void;
}

/** `wanted`: from the settings, or undefined for the newest; without an answer the one that Baileys came with. */
export function createVersions(wanted: WAVersion | undefined): Versions {
  let known = wanted;
  return {
    async current() {
      known ??= (await fetchLatestWaWebVersion({ signal: AbortSignal.timeout(FETCH_LASTS) })).version;
      return known;
    },
    forget() {
      known = wanted;
    },
  };
}
