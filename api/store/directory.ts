/** The directory's store: bodies, people, duty, mandates, numbers, the log of changes; each save replaces by id. */
import type { DirectoryStore } from "../directory/ports.ts";
import { createAgencyRows } from "./agencies.ts";
import { createApprovalRows } from "./approvals.ts";
import { createChangeRows } from "./changes.ts";
import type { Database } from "./database.ts";
import { createDutyRows } from "./duty.ts";
import { createMandateRows } from "./mandates.ts";
import { createOfficerRows } from "./officers.ts";

export const createDirectoryStore = (database: Database): DirectoryStore => ({
  ...createAgencyRows(database),
  ...createOfficerRows(database),
  ...createDutyRows(database),
  ...createMandateRows(database),
  ...createApprovalRows(database),
  ...createChangeRows(database),
});
