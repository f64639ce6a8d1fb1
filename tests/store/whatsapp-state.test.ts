import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { whatsappStateContract } from "../contracts/store/whatsapp-state.ts";
import { createFakeStateRows } from "../fakes/whatsapp-state.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

describe("the state of WhatsApp in the store", () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore();
  });
  beforeEach(() => store.empty());
  afterAll(() => store.close());

  whatsappStateContract(() => ({
    rows: store.whatsappState,
    forget: (now) => store.conversations.forget(now),
  }));
});

describe("the state of WhatsApp in memory", () => {
  whatsappStateContract(() => {
    const rows = createFakeStateRows();
    return { rows, forget: rows.forget };
  });
});
