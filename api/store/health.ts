/** How the database is, and what keeps it well. */
import type pg from "pg";
import { toInstantOrUndefined } from "./moments.ts";
import type { Store } from "./store.ts";

export function createHealth(pool: pg.Pool, embedded: boolean): Pick<Store, "health" | "maintain"> {
  return {
    async health() {
      const { rows } = await pool.query<{ postgres: number; unheard: number; oldest: Date | null }>(
        `select current_setting('server_version_num')::int / 10000 as postgres, count(*)::int as unheard,
          min(received_at) as oldest
        from inbox where not done`,
      );
      const [row] = rows;
      if (row === undefined) throw new Error("health_without_row");
      return {
        postgres: row.postgres,
        unheard: row.unheard,
        oldestUnheard: toInstantOrUndefined(row.oldest),
      };
    },

    async maintain() {
      // A server has its own autovacuum and checkpointer, and its operator's wishes about them.
      if (!embedded) return;
      await pool.query("vacuum (analyze)");
      await pool.query("checkpoint");
    },
  };
}
