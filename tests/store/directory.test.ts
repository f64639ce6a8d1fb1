import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aliasContract } from "../contracts/store/aliases.ts";
import { bodiesContract } from "../contracts/store/bodies.ts";
import { approvalsContract } from "../contracts/store/approvals.ts";
import { directoryContract } from "../contracts/store/directory.ts";
import { hireInDirectory, sessionsContract, visitsContract } from "../contracts/store/passing.ts";
import type { AgencyId } from "../../api/kernel.ts";
import { anyId, bytes, NOON } from "../contracts/store/samples.ts";
import { fakeDirectoryStore } from "../fakes/directory-store.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => store.empty());
afterAll(() => store.close());

describe("the directory", () => {
  directoryContract(() => store);

  test.each(["update directory_change set step = 'approved'", "delete from directory_change"])(
    "the log of changes can be neither rewritten nor shortened: %s",
    async (statement) => {
      const [id, nobody] = [anyId<AgencyId>(), undefined];
      await store.directory.saveApproval(
        {
          id,
          kind: "mandates",
          agency: nobody,
          officer: nobody,
          mandates: [],
          askedBy: nobody,
          askedAt: NOON,
        },
        {
          id,
          approval: id,
          step: "proposed",
          at: NOON,
          by: nobody,
          proposedBy: nobody,
          proposedAt: NOON,
          content: { kind: "mandates", gone: [], added: [] },
          affected: [],
          mac: bytes("mac"),
        },
      );

      await expect(store.pool.query(statement)).rejects.toThrow("append-only");
    },
  );
});
describe("what waits for a second person", () => {
  approvalsContract(() => store);
});
describe("bodies and duty", () => {
  bodiesContract(() => store);
});
describe("what passes", () => {
  sessionsContract(() => ({ ...store, hire: hireInDirectory(() => store.directory) }));
  visitsContract(() => store);
});
describe("aliases of places", () => {
  aliasContract(() => store);
});

describe("the directory in memory", () => {
  let directory = fakeDirectoryStore();
  beforeEach(() => {
    directory = fakeDirectoryStore();
  });

  describe("bodies, people, numbers", () => {
    directoryContract(() => ({ directory }));
  });
  describe("what waits for a second person", () => {
    approvalsContract(() => ({ directory }));
  });
});
