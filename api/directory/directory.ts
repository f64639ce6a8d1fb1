/** The directory, put together from its use cases. */
import { createApprovals } from "./approvals.ts";
import { createBodies } from "./bodies.ts";
import { createChanges } from "./changes.ts";
import { createContacts } from "./contacts.ts";
import type { Directory, DirectoryParts } from "./contract.ts";
import { createEnrolment } from "./enrolment.ts";
import { createHandOver } from "./hand-over.ts";
import { createMandates } from "./mandates.ts";
import { createNumbers } from "./numbers.ts";
import { createRota } from "./rota.ts";
import { createSetUp } from "./set-up.ts";
import { createStaff } from "./staff.ts";

export const createDirectory = (parts: DirectoryParts): Directory => ({
  ...createSetUp(parts),
  ...createBodies(parts),
  ...createStaff(parts),
  ...createEnrolment(parts),
  ...createHandOver(parts),
  ...createApprovals(parts),
  ...createChanges(parts),
  ...createRota(parts),
  ...createContacts(parts),
  ...createMandates(parts),
  ...createNumbers(parts),
});
