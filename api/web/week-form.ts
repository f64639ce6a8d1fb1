/** A week of shifts as a form: one line a weekday, written as people write hours. */
import type { Zone } from "../kernel.ts";
import type { DutyHours } from "../directory/index.ts";
import { field, form, html, type Html, type Speech } from "../page/index.ts";
import { dayField, shiftsText, WEEKDAYS } from "./duty-hours.ts";
import type { FormFields, Sent } from "./forms-again.ts";

/** `scope`: whose week it is, where several stand on one page. */
export const weekFields = (scope: string): FormFields<string> => ({
  scope,
  fields: Object.fromEntries(
    WEEKDAYS.map((weekday) => [
      dayField(weekday),
      { name: dayField(weekday), label: `web.weekday.d${weekday}` },
    ]),
  ),
});

export const weekForm = (
  { say }: Speech,
  shown: { action: string; csrf: string; hours: DutyHours[]; sent: Sent<string> },
): Html =>
  form({
    action: shown.action,
    csrf: shown.csrf,
    answers: true,
    submit: say("web.duty.save"),
    body: html`<div class="week">${WEEKDAYS.map((weekday) => {
      const day = shown.sent.control(dayField(weekday));
      return field({ ...day, value: day.value ?? shiftsText(shown.hours, weekday) });
    })}</div>`,
  });

export const zoneText = ({ say }: Speech, zone: Zone): string =>
  say(`web.zone.${zone.split("/")[1]?.toLowerCase()}`);
