import { describe, expect, test } from "vitest";
import { MINUTE, SECOND } from "../../api/kernel.ts";
import { afterClose } from "../../bots/whatsapp/reconnect.ts";

describe("after a close", () => {
  test.each([408, 428, 503, 499])(
    "%d: tried again after a pause that doubles, up to five minutes",
    (code) => {
      const pauses = [1, 2, 3, 20].map((failures) => afterClose(code, failures, 1));

      expect(pauses).toEqual(
        [2 * SECOND, 4 * SECOND, 8 * SECOND, 5 * MINUTE].map((afterMs) => ({ kind: "again", afterMs })),
      );
    },
  );

  test("half of each pause is left to chance", () => {
    expect([0, 0.5, 1].map((chance) => afterClose(428, 3, chance))).toEqual(
      [4, 6, 8].map((seconds) => ({ kind: "again", afterMs: seconds * SECOND })),
    );
  });

  test("515 comes after pairing: at once", () => {
    expect(afterClose(515, 1, 1)).toEqual({ kind: "again", afterMs: 0 });
  });

  test.each([440, 402, 403, 406])("%d: stopped, an operator must look", (code) => {
    expect(afterClose(code, 1, 1)).toEqual({ kind: "stop" });
  });

  test("401: the account was unlinked, its keys are forgotten", () => {
    expect(afterClose(401, 1, 1)).toEqual({ kind: "forget" });
  });

  test("405: the newest version is asked for, and then rarely", () => {
    expect(afterClose(405, 1, 1)).toEqual({ kind: "new_version", afterMs: 2 * SECOND });
    expect(afterClose(405, 2, 1)).toEqual({ kind: "new_version", afterMs: 15 * MINUTE });
  });

  test.each([411, 500])("%d: three tries, then stopped", (code) => {
    expect([1, 2, 3, 4].map((failures) => afterClose(code, failures, 1).kind)).toEqual([
      "again",
      "again",
      "again",
      "stop",
    ]);
  });
});
