/** Handing a case to a body that is not enrolled: a person phones, with a script, and writes down what came of it. */
import { field, form, hidden, html, radios, section, words, type Html } from "../../page/index.ts";
import { actionOf, LONGEST, type FormsShown } from "./case-forms.ts";

/** Bodies that are not enrolled and must be phoned: what to say, and what came of it. */
export function handOffPanels(shown: FormsShown): Html[] {
  const { look, names, speech, now, gazetteer } = shown;
  const { say } = speech;
  const action = actionOf(shown, "hand_off");
  return look.handOffs
    .filter(({ doneAt }) => doneAt === undefined)
    .map(({ agency, dueAt }) => {
      const body = names.agencies.find(({ id }) => id === agency);
      const typed = shown.typed(action).instansi === agency ? shown.typed(action) : {};
      return section({
        title: say("web.hand_off.title", { agency: names.agency(agency) }),
        id: `telepon-${agency}`,
        body: html`<p>${say(now > dueAt ? "web.hand_off.late" : "web.hand_off.not_enrolled")}</p>
<p>${body?.phone === undefined ? say("web.hand_off.no_phone") : html`${say("web.hand_off.phone")} <strong><a href="tel:${body.phone.replace(/[^+\d]/g, "")}">${body.phone}</a></strong>`}</p>
<h3>${say("web.hand_off.script_title")}</h3>
<p class="bubble">${say("web.hand_off.script", {
          name: shown.visit.officer.name,
          agency: shown.visit.agency.name,
          category: say(`word.category.${look.card.category}`),
          area: gazetteer.describe(look.card.area),
          severity: say(`word.severity.${look.card.severity}`),
          label: look.card.label,
        })}</p>
<p class="hint">${say("web.hand_off.never_say")}</p>
${
  look.acts.includes("hand_off") &&
  form({
    action,
    csrf: shown.csrf,
    submit: say("web.hand_off.save"),
    body: html`${hidden("instansi", agency)}
${field({ scope: agency, name: "bicara", label: say("web.hand_off.spoke_with"), hint: say("web.hand_off.spoke_with_hint"), value: typed.bicara, required: true, maxLength: 200 })}
${radios({ scope: agency, name: "terima", label: say("web.hand_off.result"), value: typed.terima, required: true, options: ["ya", "tidak"].map((value) => ({ value, label: say(value === "ya" ? "web.hand_off.accepted" : "web.hand_off.not_accepted") })) })}
${words({ scope: agency, name: "teks", label: say("web.hand_off.text"), value: typed.teks, rows: 3, maxLength: LONGEST, required: true })}`,
  })
}`,
      });
    });
}
