import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { leavingContract } from "../contracts/store/leaving.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => store.empty());
afterAll(() => store.close());

describe("the outbox", () => {
  leavingContract(() => store);
});
