import { afterAll, beforeAll, beforeEach } from "vitest";
import { hearingContract } from "../contracts/store/hearing.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => store.empty());
afterAll(() => store.close());

hearingContract(() => store);
