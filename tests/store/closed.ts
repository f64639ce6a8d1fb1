/** Changes that close a case and open it again, and what the database then keeps of it. */
import { after, HOUR, type CaseId, type Instant } from "../../api/kernel.ts";
import type { CaseChange } from "../../api/queue/index.ts";
import type { Store } from "../../api/store/index.ts";
import { event } from "../contracts/store/samples.ts";

type Pool = Store["pool"];

export const closing = (at: Instant): CaseChange => ({
  set: {
    state: "closed",
    closedAt: at,
    claimDueAt: undefined,
    actionDueAt: undefined,
    outcome: "victim_safe",
  },
  events: [event("closed", { at, detail: { outcome: "victim_safe" } })],
});
export const reopening = (at: Instant): CaseChange => ({
  set: {
    state: "waiting",
    claimedAt: undefined,
    closedAt: undefined,
    outcome: undefined,
    officerReadAt: undefined,
    lastPingAt: undefined,
    reporterWroteAt: at,
    claimDueAt: after(at, 2 * HOUR),
  },
  events: [event("message", { at }), event("reopened", { at })],
});

/** Every value of every column with a time, in every table, in rows that name the case. */
export async function keptTimes(pool: Pool, id: CaseId): Promise<{ column: string; at: Date }[]> {
  const { rows: columns } = await pool.query<{ name: string; column: string }>(
    `select table_name as name, column_name as column from information_schema.columns
    where table_schema = 'public' and data_type like 'timestamp%'`,
  );
  const { rows: named } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'case_id'`,
  );
  const tables = new Map(named.map(({ name }) => [name, "case_id"])).set("case_card", "id");
  // What is in flight goes within days, by its own clock; the access log and the ledger of shreddings keep exact time.
  for (const table of ["conversation", "outbox", "shredding", "access_entry"]) tables.delete(table);
  const found = columns.flatMap(({ name, column }) => {
    const key = tables.get(name);
    return key === undefined ? [] : [{ name, column, key }];
  });
  const values = await Promise.all(
    found.map(async ({ name, column, key }) => {
      const { rows } = await pool.query<{ at: Date }>(
        `select ${column} as at from ${name} where ${key} = $1 and ${column} is not null`,
        [id],
      );
      return rows.map(({ at }) => ({ column: `${name}.${column}`, at }));
    }),
  );
  return values.flat();
}

export async function keptFacts(pool: Pool, id: CaseId) {
  const { rows } = await pool.query("select * from fact where case_id = $1", [id]);
  return rows;
}
