/** Duty hours, body by body: a week of shifts for each officer, in the local time of the body. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AgencyId, OfficerId } from "../../kernel.ts";
import type { DutyHours, Officer } from "../../directory/index.ts";
import { html, notice, section, table, type Html, type Speech } from "../../page/index.ts";
import { weekFrom } from "../duty-hours.ts";
import { fieldsOf, paramOf } from "../form-body.ts";
import { again, sentIn, told, type Again, type Sent } from "../forms-again.ts";
import { weekFields, weekForm, zoneText } from "../week-form.ts";
import type { AdminParts } from "./parts.ts";

export function dutyRoutes(app: FastifyInstance, { pages, guard, directory, gazetteer }: AdminParts): void {
  app.get("/admin/piket", async (request, reply) => {
    const speech = pages.speech(request);
    const agencies = await directory.agencies();
    const rows = await Promise.all(
      agencies.map(async (agency) => ({ agency, hours: await directory.dutyOf(agency.id) })),
    );
    const { say } = speech;
    const body = html`<h1>${say("web.duty.all_title")}</h1><p class="lead">${say("web.duty.all_intro")}</p>
${section({
  title: say("web.agencies.list"),
  body: table({
    caption: say("web.agencies.list"),
    hideCaption: true,
    columns: [{ name: say("web.agencies.col_name") }, { name: say("web.duty.covered"), number: true }],
    rows: rows.map(({ agency, hours }) => [
      html`<a href="/admin/piket/${agency.id}">${agency.name}</a>`,
      say("web.duty.hours_a_week", { n: hoursCovered(hours) }),
    ]),
    empty: say("web.agencies.empty"),
  }),
})}`;
    return pages.show(request, reply, {
      title: say("web.nav.duty_all"),
      body,
      visit: guard.adminOf(request),
    });
  });

  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const visit = guard.adminOf(request);
    const agency = await directory.agency(paramOf(request, "id") as AgencyId);
    if (agency === undefined) return pages.refused(request, reply, "unknown_agency", visit);
    const [hours, officers] = await Promise.all([directory.dutyOf(agency.id), directory.officers()]);
    const members = officers.filter(
      (officer) => officer.agency === agency.id && officer.state !== "disabled",
    );
    const body = html`<h1>${speech.say("web.duty.of", { name: agency.name })}</h1>
<p class="lead">${zoneText(speech, gazetteer.zoneOf(agency.area))} ${speech.say("web.duty.hint")}</p>
${hoursCovered(hours) < 168 && notice(speech.say("web.duty.gaps", { n: hoursCovered(hours) }), "warn")}
${members.length === 0 && html`<p class="empty">${speech.say("web.agencies.no_members")}</p>`}
${members.map((officer) =>
  officerWeek(speech, officer, hours, {
    csrf: pages.csrf(reply),
    action: pathOf(agency.id, officer.id),
    sent: sentIn(speech, weekFields(officer.id), { action: pathOf(agency.id, officer.id), visit, refused }),
  }),
)}`;
    return pages.show(request, reply, {
      title: speech.say("web.nav.duty_all"),
      body,
      visit,
      ...told(speech, refused),
    });
  }

  app.get("/admin/piket/:id", (request, reply) => draw(request, reply));

  app.post(
    "/admin/piket/:id/:officer",
    { config: { shownAt: "/admin/piket/:id" } },
    async (request, reply) => {
      const agency = paramOf(request, "id") as AgencyId;
      const officer = paramOf(request, "officer") as OfficerId;
      const week = weekFrom(fieldsOf(request), { agency, officer });
      if (!week.ok) return draw(request, reply, again(request, week, weekFields(officer)));
      const others = (await directory.dutyOf(agency)).filter((shift) => shift.officer !== officer);
      const saved = await directory.setDuty(guard.adminOf(request).officer.id, agency, [
        ...others,
        ...week.value,
      ]);
      if (!saved.ok) return draw(request, reply, again(request, saved.refusal));
      return pages.go(reply, `/admin/piket/${agency}`, "duty_saved");
    },
  );
}

const pathOf = (agency: AgencyId, officer: OfficerId): string => `/admin/piket/${agency}/${officer}`;

function officerWeek(
  speech: Speech,
  officer: Officer,
  hours: readonly DutyHours[],
  shown: { action: string; csrf: string; sent: Sent<string> },
): Html {
  const own = hours.filter((shift) => shift.officer === officer.id);
  return section({ title: officer.name, body: weekForm(speech, { ...shown, hours: own }) });
}

/** Hours of a week in which at least one officer is on duty, rounded down; 168 is the whole week. */
export function hoursCovered(hours: readonly DutyHours[]): number {
  let minutes = 0;
  for (let weekday = 1; weekday <= 7; weekday++) {
    let until = 0;
    const shifts = hours.filter((shift) => shift.weekday === weekday).toSorted((a, b) => a.from - b.from);
    for (const { from, to } of shifts) {
      minutes += Math.max(0, to - Math.max(from, until));
      until = Math.max(until, to);
    }
  }
  return Math.floor(minutes / 60);
}
