/**
 * How one chat is kept from crowding out the others: it is answered more slowly, in fewer words, and its further
 * reports stand lower among equals. Nothing of it is lost and no clock of it runs slower. Pure.
 */
import { after, MINUTE, SECOND, type Instant } from "../../api/kernel.ts";
import type { Message } from "../channel.ts";

/** Messages of one chat within the running minute, and within the last hour. */
export type Recent = { minute: number; hour: number };

/** A frightened person tells in short lines; more than this is a machine, or a hand that wants to block the line. */
const MOST_A_MINUTE = 20;
const MOST_AN_HOUR = 200;
const SLOW_FOR = 10 * MINUTE;

/** Until when the chat is slowed down; undefined while it is not. */
export const slowUntil = ({ minute, hour }: Recent, now: Instant): Instant | undefined =>
  minute > MOST_A_MINUTE || hour > MOST_AN_HOUR ? after(now, SLOW_FOR) : undefined;

/** Messages of a slowed chat handled in one go, and how long it rests before the next. */
export const AT_A_TIME = 10;
export const REST = 3 * SECOND;

/** Reports that one chat files in a day like everybody's; a village head or a teacher may know of several. */
const REPORTS_A_DAY = 5;
export const isOneOfMany = (filedToday: number): boolean => filedToday >= REPORTS_A_DAY;

/**
 * The answers to one message of a slowed chat. `before`: the answers to the message before it, which are not said a
 * second time; undefined for the first of a lease, to which `note` is added. Numbers to call and codes go before it.
 */
export function calmed(
  answers: Message[],
  { before, note }: { before: Message[] | undefined; note: Message | undefined },
): Message[] {
  if (before !== undefined) return isSame(before, answers) ? [] : answers;
  if (note === undefined || answers.length === 0) return answers;
  const first = answers.findIndex(({ protect }) => protect);
  return answers.toSpliced(first === -1 ? answers.length : first, 0, note);
}

const isSame = (one: Message[], other: Message[]): boolean => JSON.stringify(one) === JSON.stringify(other);
