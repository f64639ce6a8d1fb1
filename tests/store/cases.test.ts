import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import { caseReadsContract } from "../contracts/store/case-reads.ts";
import { caseChangesContract } from "../contracts/store/case-changes.ts";
import {
  accessLogContract,
  caseClocksContract,
  reporterLinksContract,
} from "../contracts/store/case-clocks.ts";
import { extractsContract } from "../contracts/store/extracts.ts";
import { enrolInDirectory, filingByTurn } from "../contracts/store/filed.ts";
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

describe("reading a case", () => {
  caseReadsContract(ports);
});
describe("a change of a case", () => {
  caseChangesContract(ports);
});
describe("clocks and codes", () => {
  caseClocksContract(ports);
});
describe("extracts for order enforcement", () => {
  extractsContract(ports);
});
describe("the access log", () => {
  accessLogContract(ports);
});
describe("the way back to the chat", () => {
  reporterLinksContract(ports);
});
