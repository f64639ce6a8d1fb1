/** What `/health` says: whether the database answers, and how much waits for how long. */
import type { Health } from "../web/index.ts";
import type { Foundation } from "./foundation.ts";

/** A database that does not answer is an answer, not a failure. */
export async function healthOf({ store, clock }: Foundation): Promise<Health> {
  const ageOf = (at: number | undefined) =>
    at === undefined ? undefined : Math.round((clock() - at) / 1000);
  try {
    const [health, outbox] = await Promise.all([store.health(), store.outbox.backlog()]);
    const heard = { name: "inbox", waiting: health.unheard, oldestSeconds: ageOf(health.oldestUnheard) };
    const said = outbox.map(({ channel, waiting, oldest }) => ({
      name: channel,
      waiting,
      oldestSeconds: ageOf(oldest),
    }));
    return { ok: true, database: true, backlog: [heard, ...said] };
  } catch {
    return { ok: false, database: false, backlog: [] };
  }
}
