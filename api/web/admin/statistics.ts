/** First statistics: one-dimensional tables of whole months, small counts hidden. */
import type { FastifyInstance } from "fastify";
import { localDay, NATION, type Instant, type LocalDay } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import { COUNTED_STEPS } from "../../../bots/conversation/index.ts";
import {
  agreementByMonth,
  agreementOf,
  countReports,
  countSteps,
  silentDistricts,
  type Agreement,
  type Count,
  type Speed,
  type StepCount,
  type Statistics,
  type Table,
} from "../../insight/index.ts";
import type { TriageAgreement } from "../../insight/ports.ts";
import { ACT_WITHIN, CLAIM_WITHIN } from "../../queue/index.ts";
import { dayText, facts, html, notice, section, table, type Html, type Speech } from "../../page/index.ts";
import type { Precision } from "../../sites/index.ts";
import type { AdminParts } from "./parts.ts";

const MONTHS = 12;

export function statisticsRoutes(app: FastifyInstance, parts: AdminParts): void {
  const { pages, guard, clock, gazetteer } = parts;
  app.get("/admin/statistik", async (request, reply) => {
    const speech = pages.speech(request);
    const period = wholeMonthsBefore(clock());
    const provinces = gazetteer.children(NATION).map(({ code }) => code);
    const [cases, lastFiled, reached, reviews, precision] = await Promise.all([
      parts.facts.cases(period.from, period.to, clock()),
      parts.facts.lastFiled(period.to),
      parts.facts.steps(period.from, period.to),
      parts.facts.agreement(period.from, period.to),
      parts.watch.precision(),
    ]);
    const counts = countReports(cases, period, provinces, { claim: CLAIM_WITHIN, action: ACT_WITHIN });
    const districts = provinces.flatMap((province) => gazetteer.children(province).map(({ code }) => code));
    const silent = silentDistricts(lastFiled, districts, period.to);
    const body = statisticsPage(speech, gazetteer, {
      counts,
      period,
      silent,
      reviews,
      precision,
      steps: countSteps(reached, COUNTED_STEPS),
      districts: districts.length,
    });
    return pages.show(request, reply, {
      title: speech.say("web.nav.statistics"),
      body,
      visit: guard.adminOf(request),
    });
  });
}

/**
 * The twelve calendar months before the current one. The running month stays out: the difference between two looks at
 * it would show single reports.
 */
export function wholeMonthsBefore(now: Instant): { from: LocalDay; to: LocalDay } {
  const [year = 0, month = 1] = localDay(now, "Asia/Jakarta").split("-").map(Number);
  const day = (at: Date) => at.toISOString().slice(0, 10) as LocalDay;
  return {
    from: day(new Date(Date.UTC(year, month - 1 - MONTHS, 1))),
    to: day(new Date(Date.UTC(year, month - 1, 0))),
  };
}

type Shown = {
  counts: Statistics;
  period: { from: LocalDay; to: LocalDay };
  silent: ReturnType<typeof silentDistricts>;
  reviews: TriageAgreement[];
  precision: Precision;
  steps: StepCount[];
  districts: number;
};

function statisticsPage(
  speech: Speech,
  gazetteer: Gazetteer,
  { counts, period, silent, reviews, precision, steps, districts }: Shown,
): Html {
  const { say } = speech;
  const monthText = (key: string) => `${say(`web.month.m${Number(key.slice(5))}`)} ${key.slice(0, 4)}`;
  const byCount = (name: string, counted: Table, word: (key: string) => string) =>
    section({
      title: say(`web.statistics.${name}`),
      body: countTable(speech, say(`web.statistics.${name}`), counted, word),
    });
  return html`<h1>${say("web.statistics.title")}</h1>
<p class="lead">${say("web.statistics.period", { from: dayText(speech, period.from), to: dayText(speech, period.to) })}</p>
${notice(say("web.statistics.suppression"))}
<p>${say("web.statistics.incidents")}</p>
${section({
  title: say("web.statistics.speed"),
  body: facts([
    [say("web.statistics.claim"), speedText(speech, counts.claim)],
    [say("web.statistics.first_action"), speedText(speech, counts.firstAction)],
  ]),
})}
<div class="columns"><div>
${byCount("category", counts.category, (key) => say(`word.category.${key}`))}
${byCount("province", counts.province, (key) => (key === "" ? say("web.statistics.no_place") : gazetteer.describe(key as Parameters<Gazetteer["describe"]>[0])))}
</div><div>
${byCount("severity", counts.severity, (key) => say(`word.severity.${key}`))}
${byCount("overdue", counts.overdue, (key) => say(`web.statistics.${key}`))}
${byCount("month", counts.month, monthText)}
</div></div>
${agreementPanel(speech, reviews, monthText)}
${precisionPanel(speech, precision)}
${section({
  title: say("web.statistics.steps"),
  intro: say("web.statistics.steps_intro"),
  body: stepTable(speech, steps),
})}
${section({
  title: say("web.statistics.silent", { n: silent.length, all: districts }),
  intro: say("web.statistics.silent_intro"),
  body: html`<details><summary>${say("web.statistics.silent_show")}</summary><p>${silent.map(({ area }) => gazetteer.describe(area)).join(" · ")}</p></details>`,
})}`;
}

/** How often outreach found what an alarm let expect; says nothing about any place. */
function precisionPanel({ say }: Speech, precision: Precision): Html {
  const { confirmed, notFound, notVisited, open, percent } = precision;
  return section({
    title: say("web.precision.title"),
    intro: say("web.precision.intro"),
    body: facts([
      [say("web.outreach_outcome.confirmed"), confirmed],
      [say("web.outreach_outcome.not_found"), notFound],
      [say("web.outreach_outcome.not_visited"), notVisited],
      [say("web.outreach.open"), open],
      [
        say("web.precision.share"),
        percent === undefined ? say("web.precision.none") : say("web.precision.percent", percent),
      ],
    ]),
  });
}

function agreementPanel(
  speech: Speech,
  reviews: TriageAgreement[],
  monthText: (month: string) => string,
): Html {
  const { say } = speech;
  const text = (agreement: Agreement) =>
    agreement === "hidden"
      ? say("web.statistics.agreement_few")
      : say("web.statistics.agreement_text", { ...agreement, n: agreement.reviewed });
  const rowsOf = (rows: { name: string; agreement: Agreement }[], caption: string) =>
    table({
      caption,
      columns: [{ name: say("web.statistics.what") }, { name: say("web.statistics.agreed") }],
      rows: rows.map(({ name, agreement }) => [name, text(agreement)]),
      empty: say("web.statistics.agreement_few"),
    });
  return section({
    title: say("web.statistics.agreement"),
    intro: say("web.statistics.agreement_intro"),
    body: html`${rowsOf(
      agreementOf(reviews).map(({ field, agreement }) => ({
        name: say(`web.statistics.field.${field}`),
        agreement,
      })),
      say("web.statistics.agreement"),
    )}
${rowsOf(
  agreementByMonth(reviews).map(({ month, agreement }) => ({ name: monthText(month), agreement })),
  say("web.statistics.agreement_month"),
)}`,
  });
}

const countText = ({ say }: Speech, count: Count): string =>
  count === "hidden" ? say("web.statistics.hidden") : String(count);

const countTable = (speech: Speech, caption: string, counted: Table, word: (key: string) => string): Html =>
  table({
    caption,
    hideCaption: true,
    short: true,
    columns: [
      { name: speech.say("web.statistics.what") },
      { name: speech.say("web.statistics.count"), number: true },
    ],
    rows: [
      ...counted.rows.map(({ key, count }) => [word(key), countText(speech, count)]),
      [
        html`<strong>${speech.say("web.statistics.total")}</strong>`,
        html`<strong>${countText(speech, counted.total)}</strong>`,
      ],
    ],
    empty: speech.say("web.statistics.empty"),
  });

const stepTable = (speech: Speech, steps: StepCount[]): Html =>
  table({
    caption: speech.say("web.statistics.steps"),
    hideCaption: true,
    columns: [
      { name: speech.say("web.statistics.what") },
      { name: speech.say("web.statistics.reached"), number: true },
      { name: speech.say("web.statistics.share"), number: true },
    ],
    rows: steps.map(({ step, reached, percentOfFirst }) => [
      speech.say(`web.statistics.step.${step}`),
      countText(speech, reached),
      percentOfFirst === "hidden" ? countText(speech, percentOfFirst) : `${percentOfFirst}%`,
    ]),
    empty: speech.say("web.statistics.empty"),
  });

const speedText = ({ say }: Speech, speed: Speed): string =>
  speed === "hidden"
    ? say("web.statistics.too_few")
    : say("web.statistics.speed_text", { n: speed.medianMinutes, percent: speed.withinLimitPercent });
