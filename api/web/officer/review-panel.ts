/** An officer says whether triage was right, and what is: one click when it was, a form when not. */
import { CATEGORIES, CHILD_STATUSES, coarsenToDistrict, INDICATORS, SEVERITIES } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import { reportIn, reviewIn, type OpenedCase, type Verdict } from "../../queue/index.ts";
import { choose, folded, form, hidden, html, notice, section, tick, words } from "../../page/index.ts";
import type { Html, Piece } from "../../page/index.ts";
import { oneOf, type Fields } from "../form-body.ts";
import { areaField, areaFrom, areaText } from "../places.ts";
import { actionOf, LONGEST, type FormsShown } from "./case-forms.ts";

const tickOf = (indicator: string): string => `tanda_${indicator}`;

/** Undefined for those who may not, and while the words cannot be read. */
export function reviewPanel(shown: FormsShown, opened: OpenedCase): Html | undefined {
  const { speech, look, gazetteer, csrf } = shown;
  const { say } = speech;
  const report = reportIn(opened.events);
  if (report === undefined || !look.acts.includes("review")) return undefined;
  const { category, severity, child, area } = look.card;
  const indicators = reviewIn(opened.events)?.to.indicators ?? report.indicators;
  const action = actionOf(shown, "review");
  const typed = shown.typed(action);
  const values: Fields = {
    jenis: category,
    kegawatan: severity,
    anak: child,
    wilayah: areaText(gazetteer, area),
    ...Object.fromEntries(indicators.map((indicator) => [tickOf(indicator), "1"])),
  };
  const value = (name: string) => typed[name] ?? values[name];
  const choice = (name: string, group: string, of: readonly string[]): Piece =>
    choose({
      scope: "review",
      name,
      label: say(`web.review.${group}`),
      value: value(name),
      options: of.map((word) => ({ value: word, label: say(`word.${group}.${word}`) })),
    });
  const isTicked = (name: string) => (Object.keys(typed).length > 0 ? typed : values)[name] !== undefined;
  return section({
    title: say("web.review.title"),
    id: "pemilahan",
    intro: say("web.review.intro"),
    body: html`${look.card.reviewed && notice(say("web.review.done"), "good")}
${!look.card.reviewed && form({ action, csrf, submit: say("web.review.right"), tone: "quiet", inline: true, body: Object.entries(values).map(([name, text]) => hidden(name, text ?? "")) })}
${folded({
  summary: say("web.review.correct"),
  open: Object.keys(typed).length > 0,
  body: form({
    action,
    csrf,
    submit: say("web.review.save"),
    body: html`${choice("jenis", "category", CATEGORIES)}${choice("kegawatan", "severity", SEVERITIES)}${choice("anak", "child", CHILD_STATUSES)}
${areaField(speech, { scope: "review", value: value("wilayah") ?? "", label: say("web.review.area"), required: true })}
<fieldset class="control"><legend>${say("web.review.indicators")}</legend>${INDICATORS.map((indicator) => tick({ name: tickOf(indicator), label: say(`word.indicator.${indicator}`), checked: isTicked(tickOf(indicator)) }))}</fieldset>
${words({ scope: "review", name: "teks", label: say("web.review.reason"), hint: say("web.review.reason_hint"), value: typed.teks, rows: 2, maxLength: LONGEST, required: true })}`,
  }),
})}`,
  });
}

/** What the form says; undefined when a field is none of its words. A village is kept as its district. */
export function verdictFrom(fields: Fields, gazetteer: Gazetteer): Verdict | undefined {
  const category = oneOf(CATEGORIES, fields.jenis);
  const severity = oneOf(SEVERITIES, fields.kegawatan);
  const child = oneOf(CHILD_STATUSES, fields.anak);
  const area = areaFrom(gazetteer, fields.wilayah ?? "");
  if (category === undefined || severity === undefined || child === undefined || area === undefined)
    return undefined;
  const indicators = INDICATORS.filter((indicator) => fields[tickOf(indicator)] !== undefined);
  return { category, severity, child, area: coarsenToDistrict(area), indicators };
}
