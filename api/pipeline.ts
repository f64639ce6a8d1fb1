/**
 * READ THIS FIRST. The whole decision about a report on one page: words in, filing out.
 * Comes in: a submission (or all said so far) and the facts of the moment. Goes out: what it is, where, whose, by when.
 * Never knows: the reporter, keys, rows, networks. Sealing (queue/seal-filing) and writing (store) follow.
 */
import {
  after,
  areaAndAbove,
  coarsenToDistrict,
  NATION,
  type AreaCode,
  type Category,
  type ChildStatus,
  type Corps,
  type Instant,
} from "./kernel.ts";
import { narrativeOf, type Answers, type Submission } from "./intake/index.ts";
import { accusedIn, assess, ofChild, spokenIn, type Triage } from "./triage/index.ts";
import { areaOf, type Gazetteer } from "./area/index.ts";
import { route, type Body, type Mandate, type Route } from "./routing/index.ts";
import {
  CLAIM_WITHIN,
  graver,
  moreChild,
  tellsOfPlace,
  type CardTriage,
  type Filing,
} from "./queue/index.ts";

/** What the world looks like at the moment of filing. */
export type FilingFacts = { now: Instant; gazetteer: Gazetteer; bodies: Body[]; mandates: Mandate[] };

/**
 * Decides one report. Total as soon as a national coordinator is open; undefined before that, and then nothing
 * is filed and the conversation keeps the draft.
 */
export function decide(submission: Submission, facts: FilingFacts): Filing | undefined {
  const narrative = narrativeOf(submission.parts);
  const place = foundPlace(narrative, submission.answers, facts.gazetteer);
  const triage = assess(narrative, submission.answers, place !== undefined);
  const area = areaFrom(place, submission, facts);
  const notReaders = submission.answers.notReaders ?? [];
  const path = route({ ...triage, notReaders, area: area.exact }, facts);
  if (path === undefined) return undefined;
  const claimDueAt = after(facts.now, CLAIM_WITHIN[triage.severity]);
  return { submission, triage, area, route: path, filedAt: facts.now, claimDueAt };
}

/** What is known of a filed report by now: all of it (`whole`), or only what was said last. */
export type SoFar = { submission: Submission; barred: Corps[]; whole: boolean };
/** `route` undefined while no coordinator is open. */
export type Again = Pick<Filing, "submission" | "triage" | "area"> & {
  to: CardTriage & { relocation: boolean; tellsOfPlace: boolean };
  route: Route | undefined;
};

/**
 * The same decision over a fuller story, for a card that is there. Never less grave than the card, never less of a
 * child, never less exact a place; another place only where the reporter answered "where?" with it. A few words alone
 * ("makasih kak", "sudah") seldom say what a report is: of these the category is not believed, and what triage is unsure
 * of adds a child only where one is said, and weight only where danger or a child is. `facts.bodies` are those that may
 * still be let in.
 */
export function decideAgain(
  { submission, barred, whole }: SoFar,
  card: CardTriage,
  facts: FilingFacts,
): Again {
  const narrative = narrativeOf(submission.parts);
  const answers =
    whole && card.child === "yes" && card.category !== "not_a_report"
      ? { ...submission.answers, child: "yes" as const }
      : submission.answers;
  const said = foundPlace(narrative, submission.answers, facts.gazetteer);
  const found = assess(narrative, answers, said !== undefined || card.area !== NATION);
  // Where nothing was reported so far, a few words may be the first that do.
  const spoken = whole || card.category === "not_a_report" ? ANYTHING : spokenIn(narrative);
  const sure = !found.unsure && found.category !== "not_a_report";
  const raises = sure || spoken.danger || spoken.child || answers.goingOn !== undefined;
  const hasChild = sure || spoken.child || answers.child === "yes";
  const child = hasChild ? moreChild(card.child, found.child) : card.child;
  const triage = {
    ...found,
    child,
    severity: raises ? graver(card.severity, found.severity) : card.severity,
    category: categoryAfter(card.category, found, child, whole),
    implicated: [...new Set([...found.implicated, ...barred, ...(whole ? [] : accusedIn(narrative))])],
  };
  const area = areaFrom(placeAfter(card.area, said), submission, facts);
  const notReaders = submission.answers.notReaders ?? [];
  const { category, severity } = triage;
  const relocation = triage.indicators.includes("relocation");
  return {
    submission,
    triage,
    area,
    route: route({ ...triage, notReaders, area: area.exact }, facts),
    to: { category, severity, child, area: area.district, relocation, tellsOfPlace: tellsOfPlace(triage) },
  };
}

const ANYTHING = { danger: true, child: true };

function categoryAfter(before: Category, found: Triage, child: ChildStatus, whole: boolean): Category {
  const keeps = found.category === "not_a_report" || (before !== "not_a_report" && (!whole || found.unsure));
  const category = keeps ? before : found.category;
  return child === "yes" ? ofChild(category) : category;
}

/** `answered`: the reporter said it to "where?", by list, pin or words; it outranks what the story mentions. */
type SaidPlace = { code: AreaCode; answered: boolean };

/** The place: confirmed by the reporter, else what the answer "where?" says, else what the narrative says. */
function foundPlace(narrative: string, answers: Answers, gazetteer: Gazetteer): SaidPlace | undefined {
  const answered = answers.area ?? resolved(answers.place, gazetteer);
  if (answered !== undefined) return { code: answered, answered: true };
  const mentioned = resolved(narrative, gazetteer);
  return mentioned && { code: mentioned, answered: false };
}

function placeAfter(before: AreaCode, said: SaidPlace | undefined): SaidPlace {
  const known = { code: before, answered: true };
  if (said === undefined || areaAndAbove(before).includes(said.code)) return known;
  return said.answered || areaAndAbove(said.code).includes(before) ? said : known;
}

function areaFrom(place: SaidPlace | undefined, { answers }: Submission, facts: FilingFacts): Filing["area"] {
  const exact = place?.code ?? NATION;
  return {
    exact,
    district: coarsenToDistrict(exact),
    words: answers.place ?? "",
    zone: facts.gazetteer.zoneOf(exact),
  };
}

const resolved = (words: string | undefined, gazetteer: Gazetteer): AreaCode | undefined =>
  words === undefined ? undefined : areaOf(gazetteer.resolve(words));
