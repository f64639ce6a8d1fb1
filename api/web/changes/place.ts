/** Where deciders and readers of changes meet them: the same pages stand under /admin and under /petugas. */
import type { FastifyRequest } from "fastify";
import type { Approval } from "../../directory/index.ts";
import type { Guard, Visit } from "../guard.ts";
import type { Pages } from "../pages.ts";
import type { WebParts } from "../parts.ts";

export type ChangeParts = Pick<WebParts, "directory" | "gazetteer"> & { pages: Pages; guard: Guard };

export type Place = {
  /** `/admin` or `/petugas`. */
  root: string;
  visitOf: (request: FastifyRequest) => Visit;
  /** What is decided here; invitations of officers are decided on a page of their own. */
  kinds: readonly Approval["kind"][];
  /** Whether pages of bodies can be opened from here. */
  linksBodies: boolean;
};
