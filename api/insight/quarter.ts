/** Quarters of a year, and when the figures of one may be told outside. */
import type { LocalDay } from "../kernel.ts";

/** `2026-Q2`; sorts as text. */
export type Quarter = `${number}-Q${number}`;

/** A whole quarter lies between the last day that was counted and the day on which it is told. */
const TOLD_AFTER = 2;

export const quarterOf = (day: LocalDay): Quarter =>
  quarterAt(Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3));

export const quarterAfter = (quarter: Quarter, quarters = 1): Quarter =>
  quarterAt(placeOf(quarter) + quarters);

export function firstDayOf(quarter: Quarter): LocalDay {
  const month = (placeOf(quarter) % 4) * 3 + 1;
  return `${quarter.slice(0, 4)}-${String(month).padStart(2, "0")}-01` as LocalDay;
}

/** The first day on which figures of the quarter may be told: those of January to March from 1 July on. */
export const toldFrom = (quarter: Quarter): LocalDay => firstDayOf(quarterAfter(quarter, TOLD_AFTER));

/** The latest quarter that may be told today. */
export const latestTold = (today: LocalDay): Quarter => quarterAfter(quarterOf(today), -TOLD_AFTER);

const placeOf = (quarter: Quarter): number => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;
const quarterAt = (place: number): Quarter => `${Math.floor(place / 4)}-Q${(place % 4) + 1}`;
