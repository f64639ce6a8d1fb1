import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sitesContract } from "../contracts/store/sites.ts";
import { createFakeSiteRows } from "../fakes/site-rows.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => store.empty());
afterAll(() => store.close());

describe("closed sites in the database", () => {
  sitesContract(() => store);

  test("who read an exact place can be neither rewritten nor struck out", async () => {
    await store.pool.query(`insert into closed_site (id, district, kind, closed_on, source, sealed, agency_id, entered_by,
      entered_at, mac) values (gen_random_uuid(), '15.71.03', 'closed', '2026-01-01', 'decree', '', gen_random_uuid(),
      gen_random_uuid(), now(), '')`);
    await store.pool.query(`insert into site_event (site_id, kind, at, officer_id, agency_id)
      select id, 'opened', now(), gen_random_uuid(), gen_random_uuid() from closed_site`);

    for (const statement of ["update site_event set kind = 'entered'", "delete from site_event"])
      await expect(store.pool.query(statement)).rejects.toThrow("append-only");
  });

  test("who held which districts to be alike can be neither rewritten nor struck out", async () => {
    await store.pool.query(`insert into closed_site (id, district, kind, closed_on, source, sealed, agency_id, entered_by,
      entered_at, mac) values (gen_random_uuid(), '15.71.03', 'closed', '2026-01-01', 'decree', '', gen_random_uuid(),
      gen_random_uuid(), now(), '')`);
    await store.pool.query(`insert into site_comparison (site_id, version, officer_id, agency_id, at, mac)
      select id, 1, gen_random_uuid(), gen_random_uuid(), now(), '' from closed_site`);

    for (const statement of ["update site_comparison set version = 2", "delete from site_comparison"])
      await expect(store.pool.query(statement)).rejects.toThrow("append-only");
  });
});

describe("closed sites in memory", () => {
  let rows = createFakeSiteRows();
  beforeEach(() => {
    rows = createFakeSiteRows();
  });

  sitesContract(() => ({ sites: rows }));
});
