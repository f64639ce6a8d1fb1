/**
 * The clockwork: what happens to cases because time goes by. It works with nobody signed in, and any number of
 * processes may run it: each step is guarded by the version that its decision saw, so that it happens once.
 */
import { after, ok, type AgencyId, type CaseId, type Instant } from "../kernel.ts";
import { codeOf } from "../log.ts";
import type { NewOutboxRow } from "../outbox/index.ts";
import { changeCase, mergeShares, type Seen } from "./change.ts";
import { PING_EVERY, pingIsDue } from "./clocks.ts";
import {
  BY_CLOCK,
  bodiesToWake,
  decideActionOverdue,
  decideEscalation,
  isPastTheLast,
  type Standing,
  type Standings,
} from "./escalation.ts";
import { unveiledCopies } from "./new-epoch.ts";
import { dutyNotices, rowFor, type NoticeParts, type Wake } from "./notices.ts";
import type { Bodies, Cases, NumbersToCall, ReporterLinks } from "./ports.ts";
import type { CaseCard, CaseChange, Share } from "./words.ts";

export type ClockworkParts = NoticeParts & {
  cases: Cases;
  bodies: Bodies;
  links: ReporterLinks;
  numbers: NumbersToCall;
};

/** What one run has done. `failures` are cases that it could not move, by the code of the failure; the rest went on. */
export type ClockworkRun = {
  looked: number;
  escalated: number;
  /** Claimed, not acted upon in time, and back in the queue. */
  returned: number;
  woken: number;
  /** Reporters told that nobody has read their report yet. */
  told: number;
  failures: { case: CaseId; code: string }[];
};

export interface Clockwork {
  /** Moves whatever is due at `now`; running it twice at the same moment changes nothing more. */
  run(now: Instant): Promise<ClockworkRun>;
}

/** Cases looked at in one run; the next run takes the rest, most pressing first. */
const AT_ONCE = 500;

type Step = Omit<ClockworkRun, "looked" | "failures">;
const NOTHING_DONE: Step = { escalated: 0, returned: 0, woken: 0, told: 0 };

export function createClockwork(parts: ClockworkParts): Clockwork {
  return {
    async run(now) {
      const due = await parts.cases.due(BY_CLOCK, now, after(now, -PING_EVERY), AT_ONCE);
      const standingsOf = await standingsAt(parts, now);
      const run: ClockworkRun = { ...NOTHING_DONE, looked: due.length, failures: [] };
      for (const { id } of due) {
        try {
          const step = await changeCase(parts.cases, BY_CLOCK, id, (seen) =>
            stepOf(parts, seen, standingsOf, now),
          );
          if (step.ok) addTo(run, step.value);
          else run.failures.push({ case: id, code: step.refusal });
        } catch (failure) {
          // One damaged case must not stop the clocks of all others.
          run.failures.push({ case: id, code: codeOf(failure) });
        }
      }
      return run;
    },
  };
}

/** How the bodies of a case stand; asked once a run for each body. */
async function standingsAt({ bodies, roster }: ClockworkParts, now: Instant) {
  const all = new Map((await bodies.all()).map((body) => [body.id, body]));
  const known = new Map<AgencyId, Promise<Standing>>();
  const ask = async (agency: AgencyId): Promise<Standing> => ({
    open: all.get(agency)?.open === true,
    coordinator: all.get(agency)?.kind === "coordinator",
    onDuty: await roster.hasDuty(agency, now),
  });
  function standingOf(agency: AgencyId): Promise<Standing> {
    const standing = known.get(agency) ?? ask(agency);
    known.set(agency, standing);
    return standing;
  }
  return async (shares: readonly Share[]): Promise<Standings> =>
    new Map(await Promise.all(shares.map(async ({ agency }) => [agency, await standingOf(agency)] as const)));
}

async function stepOf(
  parts: ClockworkParts,
  { card, shares }: Seen,
  standingsOf: (shares: readonly Share[]) => Promise<Standings>,
  now: Instant,
) {
  const standings = await standingsOf(shares);
  const moved = movedByTime(card, shares, standings, now);
  const then = { card: { ...card, ...moved?.set }, shares: mergeShares(shares, moved?.shares) };
  const wakeUps = await wakeUpsFor(parts, { before: card, ...then }, standings, now);
  const words = await wordsForReporter(parts, { card, shares }, then, now);
  const settled = wakeUps.length > 0 || isReadAgain(then.card);
  if (moved === undefined && !settled) return ok({ change: undefined, value: NOTHING_DONE });
  const change: CaseChange = {
    set: { ...moved?.set, ...(settled && { lastPingAt: now }) },
    events: moved?.events ?? [],
    shares: moved?.shares,
    copies: moved && (await unveiledCopies(parts, card.id, moved.shares ?? [])),
    outbox: [...wakeUps, ...words],
  };
  const value: Step = {
    escalated: change.events.some(({ kind }) => kind === "escalated") ? 1 : 0,
    returned: change.events.some(({ kind }) => kind === "released") ? 1 : 0,
    woken: wakeUps.length,
    told: words.length,
  };
  return ok({ change, value });
}

function movedByTime(
  card: CaseCard,
  shares: readonly Share[],
  standings: Standings,
  now: Instant,
): CaseChange | undefined {
  const decide = card.state === "claimed" ? decideActionOverdue : decideEscalation;
  const decided = decide(card, shares, standings, now);
  return decided.ok ? decided.value : undefined;
}

/** The claimant was to be woken for a message that has been opened meanwhile. */
const isReadAgain = (card: CaseCard): boolean =>
  card.state === "claimed" && card.lastPingAt === undefined && !isUnread(card);

const isUnread = ({ officerReadAt, reporterWroteAt }: CaseCard): boolean =>
  officerReadAt === undefined || officerReadAt < reporterWroteAt;

/**
 * Rows for people on duty. When nobody is on duty nothing is noted as sent, so that the next run tries again and
 * wakes the first who comes.
 */
async function wakeUpsFor(
  parts: ClockworkParts,
  { before, card, shares }: Seen & { before: CaseCard },
  standings: Standings,
  now: Instant,
): Promise<NewOutboxRow[]> {
  const isDue =
    card.state === "claimed"
      ? card.lastPingAt === undefined && isUnread(card)
      : pingIsDue(card, isPastTheLast(card, shares), now);
  if (!isDue) return [];
  return dutyNotices(parts, bodiesToWake(card, shares, standings), wakeOf(before, card, shares), now);
}

function wakeOf(before: CaseCard, card: CaseCard, shares: readonly Share[]): Wake {
  if (card.state === "claimed") return "message";
  if (isPastTheLast(card, shares)) return "coordinator";
  return before.lastPingAt === undefined || before.turn !== card.turn ? "waiting" : "still_waiting";
}

/**
 * Once, when the last body has let its time pass: nobody has read it yet, and whom to call. Never said when anybody
 * may have read it, and never where the reporter did not allow messages (see `ReporterLinks`).
 */
async function wordsForReporter(
  { cases, links, numbers, texts, ...parts }: ClockworkParts,
  before: Seen,
  then: Seen,
  now: Instant,
): Promise<NewOutboxRow[]> {
  const { id, area, state, officerReadAt } = before.card;
  const justPast = !isPastTheLast(before.card, before.shares) && isPastTheLast(then.card, then.shares);
  if (!justPast || officerReadAt !== undefined) return [];
  const claims = (await cases.events(BY_CLOCK, id)).filter(({ kind }) => kind === "claimed").length;
  if (claims > (state === "claimed" ? 1 : 0)) return [];
  const [to, toCall] = await Promise.all([links.addressOf(id), numbers.unattached(area)]);
  if (to === undefined || toCall.length === 0) return [];
  const list = toCall.map(({ name, number }) => `${name}: ${number}`).join("\n");
  const text = texts.say("id", "notice.reporter.unread", { numbers: list });
  return [rowFor(parts, { ...to, case: id }, { kind: "notice", text, protect: false }, now)];
}

function addTo(run: ClockworkRun, step: Step): void {
  run.escalated += step.escalated;
  run.returned += step.returned;
  run.woken += step.woken;
  run.told += step.told;
}
