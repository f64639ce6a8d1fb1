import { fc } from "../chance.ts";
import { expect, test } from "vitest";
import {
  openInFlight,
  openJsonInFlight,
  resealInFlight,
  sealInFlight,
  sealJsonInFlight,
  type PeriodKeys,
} from "../../api/vault/index.ts";
import { altered, random } from "./keys.ts";

const monday = random(32);
const tuesday = random(32);
const onMonday: PeriodKeys = { current: "2026-11-23", keys: new Map([["2026-11-23", monday]]) };
const onTuesday: PeriodKeys = {
  current: "2026-11-24",
  keys: new Map([
    ["2026-11-23", monday],
    ["2026-11-24", tuesday],
  ]),
};
const words = new TextEncoder().encode("kata");

test("whatever is in flight opens again for the same purpose", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.string(), (content, purpose) => {
      const sealed = sealInFlight(onMonday, purpose, content, random);

      expect(openInFlight(onTuesday, purpose, sealed)).toEqual(content);
    }),
  );
});

test("a row does not serve another purpose", () => {
  const sealed = sealInFlight(onMonday, "inbox", words, random);

  expect(() => openInFlight(onMonday, "outbox", sealed)).toThrow("damaged");
});

test("an alteration of any byte is refused, header included", () => {
  const sealed = sealInFlight(onTuesday, "inbox", words, random);

  for (let at = 0; at < sealed.length; at += 1) {
    expect(() => openInFlight(onTuesday, "inbox", altered(sealed, at))).toThrow("do not open");
  }
});

test("once the period's key is gone, nothing opens", () => {
  const sealed = sealInFlight(onMonday, "draft", words, random);
  const later: PeriodKeys = { current: "2026-11-24", keys: new Map([["2026-11-24", tuesday]]) };

  expect(() => openInFlight(later, "draft", sealed)).toThrow("wrong_key");
});

test("a row that lives on is sealed forward, and then opens without the old key", () => {
  const sealed = sealJsonInFlight(onMonday, "draft", { step: "where" }, random);

  const forward = resealInFlight(onTuesday, "draft", sealed, random);

  const later: PeriodKeys = { current: "2026-11-24", keys: new Map([["2026-11-24", tuesday]]) };
  expect(forward && openJsonInFlight(later, "draft", forward)).toEqual({ step: "where" });
  expect(forward && resealInFlight(onTuesday, "draft", forward, random)).toBeUndefined();
});

test("the same words never give the same bytes", () => {
  const one = sealInFlight(onMonday, "inbox", words, random);
  const other = sealInFlight(onMonday, "inbox", words, random);

  expect(one).not.toEqual(other);
});
