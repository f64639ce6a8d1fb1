/** Reports of the same event: those linked, and those that look alike. An officer compares; nothing is linked by itself. */
import { html, form, hidden, section, badge, severityBadge, type Html } from "../../page/index.ts";
import type { AlikeCases, CaseCard } from "../../queue/index.ts";
import { areaText } from "./area-words.ts";
import { actionOf, type FormsShown } from "./case-forms.ts";
import { caseTime } from "./times.ts";

/** Nothing is shown while there is nothing to compare. */
export function alikePanel(shown: FormsShown, { linked, proposed }: AlikeCases): Html | undefined {
  if (linked.length === 0 && proposed.length === 0) return undefined;
  const { say } = shown.speech;
  const mayLink = shown.look.acts.includes("link");
  return section({
    title: say("web.alike.title"),
    id: "serupa",
    intro: say("web.alike.intro"),
    body: html`${
      linked.length > 0 &&
      html`<h3>${say("web.alike.linked")}</h3><ul class="plain-list">${linked.map((card) => html`<li>${line(shown, card)}</li>`)}</ul>
${mayLink && act(shown, "unlink", "quiet", say("web.alike.unlink"))}`
    }
${
  proposed.length > 0 &&
  html`<h3>${say("web.alike.proposed")}</h3><ul class="plain-list">${proposed.map(
    ({
      card,
      likeness,
    }) => html`<li>${line(shown, card)} ${badge(say(`web.alike.${likeness}`), likeness === "strong" ? "warn" : "plain")}
${mayLink && html`<div class="inline">${act(shown, "link", "main", say("web.alike.link"), card)}${act(shown, "keep_apart", "quiet", say("web.alike.keep_apart"), card)}</div>`}</li>`,
  )}</ul>`
}`,
  });
}

const line = ({ speech, gazetteer, zone }: FormsShown, card: CaseCard): Html =>
  html`<a href="/petugas/kasus/${card.id}">${card.label}</a> ${severityBadge(speech, card.severity)}<br>
<small>${speech.say(`word.category.${card.category}`)} · ${areaText(speech, gazetteer, card.area)} · ${caseTime(speech, card, card.filedAt, zone)} · ${speech.say(`word.state.${card.state}`)}</small>`;

const act = (
  shown: FormsShown,
  kind: "link" | "unlink" | "keep_apart",
  tone: "main" | "quiet",
  submit: string,
  other?: CaseCard,
): Html =>
  form({
    action: actionOf(shown, kind),
    csrf: shown.csrf,
    submit,
    tone,
    inline: true,
    body: other && hidden("kasus", other.id),
  });
