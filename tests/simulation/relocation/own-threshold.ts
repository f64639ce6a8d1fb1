/** The threshold that a region's own past gives on the day of a closure. */
import {
  calibrate,
  pretendedSites,
  replayFollowUps,
  stopFor,
  type FollowUpQuestion,
} from "../../../api/insight/relocation/index.ts";

/** Alarms a year that people can bear, all of them taken for false. */
const BEARABLE = 1.1;
const LOWEST = 52;
/** Weeks from the pretended closures to the true one. */
const FOLLOWED_FOR = 52;

/** `question`: the follow-up of the true closure; what was reported since is not looked at. */
export function ownThreshold(question: FollowUpQuestion): number {
  const { closureWeek, surroundings, site, replicates } = question;
  const incidents = question.incidents.filter(({ week }) => week < closureWeek);
  const around = new Set(surroundings.rings(site, 2).flat());
  const sites = pretendedSites(
    incidents,
    surroundings.districts.filter((district) => !around.has(district)),
  );
  const past = {
    ...question,
    incidents,
    closureWeek: closureWeek - FOLLOWED_FOR,
    weeks: closureWeek,
    stopAfter: stopFor(LOWEST, replicates),
  };
  return calibrate(replayFollowUps(past, sites), BEARABLE).threshold;
}
