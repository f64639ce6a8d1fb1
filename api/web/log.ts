/** What the web log may hold: method, route pattern, status, request id, codes. Never an address, a body or a header. */
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from "fastify";
import { codeOf, type Logger } from "../log.ts";

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
const serializers = {
  req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url }),
  res: (reply: FastifyReply) => ({ status: reply.statusCode }),
  err: (error: unknown) => ({ code: codeOf(error), frames: framesOf(error) }),
  error: (error: unknown) => ({ code: codeOf(error), frames: framesOf(error) }),
};

const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;

/**
 * A logger for the framework. Beside the serializers it closes two doors through which a message would slip: an error
 * handed over whole, whose message becomes the line's, and values to be put into a format string.
 */
export function guarded(logger: Logger): FastifyBaseLogger {
  const inner = logger.child({}, { serializers });
  const at = (level: (typeof LEVELS)[number]) => (first: unknown, second?: unknown) => {
    if (typeof first === "string") return inner[level](first);
    const fields = first instanceof Error ? { err: first } : (first as object);
    return inner[level](fields, typeof second === "string" ? second : "logged");
  };
  const levels = Object.fromEntries(LEVELS.map((level) => [level, at(level)]));
  const outer = {
    ...levels,
    silent: () => undefined,
    child: (bindings: object) => guarded(logger.child(bindings)),
  };
  Object.defineProperty(outer, "level", { get: () => inner.level });
  return outer as unknown as FastifyBaseLogger;
}
