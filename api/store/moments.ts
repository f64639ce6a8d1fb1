/** Instants and absent values at the border: `Date` and `null` end here. */
import { HOUR, instant, type Instant } from "../kernel.ts";

export const toDate = (at: Instant): Date => new Date(at);
export const toInstant = (date: Date): Instant => instant(date.getTime());
export const toDateOrNull = (at: Instant | undefined): Date | null => (at === undefined ? null : toDate(at));
export const toInstantOrUndefined = (date: Date | null): Instant | undefined =>
  date === null ? undefined : toInstant(date);

/** An in-flight or sealed value as a plain column value. */
export const orNull = <T>(value: T | undefined): T | null => value ?? null;
export const orUndefined = <T>(value: T | null): T | undefined => value ?? undefined;

/** How long a link lives that no turn has prolonged yet. */
export const FIRST_LINK = 72 * HOUR;
