import { afterAll, beforeAll, expect, test } from "vitest";
import type { HeardInbox } from "../../bots/dispatch/inbox.ts";
import { createInbox } from "../../bots/dispatch/index.ts";
import { createSlowHash, openJsonInFlight } from "../../api/vault/index.ts";
import { random } from "../servers/database.ts";
import { openStreet, STORY, type Street } from "../servers/street.ts";

/** Near the middle of Sawahan, Surabaya. */
const POINT = { latitude: -7.273577, longitude: 112.720577 };
const DIGITS = /273577|720577/;

let street: Street;
beforeAll(async () => {
  street = await openStreet();
});
afterAll(() => street.close());

test("what is stored of a pin is its district, also under the seal", async () => {
  const sealed: HeardInbox[] = [];
  const { periods, pepper } = street.keys;
  const inbox = createInbox({
    rows: {
      insert: (row) => {
        sealed.push(openJsonInFlight<HeardInbox>(periods(), "heard", row.sealed));
        return Promise.resolve("new" as const);
      },
    },
    hash: createSlowHash({ memoryKiB: 8, passes: 1 }),
    pepper,
    periods,
    throttle: periods,
    random,
    locate: (point) => street.locate(point),
  });

  await inbox.receive({
    channel: street.chats.name,
    externalId: "1",
    address: "alamat" as HeardInbox["address"],
    said: { kind: "place", ...POINT },
    at: street.clock(),
  });

  expect(sealed[0]?.said).toEqual({ kind: "pin", pin: { kind: "inside", code: "35.78.06" } });
  expect(JSON.stringify(sealed)).not.toMatch(DIGITS);
});

test("a pin names its district to the person and nobody else learns the point", async () => {
  const person = street.person();
  await person.says(STORY.replace(/dekat pasar Batang, Kabupaten Batang/, ""));

  await person.hears({ kind: "place", ...POINT });
  await street.settle();

  expect(person.reads().join("\n")).toContain("Sawahan, Kota Surabaya");
  expect(street.logged.join("\n")).not.toMatch(DIGITS);
});
