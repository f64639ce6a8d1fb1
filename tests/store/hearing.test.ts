import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { hearingContract } from "../contracts/store/hearing.ts";
import { turnsContract } from "../contracts/store/turns.ts";
import { erasingContract } from "../contracts/store/erasing.ts";
import { forgettingContract } from "../contracts/store/forgetting.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => store.empty());
afterAll(() => store.close());

describe("hearing", () => {
  hearingContract(() => store);
});
describe("a turn", () => {
  turnsContract(() => store);
});
describe("hapus", () => {
  erasingContract(() => store);
});
describe("forgetting", () => {
  forgettingContract(() => store);
});
