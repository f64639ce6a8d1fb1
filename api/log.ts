/**
 * The log: codes, ids and counts.
 * Comes in: a code and a few scalar fields. Goes out: one JSON line on standard error.
 * Never knows: words, names, addresses, tokens; error objects are never passed in.
 */
import pino, { type Logger } from "pino";

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type LogFields = Record<string, string | number | boolean | undefined>;
export type Log = (level: Exclude<LogLevel, "silent">, code: string, fields?: LogFields) => void;
export type { Logger };

/** Where lines go; standard error when not given. */
export type LogSink = { write(line: string): void };

/** The logger itself, for a framework that insists on one; it must put serializers of its own in front. */
export function createLogger(
  level: LogLevel,
  sink: LogSink = pino.destination({ fd: 2, sync: true }),
): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, sink);
}

/** What everybody else logs with: there is no way to hand it an object. */
export function logTo(logger: Logger): Log {
  return (level, code, fields = {}) => logger[level](fields, code);
}

/** The stable code of a failure, for the log: an error's own code or its class, never its message. */
export function codeOf(failure: unknown): string {
  if (failure instanceof Error) {
    const { code } = failure as { code?: unknown };
    return typeof code === "string" && /^[A-Za-z0-9_]{1,60}$/.test(code) ? code : failure.name;
  }
  return typeof failure;
}
