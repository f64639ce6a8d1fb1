import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { bodiesContract } from "../contracts/store/bodies.ts";
import { directoryContract } from "../contracts/store/directory.ts";
import { hireInDirectory, sessionsContract, visitsContract } from "../contracts/store/passing.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => store.empty());
afterAll(() => store.close());

describe("the directory", () => {
  directoryContract(() => store);
});
describe("bodies and duty", () => {
  bodiesContract(() => store);
});
describe("what passes", () => {
  sessionsContract(() => ({ ...store, hire: hireInDirectory(() => store.directory) }));
  visitsContract(() => store);
});
