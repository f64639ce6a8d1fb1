/** The scan written as the paper writes it: slow, without tables, to hold the fast one against. */
import type { IncidentCount } from "../../../api/insight/relocation/index.ts";

export type Reference = { zone: readonly string[]; weeks: number; statistic: number };
type Incident = { area: string; week: number; stratum: string };
type Question = {
  zones: readonly (readonly string[])[];
  weeks: number;
  maxWindow: number;
  windows?: readonly number[];
  minCases: number;
};

export const oneByOne = (counts: readonly IncidentCount[]): Incident[] =>
  counts.flatMap(({ area, week, count, stratum = "" }) =>
    Array.from({ length: count }, () => ({ area, week, stratum })),
  );

/** Λ of every zone and window, in the order of zones and windows. */
export function everyStatistic(incidents: readonly Incident[], question: Question): Reference[] {
  const { zones, weeks, maxWindow, minCases } = question;
  const windows = question.windows ?? Array.from({ length: maxWindow }, (_, at) => at + 1);
  const total = incidents.length;
  const strata = [...new Set(incidents.map(({ stratum }) => stratum))];
  return zones.flatMap((zone) =>
    windows.map((length) => {
      const isHere = ({ area }: Incident) => zone.includes(area);
      const isRecent = ({ week }: Incident) => week >= weeks - length;
      const n = incidents.filter((one) => isHere(one) && isRecent(one)).length;
      const mu = strata.reduce((sum, g) => {
        const inStratum = incidents.filter(({ stratum }) => stratum === g);
        return sum + (inStratum.filter(isHere).length * inStratum.filter(isRecent).length) / inStratum.length;
      }, 0);
      const rest = n === total ? 0 : (total - n) * Math.log((total - n) / (total - mu));
      const statistic = n > mu && n >= minCases ? n * Math.log(n / mu) + rest : 0;
      return { zone, weeks: length, statistic };
    }),
  );
}

export const largestStatistic = (incidents: readonly Incident[], question: Question): number =>
  Math.max(0, ...everyStatistic(incidents, question).map(({ statistic }) => statistic));

/** Monte Carlo as the paper says it: all week labels are shuffled within their stratum. */
export function shuffled(incidents: readonly Incident[], chance: () => number): Incident[] {
  const labels = new Map<string, number[]>();
  for (const { stratum, week } of incidents) labels.set(stratum, [...(labels.get(stratum) ?? []), week]);
  for (const weeks of labels.values())
    for (let last = weeks.length - 1; last > 0; last--) {
      const other = Math.floor(chance() * (last + 1));
      [weeks[last], weeks[other]] = [weeks[other] as number, weeks[last] as number];
    }
  return incidents.map((one) => ({ ...one, week: labels.get(one.stratum)?.pop() as number }));
}

/** The exact chance of `statistic`: every order of the week labels, each as likely as any other. One stratum. */
export function exactChance(incidents: readonly Incident[], question: Question, statistic: number): number {
  let reached = 0;
  let orders = 0;
  for (const labels of everyOrder(incidents.map(({ week }) => week))) {
    orders += 1;
    const permuted = incidents.map((one, at) => ({ ...one, week: labels[at] as number }));
    if (largestStatistic(permuted, question) >= statistic - 1e-9) reached += 1;
  }
  return reached / orders;
}

function* everyOrder(labels: readonly number[]): Generator<number[]> {
  if (labels.length === 0) yield [];
  for (const [at, label] of labels.entries())
    for (const others of everyOrder(labels.toSpliced(at, 1))) yield [label, ...others];
}
