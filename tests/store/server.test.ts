import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../api/store/index.ts";
import { onPostgres, random } from "../servers/database.ts";
import { databaseOn, onServer } from "../servers/database-snapshot.ts";

describe.skipIf(!onPostgres)("a PostgreSQL server", () => {
  const server = process.env.TEST_DATABASE_URL ?? "";
  let name: string;
  let databaseUrl: string;
  beforeEach(async () => {
    name = `lapor_test_${randomBytes(8).toString("hex")}`;
    databaseUrl = databaseOn(server, name);
    await onServer(server, (client) => client.query(`create database ${name}`));
  });
  afterEach(() => onServer(server, (client) => client.query(`drop database ${name} with (force)`)));

  test("is migrated once when four processes start together, and all of them work", async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => openStore({ databaseUrl, random })));

    await Promise.all(stores.map((store, number) => store.directory.saveSetting(`s${number}`, "here")));

    const [store] = stores;
    const applied = await store?.pool.query("select migration_name from _prisma_migrations order by 1");
    const names = applied?.rows.map((row) => row.migration_name);
    expect(names).toEqual([...new Set(names)]);
    expect(await store?.directory.setting("s3")).toBe("here");
    await Promise.all(stores.map((one) => one.close()));
  });

  test("whose sessions are not in UTC is refused: every instant would shift", async () => {
    const shifted = `${databaseUrl}?options=${encodeURIComponent("-c timezone=Asia/Jakarta")}`;

    await expect(openStore({ databaseUrl: shifted, random })).rejects.toThrow("time zone is Asia/Jakarta");
  });
});
