/** One step of the log of changes: what, from what to what, who asked, who agreed, when, and how to object. */
import type { AgencyId, OfficerId } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import type { Body } from "../../routing/index.ts";
import type { Agency, BodyFacts, ChangeContent, ReadChange } from "../../directory/index.ts";
import {
  badge,
  facts,
  form,
  html,
  moment,
  notice,
  section,
  type Html,
  type Speech,
} from "../../page/index.ts";
import { mandateTable } from "./mandate-table.ts";

export type ChangeNames = {
  agencies: Agency[];
  gazetteer: Gazetteer;
  agency(id: AgencyId | undefined): string;
  officer(id: OfficerId | undefined): string;
};

const TONES = { proposed: "warn", approved: "good", rejected: "plain", withdrawn: "plain" } as const;

/** `readAction` is where "read" is posted to. */
export function changePanel(
  speech: Speech,
  { change, genuine, unread }: ReadChange,
  names: ChangeNames,
  csrf: string,
  readAction: string,
): Html {
  const { say } = speech;
  const person = (id: OfficerId | undefined) =>
    id === undefined ? say("web.approvals.nobody") : names.officer(id);
  const { step, content } = change;
  return section({
    title: titleOf(speech, content, names),
    id: `ubah-${change.id}`,
    tone: unread ? "urgent" : "",
    body: html`<p class="badges">${badge(say(`web.changes.step_${step}`), TONES[step])}${unread && badge(say("web.changes.unread"), "warn")}</p>
${!genuine && notice(say("web.changes.not_genuine"), "bad")}
${facts(
  [
    [say("web.approvals.asked_by"), person(change.proposedBy)],
    [say("web.approvals.asked_at"), moment(speech, change.proposedAt, "Asia/Jakarta")],
    [step !== "proposed" && say(`web.changes.by_${step}`), step !== "proposed" && person(change.by)],
    [
      step !== "proposed" && say("web.changes.decided_at"),
      step !== "proposed" && moment(speech, change.at, "Asia/Jakarta"),
    ],
    [say("web.changes.told"), change.affected.map(names.agency).join(", ")],
  ].filter((pair): pair is [string, Html | string] => pair[0] !== false),
)}
<div class="tabs-gap">${contentOf(speech, content, names)}</div>
${unread && html`<div class="tabs-gap">${form({ action: readAction, csrf, submit: say("web.changes.mark_read"), tone: "quiet", inline: true })}</div>`}`,
  });
}

const titleOf = ({ say }: Speech, content: ChangeContent, names: ChangeNames): string =>
  content.kind === "mandates"
    ? say("web.approvals.kind_mandates")
    : say("web.changes.body_title", { agency: names.agency(content.agency) });

/** Before and after, side by side; also shown where a change waits for a word. */
export function contentOf(speech: Speech, content: ChangeContent, names: ChangeNames): Html {
  const { say } = speech;
  if (content.kind === "first_enrolment") {
    const { before, after } = content;
    return facts([
      [say("web.changes.from"), before ? placeOf(speech, before, names) : say("web.changes.was_new")],
      [say("web.changes.to"), placeOf(speech, after, names)],
    ]);
  }
  return html`${content.gone.length > 0 && mandateTable(speech, names, content.gone, { caption: say("web.approvals.lines_gone") })}
${content.added.length > 0 && mandateTable(speech, names, content.added, { caption: say("web.approvals.lines_added") })}`;
}

const placeOf = ({ say }: Speech, { name, kind, area }: BodyFacts, { gazetteer }: ChangeNames): string =>
  `${name} · ${say(`word.agency_kind.${kind}`)} · ${gazetteer.describe(area)}`;

/** Whom to tell that a change is wrong: the coordinators, nearest first, with the number that the server vouches for. */
export function objectionPanel({ say }: Speech, coordinators: Body[], gazetteer: Gazetteer): Html {
  const near = coordinators.toSorted((a, b) => b.area.length - a.area.length || (a.area < b.area ? -1 : 1));
  return section({
    title: say("web.changes.object_title"),
    id: "keberatan",
    intro: say("web.changes.object_text"),
    body: facts(
      near.map(({ name, area, phone }) => [
        `${name} (${gazetteer.describe(area)})`,
        phone ?? say("web.changes.no_contact"),
      ]),
    ),
  });
}
