/** An officer's own duty: hours, and where to be woken. A wake-up says only that something waits. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { refuseFields } from "../../kernel.ts";
import { field, form, html, notice, section } from "../../page/index.ts";
import { weekFrom } from "../duty-hours.ts";
import { fieldsOf, paramOf } from "../form-body.ts";
import { again, sentIn, told, type Again, type FormFields } from "../forms-again.ts";
import { weekFields, weekForm, zoneText } from "../week-form.ts";
import { readNames } from "../names.ts";
import type { OfficerParts } from "./parts.ts";

const PATH = "/petugas/piket";
const SHOWN_AT = { config: { shownAt: PATH } };
const WEEK = weekFields("saya");
const EMAIL = {
  scope: "kontak",
  fields: { address: { name: "email", label: "web.duty.email_address" } },
} as const satisfies FormFields<"address">;

export function ownDutyRoutes(app: FastifyInstance, parts: OfficerParts): void {
  const { pages, guard, directory, clock } = parts;

  async function draw(request: FastifyRequest, reply: FastifyReply, refused?: Again) {
    const speech = pages.speech(request);
    const { say } = speech;
    const visit = guard.officerOf(request);
    const csrf = pages.csrf(reply);
    const { officer, agency, zone } = visit;
    const [hours, contacts, onDuty, names] = await Promise.all([
      directory.dutyOf(agency.id),
      directory.contactsOf(officer.id),
      directory.onDuty(agency.id, clock(), zone),
      readNames(directory),
    ]);
    const own = hours.filter((shift) => shift.officer === officer.id);
    const body = html`<h1>${say("web.duty.own_title")}</h1>
${own.length > 0 && contacts.length === 0 && notice(say("web.duty.no_contact"), "bad")}
<div class="columns"><div>${section({
      title: say("web.duty.hours"),
      intro: `${zoneText(speech, zone)} ${say("web.duty.hint")}`,
      body: weekForm(speech, {
        action: PATH,
        csrf,
        hours: own,
        sent: sentIn(speech, WEEK, { action: PATH, visit, refused }),
      }),
    })}</div><div>
${section({
  title: say("web.duty.now"),
  body:
    onDuty.length === 0
      ? notice(say("web.duty.nobody_now"), "warn")
      : html`<ul class="plain-list">${onDuty.map((id) => html`<li>${names.officer(id)}</li>`)}</ul>`,
})}
${section({
  title: say("web.duty.contacts"),
  intro: say("web.duty.contacts_intro"),
  body: html`${contacts.length === 0 && html`<p class="empty">${say("web.duty.contacts_empty")}</p>`}
${contacts.map(
  ({ channel }) =>
    html`<div class="inline"><strong>${channel}</strong>${form({ action: `${PATH}/kontak/${encodeURIComponent(channel)}/hapus`, csrf, submit: say("web.act.remove"), tone: "grave", inline: true })}</div>`,
)}
<h3>${say("web.duty.telegram")}</h3>
${form({ action: `${PATH}/telegram`, csrf, submit: say("web.duty.telegram_code"), tone: "quiet" })}
<h3>${say("web.duty.email")}</h3>
${form({
  action: `${PATH}/email`,
  csrf,
  answers: true,
  submit: say("web.act.save"),
  tone: "quiet",
  body: field({
    ...sentIn(speech, EMAIL, { action: `${PATH}/email`, visit, refused }).control("address"),
    type: "email",
    required: true,
    maxLength: 200,
  }),
})}`,
})}</div></div>`;
    return pages.show(request, reply, { title: say("web.nav.duty"), body, visit, ...told(speech, refused) });
  }

  app.get(PATH, (request, reply) => draw(request, reply));

  app.post(PATH, SHOWN_AT, async (request, reply) => {
    const { officer, agency } = guard.officerOf(request);
    const week = weekFrom(fieldsOf(request), { agency: agency.id, officer: officer.id });
    if (!week.ok) return draw(request, reply, again(request, week, WEEK));
    const others = (await directory.dutyOf(agency.id)).filter((shift) => shift.officer !== officer.id);
    const saved = await directory.setDuty(officer.id, agency.id, [...others, ...week.value]);
    return saved.ok
      ? pages.go(reply, PATH, "duty_saved")
      : draw(request, reply, again(request, saved.refusal));
  });

  app.post(`${PATH}/email`, SHOWN_AT, async (request, reply) => {
    const address = (fieldsOf(request).email ?? "").trim();
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address))
      return draw(request, reply, again(request, refuseFields({ address: "no_address" }), EMAIL));
    await directory.linkContact(guard.officerOf(request).officer.id, "email", address);
    return pages.go(reply, PATH, "contact_kept");
  });

  app.post(`${PATH}/kontak/:channel/hapus`, SHOWN_AT, async (request, reply) => {
    await directory.removeContact(guard.officerOf(request).officer.id, paramOf(request, "channel"));
    return pages.go(reply, PATH, "removed");
  });

  // Answered with a page instead of a redirect: only a hash of the code is kept.
  app.post(`${PATH}/telegram`, SHOWN_AT, async (request, reply) => {
    const { say } = pages.speech(request);
    const visit = guard.officerOf(request);
    const code = await directory.newLinkCode(visit.officer.id);
    const bot = parts.telegramBot?.();
    const link = bot && `https://t.me/${bot}?start=${encodeURIComponent(code)}`;
    const body = html`<section class="panel"><h1>${say("web.duty.code_title")}</h1>
<p>${say("web.duty.code_text")}</p><p class="secret">${code}</p>
${link !== undefined && html`<p><a class="button" href="${link}">${say("web.duty.code_link")}</a></p>`}
<p><small>${say("web.duty.code_minutes")}</small></p><p><a href="${PATH}">${say("web.duty.back")}</a></p></section>`;
    return pages.show(request, reply, { title: say("web.duty.code_title"), body, visit, width: "narrow" });
  });
}
