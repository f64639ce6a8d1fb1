import { fc } from "../chance.ts";
import { describe, expect, test } from "vitest";
import { DAY, HOUR, instant, localMinute, MINUTE, SECOND, type Zone } from "../../api/kernel.ts";
import { contactWhenSilent, mayLeave, retryAfter } from "../../api/outbox/index.ts";

const home = { offenderShares: true };
const apart = { offenderShares: false };
const zone: Zone = "Asia/Jakarta";
/** 2026-11-23 10:00 in Jakarta. */
const ten = instant(Date.UTC(2026, 10, 23, 3, 0));

describe("the reporter's contact choice", () => {
  test("an answer to what was just said leaves at once, whatever was chosen", () => {
    for (const choice of [undefined, { kind: "code" }, { kind: "hours", from: 19, to: 21 }] as const) {
      expect(mayLeave("prompt", choice, home, ten, zone)).toEqual({ when: ten, content: "full" });
    }
  });

  test("yes means the words leave now", () => {
    expect(mayLeave("reply", { kind: "yes" }, home, ten, zone)).toEqual({ when: ten, content: "full" });
  });

  test("only by code means nothing we start ever leaves", () => {
    expect(mayLeave("reply", { kind: "code" }, apart, ten, zone)).toBe("never");
    expect(mayLeave("notice", { kind: "code" }, apart, ten, zone)).toBe("never");
  });

  test("silence means one neutral line, and nothing at all where the offender shares the home", () => {
    expect(contactWhenSilent(apart)).toBe("notice");
    expect(contactWhenSilent(home)).toBe("code");
    expect(mayLeave("reply", undefined, apart, ten, zone)).toEqual({ when: ten, content: "notice" });
    expect(mayLeave("reply", undefined, home, ten, zone)).toBe("never");
  });

  test("within the chosen hours the words leave now", () => {
    expect(mayLeave("reply", { kind: "hours", from: 9, to: 12 }, apart, ten, zone)).toEqual({
      when: ten,
      content: "full",
    });
  });

  test("outside them they wait for the next opening, in the area's own zone", () => {
    const evening = { kind: "hours", from: 19, to: 21 } as const;

    const west = mayLeave("reply", evening, apart, ten, "Asia/Jakarta");
    const east = mayLeave("reply", evening, apart, ten, "Asia/Jayapura");

    expect(west).toEqual({ when: ten + 9 * HOUR, content: "full" });
    expect(east).toEqual({ when: ten + 7 * HOUR, content: "full" });
  });

  test("the closing hour is outside", () => {
    const choice = { kind: "hours", from: 8, to: 10 } as const;

    expect(mayLeave("reply", choice, apart, ten, zone)).toEqual({ when: ten + 22 * HOUR, content: "full" });
  });

  test("equal hours are read narrowly, as that one hour", () => {
    const choice = { kind: "hours", from: 10, to: 10 } as const;

    expect(mayLeave("reply", choice, apart, instant(ten + 59 * MINUTE), zone)).toMatchObject({
      when: ten + 59 * MINUTE,
    });
    expect(mayLeave("reply", choice, apart, instant(ten + HOUR), zone)).toMatchObject({ when: ten + DAY });
  });

  test("whatever the hours and the moment, it leaves within a day and inside the hours, also past midnight", () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const zones = fc.constantFrom<Zone>("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura");

    fc.assert(
      fc.property(hour, hour, fc.nat(3 * DAY), zones, (from, to, later, where) => {
        const now = instant(ten + later);

        const leaves = mayLeave("reply", { kind: "hours", from, to }, apart, now, where);

        if (leaves === "never") throw new Error("hours never forbid");
        const at = Math.floor(localMinute(leaves.when, where).minute / 60);
        const open = from === to ? at === from : from < to ? at >= from && at < to : at >= from || at < to;
        expect(open).toBe(true);
        expect(leaves.when).toBeGreaterThanOrEqual(now);
        expect(leaves.when - now).toBeLessThanOrEqual(DAY);
      }),
    );
  });
});

const never = () => Uint8Array.of(0);
const most = () => Uint8Array.of(255);

describe("trying again", () => {
  test("each failure waits longer, up to an hour, and chance spreads the tries", () => {
    expect(retryAfter(1, most)).toBe(5 * SECOND);
    expect(retryAfter(2, most)).toBe(10 * SECOND);
    expect(retryAfter(2, never)).toBe(5 * SECOND);
    expect(retryAfter(1_000, most)).toBe(HOUR);
  });
});
