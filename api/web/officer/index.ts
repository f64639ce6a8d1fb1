/**
 * Officer: queue, case, keys of colleagues, own duty, closed sites, what changed around the own body; coordinators also decide.
 * Comes in: requests of signed-in officers of a body. Goes out: pages; words only after the access log.
 * Never knows: who a reporter is; which acts are allowed, which the desk says.
 */
import type { FastifyInstance } from "fastify";
import { approvalRoutes } from "../changes/approvals.ts";
import { changeLogRoutes } from "../changes/log.ts";
import type { Place } from "../changes/place.ts";
import { caseRoutes } from "./case.ts";
import { ownDutyRoutes } from "./duty.ts";
import { extractRoutes } from "./extract.ts";
import { keyRoutes } from "./keys.ts";
import type { OfficerParts } from "./parts.ts";
import { provinceRoutes } from "./provinces.ts";
import { queueRoutes } from "./queue.ts";
import { siteRoutes } from "./sites.ts";

export function officerRoutes(app: FastifyInstance, parts: OfficerParts): void {
  queueRoutes(app, parts);
  caseRoutes(app, parts);
  keyRoutes(app, parts);
  ownDutyRoutes(app, parts);
  extractRoutes(app, parts);
  siteRoutes(app, parts);
  provinceRoutes(app, parts);
  const place: Place = {
    root: "/petugas",
    visitOf: (request) => parts.guard.officerOf(request),
    kinds: ["first_enrolment", "mandates"],
    linksBodies: false,
  };
  approvalRoutes(app, parts, place);
  changeLogRoutes(app, parts, place);
}
