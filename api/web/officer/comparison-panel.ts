/** Districts held to be alike to a site and to its surroundings: chosen one by one, taken off one by one. */
import type { AreaCode, SiteId } from "../../kernel.ts";
import { ALIKE_TO, type AlikeTo, type SiteComparison } from "../../sites/index.ts";
import { form, hidden, html, radios, section, type Html } from "../../page/index.ts";
import { areaField } from "../places.ts";
import { COMPARISON_FORM } from "./site-forms.ts";
import { SITES_PATH, type SitesShown } from "./sites-shown.ts";

export function comparisonPanel(shown: SitesShown, site: SiteId, alike: SiteComparison["alike"]): Html {
  const { speech, csrf, sent } = shown;
  const { say } = speech;
  const action = `${SITES_PATH}/${site}/pembanding`;
  const { control } = sent(COMPARISON_FORM, action);
  return section({
    title: say("web.compare.title"),
    id: "pembanding",
    intro: say("web.compare.intro"),
    body: html`${ALIKE_TO.map((to) => chosenFor(shown, `${action}/hapus`, to, alike[to]))}
${form({
  action,
  csrf,
  answers: true,
  submit: say("web.compare.add"),
  tone: "quiet",
  body: html`${areaField(speech, { ...control("district"), hint: say("web.area.hint_district"), required: true })}
${radios({
  ...control("to"),
  required: true,
  options: ALIKE_TO.map((value) => ({ value, label: say(`web.compare.to.${value}`) })),
})}`,
})}`,
  });
}

function chosenFor(
  { speech: { say }, csrf, gazetteer }: SitesShown,
  action: string,
  to: AlikeTo,
  districts: readonly AreaCode[],
): Html {
  const chosen = districts.map(
    (code) => html`<li>${gazetteer.describe(code)}
${form({
  action,
  csrf,
  submit: say("web.act.remove"),
  tone: "quiet",
  body: html`${hidden("wilayah", code)}${hidden("untuk", to)}`,
})}</li>`,
  );
  return html`<h3>${say(`web.compare.chosen.${to}`)}</h3>
${districts.length === 0 ? html`<p class="empty">${say("web.compare.none")}</p>` : html`<ul>${chosen}</ul>`}`;
}
