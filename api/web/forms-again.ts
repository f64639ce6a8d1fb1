/** Showing a form again as it was typed, after a refusal or a session that ran out. */
import type { FastifyRequest } from "fastify";
import type { Refusal } from "../kernel.ts";
import type { Frame, Speech } from "../page/index.ts";
import { fieldsOf, type Fields } from "./form-body.ts";
import type { Visit } from "./guard.ts";
import { STATUS_OF } from "./refusal-status.ts";
import type { Typed } from "./unfinished.ts";

/** What a page must know when a post on it was refused. */
export type Again = { refusal: Refusal; typed: Typed };

/** The post that was refused, ready to be shown again. */
export function again(request: FastifyRequest, refusal: Refusal): Again {
  const { _csrf, ...fields } = fieldsOf(request);
  return { refusal, typed: { action: request.url, fields } };
}

/** What stands typed in the form that posts to `action`; empty when nothing does. */
export function typedIn(action: string, visit: Visit, refused?: Again): Fields {
  const typed = refused?.typed ?? visit.typed;
  return typed?.action === action ? typed.fields : {};
}

/** Status and message of a page that shows a refusal; nothing when there is none. */
export function told({ say }: Speech, refused?: Again): { status?: number; flash?: Frame["flash"] } {
  if (refused === undefined) return {};
  return {
    status: STATUS_OF[refused.refusal],
    flash: { kind: "refused", text: say(`refusal.${refused.refusal}`) },
  };
}
