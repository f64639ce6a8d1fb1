/** What counts a chat's messages names it for a day, in no dump and no backup (docs/operations.md). */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { throttleName } from "../../api/vault/index.ts";
import { DANGER, openStreet, type Street } from "../servers/street.ts";
import { dumpOf, found, rowsOf } from "./dump.ts";

let street: Street;
beforeAll(async () => {
  street = await openStreet();
});
afterAll(() => street.close());

/** Tables that the documented command leaves out. */
function leftOut(): string[] {
  const page = readFileSync(new URL("../../docs/operations.md", import.meta.url), "utf8");
  const tables = /pg_dump \$\(printf -- '--exclude-table-data=%s ' ([a-z_ ]+)\)/.exec(page)?.[1];
  return tables?.split(" ") ?? [];
}

test("the name of a chat that writes and files stands in tables that are left out of dumps, and in no other", async () => {
  const person = street.person();
  await person.says(DANGER);
  const days = (street.keys.throttle ?? street.keys.periods)();
  const name = throttleName(days, street.chats.name, person.address);

  const dump = await dumpOf(street.store);

  const places = found(dump, [name]).map((place) => place.split(".")[1]);
  const scopes = rowsOf(dump, "throttle").map(({ scope }) => scope);
  expect(scopes).toEqual(expect.arrayContaining(["filing", "message"]));
  expect(new Set(places)).toEqual(new Set(["throttle"]));
  expect(leftOut()).toContain("throttle");
  expect(leftOut()).toContain("conversation");
});

test("neither the key nor the address that it names is anywhere in the database", async () => {
  const person = street.person();
  await person.says(DANGER);
  const days = (street.keys.throttle ?? street.keys.periods)();
  const key = Buffer.from(days.keys.get(days.current) ?? []);

  const dump = await dumpOf(street.store);

  expect(found(dump, [person.address, key.toString("base64url"), key.toString("hex")])).toEqual([]);
  const cells = [...dump.values()].flat().flatMap((row) => Object.values(row));
  expect(cells.some((cell) => Buffer.isBuffer(cell) && cell.includes(key))).toBe(false);
});

test("what was counted goes after a day", async () => {
  const person = street.person();
  await person.says(DANGER);

  street.pass(25 * 60 * 60_000);
  await street.store.conversations.forget(street.clock());

  expect(rowsOf(await dumpOf(street.store), "throttle")).toEqual([]);
});
