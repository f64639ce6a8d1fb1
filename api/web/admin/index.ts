/**
 * Admin: bodies, people, duty, mandates, numbers to call, names of places, approvals and the log of changes, coverage, first statistics.
 * Comes in: requests of signed-in admins. Goes out: pages.
 * Never knows: reports; there is no desk in its parts.
 */
import type { FastifyInstance } from "fastify";
import { approvalRoutes } from "../changes/approvals.ts";
import { changeLogRoutes } from "../changes/log.ts";
import type { Place } from "../changes/place.ts";
import { agencyRoutes } from "./agencies.ts";
import { aliasRoutes } from "./aliases.ts";
import { coverageRoutes } from "./coverage.ts";
import { dutyRoutes } from "./duty.ts";
import { mandateRoutes } from "./mandates.ts";
import { numberRoutes } from "./numbers.ts";
import { officerAccountRoutes } from "./officers.ts";
import { overviewRoutes } from "./overview.ts";
import type { AdminParts } from "./parts.ts";
import { statisticsRoutes } from "./statistics.ts";
import { whatsappRoutes } from "./whatsapp.ts";

export function adminRoutes(app: FastifyInstance, parts: AdminParts): void {
  overviewRoutes(app, parts);
  agencyRoutes(app, parts);
  officerAccountRoutes(app, parts);
  const place: Place = {
    root: "/admin",
    visitOf: (request) => parts.guard.adminOf(request),
    kinds: ["first_enrolment", "mandates", "invitation"],
    linksBodies: true,
  };
  approvalRoutes(app, parts, place);
  changeLogRoutes(app, parts, place);
  mandateRoutes(app, parts);
  dutyRoutes(app, parts);
  numberRoutes(app, parts);
  aliasRoutes(app, parts);
  coverageRoutes(app, parts);
  statisticsRoutes(app, parts);
  whatsappRoutes(app, parts);
}
