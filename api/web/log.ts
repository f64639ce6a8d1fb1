/** What the web log may hold: method, route pattern, status, request id, codes. Never an address, a body or a header. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { codeOf } from "../log.ts";

/** The stack without its first lines, which repeat the message; the message may quote what somebody wrote. */
export function framesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return (error.stack ?? "")
    .split("\n")
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}

/** The route as it was declared (`/petugas/kasus/:id`); what it was asked with stays out of the log. */
export const patternOf = (request: FastifyRequest): string => request.routeOptions.url ?? "(none)";

/** Put in front of whatever the framework or a plugin hands to the logger. */
export const logSerializers = {
  req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url }),
  res: (reply: FastifyReply) => ({ status: reply.statusCode }),
  err: (error: unknown) => ({ code: codeOf(error), frames: framesOf(error) }),
  error: (error: unknown) => ({ code: codeOf(error), frames: framesOf(error) }),
};
