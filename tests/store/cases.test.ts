import { afterAll, beforeAll, beforeEach } from "vitest";
import {
  accessLogContract,
  casesContract,
  enrolInDirectory,
  filingByTurn,
  reporterLinksContract,
} from "../contracts/store/cases.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => store.empty());
afterAll(() => store.close());

const ports = () => ({
  ...store,
  file: filingByTurn(() => store),
  enrol: enrolInDirectory(() => store.directory),
});

casesContract(ports);
accessLogContract(ports);
reporterLinksContract(ports);
