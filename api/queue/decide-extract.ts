/**
 * When Dinas Sosial may tell Satpol PP of a place (DESIGN §5), and that no words of a reporter go along. Pure. What is
 * unknown refuses: a raid on the people whom a report wants to protect is the harm that keeps witnesses silent.
 */
import { areaAndAbove, NATION, type AreaCode, type Corps, type Indicator, type Refusal } from "../kernel.ts";
import type { Answers } from "../intake/index.ts";
import type { Body } from "../routing/index.ts";
import { assess, type Triage } from "../triage/index.ts";
import {
  answersIn,
  barredSince,
  excludedIn,
  partsIn,
  reviewsIn,
  tellingsIn,
  type OpenedEvent,
} from "./keys.ts";
import type { CaseCard } from "./words.ts";

const FORCE: readonly Indicator[] = ["coercion", "debt_or_documents"];
/** Satpol PP answers to the head of local government. */
const ITS_CORPS: readonly Corps[] = ["satpol_pp", "local_government"];

/** Everything that the reporter has said; undefined when any of it does not open. */
export function saidIn(events: readonly OpenedEvent[]): string[] | undefined {
  const whole = events.findLast((event) => tellingsIn([event]).length > 0);
  if (whole === undefined) return undefined;
  // A telling holds all that was said before it; what came after it must open by itself.
  const missing = events.some(
    ({ actor, unreadable, seq }) => actor === "reporter" && unreadable !== undefined && seq > whole.seq,
  );
  if (missing) return undefined;
  const answered = events.flatMap(({ content }) =>
    content?.kind === "answered" ? typedIn(content.answers) : [],
  );
  const told = tellingsIn(events).flatMap(({ placeWords, answers }) => [placeWords, ...typedIn(answers)]);
  return [...partsIn(events).map(({ text }) => text), ...told, ...answered];
}

const typedIn = ({ place, when, notReadersWords }: Answers): string[] =>
  [place, when, notReadersWords].filter((text) => text !== undefined);

/**
 * Why nothing may go to Satpol PP now. The report is judged by every telling of it, by what officers have seen in it,
 * and once more by everything said.
 * Refuses invalid_value (another kind of report), no_access (not all of it can be read), self_report, force_indicated,
 * child_involved, corps_excluded, not_verified (also when the reporter has written since the visit was written down).
 */
export function whyNoExtract(
  card: Pick<CaseCard, "category" | "child">,
  events: readonly OpenedEvent[],
): Refusal | undefined {
  return whyNeverExtract(card, events) ?? (isVerified(events) ? undefined : "not_verified");
}

/** The same, but for what a visit can still rule out. */
export function whyNeverExtract(
  card: Pick<CaseCard, "category" | "child">,
  events: readonly OpenedEvent[],
): Refusal | undefined {
  const said = saidIn(events);
  if (said === undefined) return "no_access";
  const tellings = tellingsIn(events);
  const answers = answersIn(events);
  const now = assess(said.join("\n"), answers);
  const seen = reviewsIn(events).flatMap(({ to }) => to.indicators);
  const signs = new Set([...tellings.flatMap(({ indicators }) => indicators), ...now.indicators, ...seen]);
  if (isSelfReport(now, signs, answers)) return "self_report";
  if (card.category !== "hidden_prostitution") return "invalid_value";
  if (now.category === "sexual_trafficking" || FORCE.some((sign) => signs.has(sign)))
    return "force_indicated";
  if (card.child === "yes" || now.child === "yes" || signs.has("child_involved")) return "child_involved";
  const keptOut = [
    ...tellings.flatMap(({ implicated }) => implicated),
    ...now.implicated,
    ...barredSince(events),
    ...excludedIn(events),
  ];
  return keptOut.some((corps) => ITS_CORPS.includes(corps)) ? "corps_excluded" : undefined;
}

const isSelfReport = (now: Triage, signs: ReadonlySet<Indicator>, answers: Answers): boolean =>
  answers.self === true || signs.has("self_report") || now.category === "exit_support";

/** A visit was written down, and the reporter has said nothing since that it could not know. */
export function isVerified(events: readonly OpenedEvent[]): boolean {
  const visited = events.findLast(({ content }) => content?.kind === "verified");
  const said = events.findLast(({ kind }) => kind === "filed" || kind === "message" || kind === "answered");
  return visited !== undefined && said !== undefined && visited.seq > said.seq;
}

/** So many words in a row are a quotation, whoever types them. */
const QUOTATION = 5;

/** Whether `written` has five words in a row from what was said; case, marks and line breaks hide nothing. */
export function quotes(written: string, said: readonly string[]): boolean {
  const runs = new Set(runsOf(said.join(" ")));
  return runsOf(written).some((run) => runs.has(run));
}

function runsOf(text: string): string[] {
  const words =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(QUOTATION - 1).map((_, index) => words.slice(index, index + QUOTATION).join(" "));
}

/** Satpol PP of the place: the nearest that can open what it gets, up to the province; else the nearest there is. */
export function orderBodyFor(area: AreaCode, bodies: readonly Body[]): Body | undefined {
  const levels = areaAndAbove(area).filter((level) => level !== NATION);
  const near = bodies
    .filter(({ kind, area: at }) => kind === "satpol_pp" && levels.includes(at))
    .toSorted((a, b) => levels.indexOf(a.area) - levels.indexOf(b.area) || (a.id < b.id ? -1 : 1));
  return near.find(({ open }) => open) ?? near[0];
}
