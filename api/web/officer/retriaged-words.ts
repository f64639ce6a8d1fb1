/** What a fuller story or an officer's word has moved: as a line of the history, and as the proposal on a case in other people's hands. */
import { html, notice, section, type Html, type Piece } from "../../page/index.ts";
import type { OpenedEvent } from "../../queue/index.ts";
import { areaText } from "./area-words.ts";
import type { CaseShown } from "./case-card.ts";

/** From what to what, whose it became, who reads it now and who no longer. */
export function retriagedWords({ speech, names, gazetteer }: CaseShown, event: OpenedEvent): Piece {
  if (event.kind !== "retriaged" && event.kind !== "reviewed") return undefined;
  const { say } = speech;
  const { content, detail } = event;
  const lines: Piece[] = [];
  const bodies = (ids: readonly Parameters<typeof names.agency>[0][]) => ids.map(names.agency).join(", ");
  if (content?.kind === "retriaged" || content?.kind === "reviewed") {
    const { from, to } = content;
    const change = (label: string, before: string, after: string) =>
      before !== after && lines.push(html`${say(label)}: ${before} → ${after}`);
    for (const field of ["category", "severity", "child"] as const) {
      change(
        `web.retriaged.${field}`,
        say(`word.${field}.${from[field]}`),
        say(`word.${field}.${to[field]}`),
      );
    }
    change(
      "web.retriaged.area",
      areaText(speech, gazetteer, from.area),
      areaText(speech, gazetteer, to.area),
    );
    if (content.kind === "retriaged") {
      const { ended, barred } = content;
      if (ended.length > 0) lines.push(html`${say("web.retriaged.ended")}: ${bodies(ended)}`);
      const corps = barred.map((one) => say(`word.corps.${one}`)).join(", ");
      if (barred.length > 0) lines.push(html`${say("web.retriaged.barred")}: ${corps}`);
    }
  }
  if (detail.agency !== undefined)
    lines.push(html`${say("web.retriaged.lead")}: ${names.agency(detail.agency)}`);
  if (detail.joined !== undefined) lines.push(html`${say("web.retriaged.joined")}: ${bodies(detail.joined)}`);
  if (detail.proposed !== undefined)
    lines.push(html`${say("web.retriaged.proposed")}: ${names.agency(detail.proposed)}`);
  return html`<ul class="plain-list">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

/** Says who would lead by what the reporter has told since; `form` hands the case over, where the reader may. */
export function proposalPanel(
  { speech: { say }, look, names }: CaseShown,
  form: Html | undefined,
): Html | undefined {
  if (look.proposed === undefined) return undefined;
  const agency = names.agency(look.proposed);
  return section({
    title: say("web.proposal.title"),
    tone: "urgent",
    body: html`${notice(say("web.proposal.text", { agency }), "warn")}${form}`,
  });
}
