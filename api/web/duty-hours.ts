/** Duty hours as people write them, "08.00-16.00, 22.00-06.00", and as they are kept. Pure. */
import type { AgencyId, OfficerId } from "../kernel.ts";
import { faultsAmong, ok, refuseFields, type Result } from "../kernel.ts";
import type { DutyHours } from "../directory/index.ts";

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const WHOLE_DAY = 1440;

type Whose = { agency: AgencyId; officer: OfficerId };

/** One line a weekday. A shift past midnight is shown whole, on the day on which it begins. */
export function shiftsText(hours: readonly DutyHours[], weekday: number): string {
  return hours
    .filter((shift) => shift.weekday === weekday && !isRest(shift, hours))
    .toSorted((a, b) => a.from - b.from)
    .map((shift) => `${clockText(shift.from)}-${clockText(endOf(shift, hours))}`)
    .join(", ");
}

/** The early morning that belongs to the evening before. */
const isRest = (shift: DutyHours, hours: readonly DutyHours[]): boolean =>
  shift.from === 0 &&
  shift.to < WHOLE_DAY / 2 &&
  hours.some(({ weekday, from, to }) => weekday === dayBefore(shift.weekday) && to === WHOLE_DAY && from > 0);

function endOf(shift: DutyHours, hours: readonly DutyHours[]): number {
  if (shift.to !== WHOLE_DAY || shift.from === 0) return shift.to;
  const rest = hours.find((other) => other.weekday === dayAfter(shift.weekday) && isRest(other, hours));
  return rest?.to ?? shift.to;
}

/** Reads one weekday's line; undefined where it cannot be read. An empty line is a day off. */
export function shiftsFrom(text: string, weekday: number, whose: Whose): DutyHours[] | undefined {
  const hours: DutyHours[] = [];
  for (const part of text.split(/[,;]/).filter((one) => one.trim() !== "")) {
    const found = /^\s*(\d{1,2})(?:[.:](\d\d))?\s*(?:-|–|—|sampai|to)\s*(\d{1,2})(?:[.:](\d\d))?\s*$/i.exec(
      part,
    );
    if (found === null) return undefined;
    const from = minutesOf(found[1], found[2]);
    const to = minutesOf(found[3], found[4]);
    if (from === undefined || to === undefined || from === to || from === WHOLE_DAY) return undefined;
    if (from < to) hours.push({ ...whose, weekday, from, to });
    else {
      hours.push({ ...whose, weekday, from, to: WHOLE_DAY });
      if (to > 0) hours.push({ ...whose, weekday: dayAfter(weekday), from: 0, to });
    }
  }
  return hours;
}

/** The field of a weekday, 1 to 7, in the form. */
export const dayField = (weekday: number): string => `hari-${weekday}`;

/** Reads a whole week from the fields `hari-1` … `hari-7`. Refuses invalid_value with every day that cannot be read. */
export function weekFrom(fields: Record<string, string>, whose: Whose): Result<DutyHours[]> {
  const days = WEEKDAYS.map((weekday) => {
    const name = dayField(weekday);
    return { name, shifts: shiftsFrom(fields[name] ?? "", weekday, whose) };
  });
  const wrong = faultsAmong(
    Object.fromEntries(
      days.map(({ name, shifts }) => [name, shifts === undefined ? "hours_unclear" : undefined]),
    ),
  );
  return wrong === undefined ? ok(days.flatMap(({ shifts = [] }) => shifts)) : refuseFields(wrong);
}

const dayAfter = (weekday: number): number => (weekday % 7) + 1;
const dayBefore = (weekday: number): number => ((weekday + 5) % 7) + 1;

function minutesOf(hour: string | undefined, minute: string | undefined): number | undefined {
  const total = Number(hour) * 60 + Number(minute ?? 0);
  return Number(minute ?? 0) < 60 && total <= WHOLE_DAY ? total : undefined;
}

const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}.${String(minutes % 60).padStart(2, "0")}`;
