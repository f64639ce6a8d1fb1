/** What happens by the clock, and how often. */
import { createState } from "../../bots/whatsapp/index.ts";
import { after, DAY, HOUR, localDay, type Clock } from "../kernel.ts";
import { codeOf, type Log } from "../log.ts";
import type { Clockwork } from "../queue/index.ts";
import { createTimetable, type Task, type Timetable } from "../tasks/index.ts";
import { ABSOLUTE_LIMIT, IDLE_LIMIT } from "../web/index.ts";
import type { Foundation } from "./foundation.ts";
import { keepLedger } from "./ledger.ts";
import { renewPeriods } from "./period-keys.ts";

/** A web visit's transcript goes two hours after its last word. */
const VISIT_LASTS = 2 * HOUR;
/** Content of a closed case is destroyed, and the log of who opened what is deleted, after these times. */
const CLOSED_CASES_LAST = 730 * DAY;
/** Places that Satpol PP was told of, by the day on which they were sent. */
const EXTRACTS_LAST = 90 * DAY;
const ACCESS_LOG_LASTS = 5 * 365 * DAY;
/** An alias of a place that was taken back can be brought back for so long. */
const TAKEN_BACK_LASTS = 30 * DAY;

export function openTimetable(
  { store, keys, clock, random }: Foundation,
  {
    clockwork,
    watch,
    publish,
    ledgerFile,
    log,
  }: Record<"clockwork" | "watch" | "publish", () => Promise<void>> & { ledgerFile: string; log: Log },
): Timetable {
  const periods = () => keys.periods.now();
  const whatsapp = createState({ rows: store.whatsappState, periods, random, clock });
  const tasks: Task[] = [
    { name: "clocks", cron: "* * * * *", run: clockwork },
    { name: "forget", cron: "*/10 * * * *", run: () => forget(store, clock) },
    {
      name: "period-keys",
      cron: "5 */4 * * *",
      run: () => renewPeriods({ store, renewals: [() => whatsapp.renew()], keys, clock, random, log }),
    },
    // Once a week in truth: what was looked at is not looked at again, and a run that was missed is made up for.
    { name: "watch", cron: "17 * * * *", run: watch },
    // A few minutes after midnight in Jakarta; once a quarter in truth.
    { name: "figures", cron: "10 17 * * *", run: publish },
    { name: "retention", cron: "20 19 * * *", run: () => retain(store, clock, ledgerFile) },
    { name: "maintain", cron: "40 19 * * *", run: () => store.maintain() },
  ];
  return createTimetable({ pool: store.pool, embedded: store.embedded, tasks, log });
}

async function forget(store: Foundation["store"], clock: Clock): Promise<void> {
  const now = clock();
  await store.conversations.forget(now);
  await store.visits.forget(after(now, -VISIT_LASTS));
  await store.sessions.forget(after(now, -IDLE_LIMIT), after(now, -ABSOLUTE_LIMIT));
}

async function retain(
  { retention, aliases, extracts }: Foundation["store"],
  clock: Clock,
  file: string,
): Promise<void> {
  const now = clock();
  await retention.shredClosedBefore(after(now, -CLOSED_CASES_LAST), now);
  await keepLedger({ retention, file });
  await retention.forgetAccess(after(now, -ACCESS_LOG_LASTS));
  await aliases.forgetAliases(after(now, -TAKEN_BACK_LASTS));
  await extracts.forget(localDay(after(now, -EXTRACTS_LAST), "Asia/Jakarta"));
}

/** Moves what is due and reports codes of what could not be moved. */
export async function runClockwork(clockwork: Clockwork, clock: Clock, log: Log): Promise<void> {
  try {
    const run = await clockwork.run(clock());
    for (const failure of run.failures) log("error", "clock_failed", failure);
  } catch (failure) {
    log("error", "clocks_failed", { failure: codeOf(failure) });
    throw failure;
  }
}
