/** A week of shifts as a form: one line a weekday, written as people write hours. */
import type { Zone } from "../kernel.ts";
import type { DutyHours } from "../directory/index.ts";
import { field, form, html, type Html, type Speech } from "../page/index.ts";
import { shiftsText, WEEKDAYS } from "./duty-hours.ts";
import type { Fields } from "./form-body.ts";

export const weekForm = (
  { say }: Speech,
  shown: { action: string; csrf: string; hours: DutyHours[]; typed: Fields; scope: string },
): Html =>
  form({
    action: shown.action,
    csrf: shown.csrf,
    submit: say("web.duty.save"),
    body: html`<div class="week">${WEEKDAYS.map((weekday) =>
      field({
        scope: shown.scope,
        name: `hari-${weekday}`,
        label: say(`web.weekday.d${weekday}`),
        value: shown.typed[`hari-${weekday}`] ?? shiftsText(shown.hours, weekday),
        maxLength: 100,
      }),
    )}</div>`,
  });

export const zoneText = ({ say }: Speech, zone: Zone): string =>
  say(`web.zone.${zone.split("/")[1]?.toLowerCase()}`);
