/** What a case shows once it is open: the reporter's words, what triage saw in them, the history. */
import { NATION } from "../../kernel.ts";
import type { AgencyId, AreaCode, Instant, OfficerId } from "../../kernel.ts";
import type { ContactChoice } from "../../intake/index.ts";
import { answersIn, partsIn, reportIn, type OpenedCase, type OpenedEvent } from "../../queue/index.ts";
import {
  badge,
  facts,
  html,
  moment,
  notice,
  quoted,
  section,
  type Html,
  type Piece,
  type Speech,
} from "../../page/index.ts";
import { areaKnownNow, areaText } from "./area-words.ts";
import { evidenceList, marked } from "./evidence-words.ts";
import type { CaseShown } from "./case-card.ts";
import { retriagedWords } from "./retriaged-words.ts";
import { caseTime } from "./times.ts";

/** The thread between reporter and officers, in the order in which it was said. */
export function threadPanel({ speech, look: { card }, names, zone }: CaseShown, opened: OpenedCase): Html {
  const { say } = speech;
  const reporter = say("web.case.reporter");
  const evidence = reportIn(opened.events)?.evidence ?? [];
  const parts = partsIn(opened.events).map(({ at, text }) => ({
    at,
    text: marked(speech, text, evidence),
    from: reporter,
    ours: false,
  }));
  const replies = opened.events.flatMap(({ content, agency, at }) =>
    content?.kind === "reply" ? [{ at, from: names.agency(agency), text: content.text, ours: true }] : [],
  );
  const said = [...parts, ...replies].toSorted((one, other) => one.at - other.at);
  return section({
    title: say("web.case.narrative"),
    id: "kronologi",
    body:
      said.length === 0
        ? notice(say("web.case.nothing_readable"), "warn")
        : said.map(
            ({ at, from, text, ours }) =>
              html`<p class="when"><small><strong>${from}</strong> ${caseTime(speech, card, at, zone)}</small></p>${quoted(text, ours)}`,
          ),
  });
}

/** Answers, place, indicators, who is implicated: what triage and the reporter made of it. */
export function findingsPanel(shown: CaseShown, opened: OpenedCase): Html | undefined {
  const { speech, gazetteer } = shown;
  const { say } = speech;
  const report = reportIn(opened.events);
  if (report === undefined) return undefined;
  const answers = answersIn(opened.events);
  const filed = opened.events.map(({ content }) => content).find((content) => content?.kind === "filed");
  const areaNow = areaKnownNow(report.area, answers, gazetteer);
  const list = (group: string, words: readonly string[]) => words.map((word) => say(`word.${group}.${word}`));
  return section({
    title: say("web.case.findings"),
    intro: say("web.case.findings_intro"),
    body: html`${facts([
      [say("web.case.exact_area"), exactArea(shown, areaNow, answers.place ?? report.placeWords)],
      [say("web.case.area_since"), areaNow !== report.area && say("web.case.area_since_text")],
      [say("web.case.when"), answers.when && quoted(answers.when)],
      [say("web.case.going_on"), answers.goingOn && say(`word.going_on.${answers.goingOn}`)],
      [say("web.case.child_answer"), answers.child && say(`web.child_answer.${answers.child}`)],
      [say("web.case.self"), answers.self && say("web.act.yes")],
      [
        say("web.case.indicators"),
        report.indicators.length > 0 &&
          html`<span class="badges">${list("indicator", report.indicators).map((text) => badge(text, "warn"))}</span>`,
      ],
      [
        say("web.case.implicated"),
        report.implicated.length > 0 &&
          html`<span class="badges">${list("corps", report.implicated).map((text) => badge(text, "bad"))}</span>`,
      ],
      [say("web.case.not_readers"), answers.notReaders && list("corps", answers.notReaders).join(", ")],
      [say("web.case.not_readers_words"), answers.notReadersWords && quoted(answers.notReadersWords)],
      [say("web.case.contact"), contactText(speech, answers.contact)],
      [say("web.case.filed_because"), filed && say(`word.reason.${filed.reason}`)],
    ])}${report.unsure === true && notice(say("web.case.unsure"), "warn")}${report.route.coordinatorDecides && notice(say("web.case.coordinator_decides"), "warn")}
${evidenceList(speech, report)}`,
  });
}

const exactArea = ({ speech, gazetteer }: CaseShown, code: AreaCode, words: string): Piece =>
  html`${areaText(speech, gazetteer, code)}${code !== NATION && html` <small>${code}</small>`}${words !== "" && quoted(words)}`;

export function contactText({ say }: Speech, choice: ContactChoice | undefined): string {
  if (choice?.kind === "hours") return say("web.contact.hours", { from: choice.from, to: choice.to });
  return say(`word.contact.${choice?.kind ?? "silent"}`);
}

/** Newest first: who did what, with the words where we hold the key. */
export function historyPanel(shown: CaseShown, opened: OpenedCase): Html {
  const { speech, look, zone } = shown;
  return section({
    title: speech.say("web.case.history"),
    id: "riwayat",
    body: html`<ol class="timeline">${opened.events.toReversed().map(
      (
        event,
      ) => html`<li class="${event.actor === "reporter" ? "from-reporter" : ""}"><strong>${speech.say(`word.event.${event.kind}`)}</strong>${detailOf(shown, event)}
<div class="when">${caseTime(speech, look.card, event.at, zone)} · ${whoDid(shown, event)}</div>${wordsOf(speech, event)}${retriagedWords(shown, event)}</li>`,
    )}</ol>`,
  });
}

function whoDid({ speech: { say }, names }: CaseShown, event: OpenedEvent): string {
  if (event.actor === "reporter") return say("web.case.reporter");
  if (event.actor !== "officer") return say("web.case.system");
  return `${names.officer(event.officer)}, ${names.agency(event.agency)}`;
}

function detailOf({ speech: { say }, names }: CaseShown, { kind, detail, content }: OpenedEvent): Piece {
  const toBody = ["escalated", "referred", "transferred", "revoked"].includes(kind);
  const parts = [
    toBody && detail.agency !== undefined && html` → ${names.agency(detail.agency)}`,
    detail.outcome !== undefined && html`: ${say(`word.outcome.${detail.outcome}`)}`,
    content?.kind === "action" && html`: ${say(`word.action.${content.action}`)}`,
    content?.kind === "hand_off" &&
      html`: ${names.agency(content.agency)}, ${content.spokeWith} – ${say(content.accepted ? "web.hand_off.accepted" : "web.hand_off.not_accepted")}`,
  ];
  return parts;
}

function wordsOf(speech: Speech, event: OpenedEvent): Piece {
  const { content } = event;
  if (event.unreadable !== undefined) return notice(speech.say(`web.case.unreadable_${event.unreadable}`));
  if (content?.kind === "message") return quoted(content.part.text);
  if (content?.kind === "verified")
    return quoted([content.on, content.child, content.force, content.selfReport].join("\n"));
  if (content?.kind === "extracted") return quoted([content.place, content.times, content.text].join("\n"));
  return content !== undefined && "text" in content ? quoted(content.text) : undefined;
}

export function accessPanel(
  { speech, names, zone }: CaseShown,
  log: { at: Instant; officer: OfficerId; agency: AgencyId; act: string }[],
): Html {
  const { say } = speech;
  return section({
    title: say("web.case.access_log"),
    intro: say("web.case.access_log_intro"),
    body: html`<ul class="plain-list">${log
      .toReversed()
      .map(
        (entry) =>
          html`<li>${moment(speech, entry.at, zone)}<br><small>${names.officer(entry.officer)}, ${names.agency(entry.agency)} · ${say(`web.access_act.${entry.act}`)}</small></li>`,
      )}</ul>`,
  });
}
