/**
 * READ THIS FIRST. The whole decision about a report on one page: words in, filing out.
 * Comes in: a submission and the facts of the moment. Goes out: what it is, where, whose, and by when.
 * Never knows: the reporter, keys, rows, networks. Sealing (queue/seal-filing) and writing (store) follow.
 */
import { coarsenToDistrict, after, NATION, type AreaCode, type Instant } from "./kernel.ts";
import { narrativeOf, type Submission } from "./intake/index.ts";
import { assess } from "./triage/index.ts";
import { areaOf, type Gazetteer } from "./area/index.ts";
import { route, type Body, type Mandate } from "./routing/index.ts";
import { CLAIM_WITHIN, type Filing } from "./queue/index.ts";

/** What the world looks like at the moment of filing. */
export type FilingFacts = { now: Instant; gazetteer: Gazetteer; bodies: Body[]; mandates: Mandate[] };

/**
 * Decides one report. Total as soon as a national coordinator is open; undefined before that, and then nothing
 * is filed and the conversation keeps the draft.
 */
export function decide(submission: Submission, facts: FilingFacts): Filing | undefined {
  const narrative = narrativeOf(submission.parts);
  const triage = assess(narrative, submission.answers);
  const area = placeOf(narrative, submission, facts.gazetteer);
  const path = route(
    {
      category: triage.category,
      child: triage.child,
      indicators: triage.indicators,
      implicated: triage.implicated,
      notReaders: submission.answers.notReaders ?? [],
      area: area.exact,
    },
    facts,
  );
  if (path === undefined) return undefined;
  const claimDueAt = after(facts.now, CLAIM_WITHIN[triage.severity]);
  return { submission, triage, area, route: path, filedAt: facts.now, claimDueAt };
}

/** The place: confirmed by the reporter, else what the answer "where?" says, else what the narrative says. */
function placeOf(narrative: string, { answers }: Submission, gazetteer: Gazetteer): Filing["area"] {
  const exact =
    answers.area ?? resolved(answers.place, gazetteer) ?? resolved(narrative, gazetteer) ?? NATION;
  return {
    exact,
    district: coarsenToDistrict(exact),
    words: answers.place ?? "",
    zone: gazetteer.zoneOf(exact),
  };
}

const resolved = (words: string | undefined, gazetteer: Gazetteer): AreaCode | undefined =>
  words === undefined ? undefined : areaOf(gazetteer.resolve(words));
