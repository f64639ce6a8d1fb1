import { afterAll, beforeAll, beforeEach } from "vitest";
import { leavingContract } from "../contracts/store/leaving.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
// Before the contract's own beforeEach, which fills the empty store.
beforeEach(() => store.empty());
afterAll(() => store.close());

leavingContract(() => store);
