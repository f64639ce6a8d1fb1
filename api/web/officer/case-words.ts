/** What a case shows once it is open: the reporter's words, what triage saw in them, the history. */
import { CATEGORIES, CORPS, INDICATORS, NATION } from "../../kernel.ts";
import type { AgencyId, AreaCode, Instant, OfficerId } from "../../kernel.ts";
import type { Answers, ContactChoice } from "../../intake/index.ts";
import type { EventContent, OpenedCase, OpenedEvent } from "../../queue/index.ts";
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
import type { CaseShown } from "./case-card.ts";
import { caseTime } from "./times.ts";

export type Filed = Extract<EventContent, { kind: "filed" }>;

export const filedIn = (opened: OpenedCase): Filed | undefined =>
  opened.events.map(({ content }) => content).find((content) => content?.kind === "filed");

/** What the reporter answered, later answers over earlier ones. */
export function answersIn(opened: OpenedCase): Answers {
  let answers: Answers = {};
  for (const { content } of opened.events) {
    if (content?.kind === "filed" || content?.kind === "answered")
      answers = { ...answers, ...content.answers };
  }
  return answers;
}

/** The thread between reporter and officers, in the order in which it was said. */
export function threadPanel({ speech, look: { card }, names, zone }: CaseShown, opened: OpenedCase): Html {
  const { say } = speech;
  const said = opened.events.flatMap(({ content, agency, at }) => {
    const reporter = say("web.case.reporter");
    if (content?.kind === "filed")
      return content.parts.map((part) => ({ ...part, from: reporter, ours: false }));
    if (content?.kind === "message") return [{ ...content.part, from: reporter, ours: false }];
    return content?.kind === "reply"
      ? [{ at, from: names.agency(agency), text: content.text, ours: true }]
      : [];
  });
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
  const filed = filedIn(opened);
  if (filed === undefined) return undefined;
  const answers = answersIn(opened);
  const areaNow = areaKnownNow(filed.area, answers, gazetteer);
  const list = (group: string, words: readonly string[]) => words.map((word) => say(`word.${group}.${word}`));
  return section({
    title: say("web.case.findings"),
    intro: say("web.case.findings_intro"),
    body: html`${facts([
      [say("web.case.exact_area"), exactArea(shown, areaNow, answers.place ?? filed.placeWords)],
      [say("web.case.area_since"), areaNow !== filed.area && say("web.case.area_since_text")],
      [say("web.case.when"), answers.when && quoted(answers.when)],
      [say("web.case.going_on"), answers.goingOn && say(`word.going_on.${answers.goingOn}`)],
      [say("web.case.child_answer"), answers.child && say(`web.child_answer.${answers.child}`)],
      [say("web.case.self"), answers.self && say("web.act.yes")],
      [
        say("web.case.indicators"),
        filed.indicators.length > 0 &&
          html`<span class="badges">${list("indicator", filed.indicators).map((text) => badge(text, "warn"))}</span>`,
      ],
      [
        say("web.case.implicated"),
        filed.implicated.length > 0 &&
          html`<span class="badges">${list("corps", filed.implicated).map((text) => badge(text, "bad"))}</span>`,
      ],
      [say("web.case.not_readers"), answers.notReaders && list("corps", answers.notReaders).join(", ")],
      [say("web.case.not_readers_words"), answers.notReadersWords && quoted(answers.notReadersWords)],
      [say("web.case.contact"), contactText(speech, answers.contact)],
      [say("web.case.filed_because"), say(`word.reason.${filed.reason}`)],
    ])}${filed.route.coordinatorDecides && notice(say("web.case.coordinator_decides"), "warn")}
${evidenceList(speech, filed)}`,
  });
}

const exactArea = ({ speech, gazetteer }: CaseShown, code: AreaCode, words: string): Piece =>
  html`${areaText(speech, gazetteer, code)}${code !== NATION && html` <small>${code}</small>`}${words !== "" && quoted(words)}`;

export function contactText({ say }: Speech, choice: ContactChoice | undefined): string {
  if (choice?.kind === "hours") return say("web.contact.hours", { from: choice.from, to: choice.to });
  return say(`word.contact.${choice?.kind ?? "silent"}`);
}

/** The words that led triage to what it says, by what they support, so that nobody has to trust a machine. */
function evidenceList(speech: Speech, filed: Filed): Piece {
  const quotesOf = new Map<string, Set<string>>();
  for (const { quote, claim } of filed.evidence) {
    if (quote === "") continue;
    const text = claimText(speech, claim);
    quotesOf.set(text, (quotesOf.get(text) ?? new Set()).add(quote));
  }
  if (quotesOf.size === 0) return undefined;
  return html`<h3>${speech.say("web.case.evidence")}</h3><ul class="plain-list">${[...quotesOf].map(
    ([claim, quotes]) =>
      html`<li>${claim}<br><small>${[...quotes].map((quote) => `“${quote}”`).join(", ")}</small></li>`,
  )}</ul>`;
}

function claimText({ say }: Speech, claim: string): string {
  const [group = "", word = ""] = claim.split(":");
  if (group === "category" && isOneOf(CATEGORIES, word)) return say(`word.category.${word}`);
  if (group === "indicator" && isOneOf(INDICATORS, word)) return say(`word.indicator.${word}`);
  if (group === "implicated" && isOneOf(CORPS, word)) return say(`word.corps.${word}`);
  if (group === "child") return say("web.case.claim_child");
  return say("web.case.claim_other");
}

const isOneOf = (list: readonly string[], word: string): boolean => list.includes(word);

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
<div class="when">${caseTime(speech, look.card, event.at, zone)} · ${whoDid(shown, event)}</div>${wordsOf(speech, event)}</li>`,
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
  if (content === undefined || content.kind === "filed" || content.kind === "answered") return undefined;
  return quoted(content.kind === "message" ? content.part.text : content.text);
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
