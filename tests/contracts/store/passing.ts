/** What passes: sign-in sessions and web visits. */
import { describe, expect, test } from "vitest";
import type { Sessions, StoredSession } from "../../../api/web/ports.ts";
import type { DirectoryStore } from "../../../api/directory/ports.ts";
import type { OfficerId } from "../../../api/kernel.ts";
import type { Visits } from "../../../bots/webchat/ports.ts";
import { at, bytes, NOON, officerNamed, textOf } from "./samples.ts";

/** `hire` makes an officer known, where the implementation asks for that. */
export function sessionsContract(ports: () => { sessions: Sessions; hire(): Promise<OfficerId> }): void {
  async function signedIn(hash: string, change: Partial<StoredSession> = {}): Promise<StoredSession> {
    const officer = change.officer ?? (await ports().hire());
    const session = {
      hash,
      officer,
      lockedKey: bytes<StoredSession["lockedKey"]>("key"),
      createdAt: NOON,
      seenAt: NOON,
    };
    await ports().sessions.save({ ...session, ...change });
    return { ...session, ...change };
  }

  describe("a session", () => {
    test("is found by its hash until it is removed", async () => {
      const { sessions } = ports();
      const session = await signedIn("a");

      const found = [await sessions.find("a"), await sessions.find("b")];
      await sessions.remove("a");

      expect(found).toEqual([session, undefined]);
      expect(await sessions.find("a")).toBeUndefined();
    });

    test("remembers when it was last used", async () => {
      const { sessions } = ports();
      await signedIn("a");

      await sessions.touch("a", at(5));

      expect((await sessions.find("a"))?.seenAt).toBe(at(5));
    });

    test("goes with all others of its officer, and with nobody else's", async () => {
      const { sessions } = ports();
      const { officer } = await signedIn("a");
      await signedIn("b", { officer });
      await signedIn("c");

      await sessions.removeOf(officer);

      const left = await Promise.all(["a", "b", "c"].map((hash) => sessions.find(hash)));
      expect(left.map((session) => session?.hash)).toEqual([undefined, undefined, "c"]);
    });

    test("is forgotten when idle or old, and otherwise kept", async () => {
      const { sessions } = ports();
      await signedIn("idle", { createdAt: at(-30), seenAt: at(-21) });
      await signedIn("old", { createdAt: at(-61), seenAt: at(-1) });
      await signedIn("good", { createdAt: at(-60), seenAt: at(-20) });

      const gone = await sessions.forget(at(-20), at(-60));

      const left = await Promise.all(["idle", "old", "good"].map((hash) => sessions.find(hash)));
      expect(gone).toBe(2);
      expect(left.map((session) => session?.hash)).toEqual([undefined, undefined, "good"]);
    });
  });
}

export const hireInDirectory = (directory: () => DirectoryStore) => async (): Promise<OfficerId> => {
  const officer = officerNamed(String(Math.random()), undefined);
  await directory().saveOfficer(officer);
  return officer.id;
};

export function visitsContract(ports: () => { visits: Visits }): void {
  describe("a visit", () => {
    test("keeps its lines in order, also when they arrive at once", async () => {
      const { visits } = ports();

      const seqs = await Promise.all(
        [1, 2, 3].map((line) => visits.append("v", bytes(`line ${line}`), NOON)),
      );

      expect(new Set(seqs)).toEqual(new Set([1, 2, 3]));
      expect((await visits.lines("v", 0)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    });

    test("shows what came after a line, and nothing of another visit", async () => {
      const { visits } = ports();
      await visits.append("v", bytes("one"), NOON);
      await visits.append("v", bytes("two"), at(1));
      await visits.append("w", bytes("other"), NOON);

      const lines = await visits.lines("v", 1);

      expect(lines.map(({ seq, at: when, sealed }) => [seq, when, textOf(sealed)])).toEqual([
        [2, at(1), "two"],
      ]);
    });

    test("is erased with every line", async () => {
      const { visits } = ports();
      await visits.append("v", bytes("one"), NOON);

      await visits.erase("v");

      expect(await visits.lines("v", 0)).toEqual([]);
    });

    test("is forgotten when nobody wrote in it for long", async () => {
      const { visits } = ports();
      await visits.append("idle", bytes("one"), at(-11));
      await visits.append("going on", bytes("one"), at(-11));
      await visits.append("going on", bytes("two"), at(-10));

      const gone = await visits.forget(at(-10));

      expect(gone).toBe(1);
      expect(await visits.lines("idle", 0)).toEqual([]);
      expect(await visits.lines("going on", 0)).toHaveLength(2);
    });
  });
}
