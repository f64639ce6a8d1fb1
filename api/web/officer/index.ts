/**
 * Officer: queue, case, keys of colleagues, own duty.
 * Comes in: requests of signed-in officers of a body. Goes out: pages; words only after the access log.
 * Never knows: who a reporter is; which acts are allowed, which the desk says.
 */
import type { FastifyInstance } from "fastify";
import { caseRoutes } from "./case.ts";
import { ownDutyRoutes } from "./duty.ts";
import { keyRoutes } from "./keys.ts";
import type { OfficerParts } from "./parts.ts";
import { queueRoutes } from "./queue.ts";

export function officerRoutes(app: FastifyInstance, parts: OfficerParts): void {
  queueRoutes(app, parts);
  caseRoutes(app, parts);
  keyRoutes(app, parts);
  ownDutyRoutes(app, parts);
}
