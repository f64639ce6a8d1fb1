/**
 * Exact inference for a two-by-two table whose margins are given: before and after, here and elsewhere. Unequal periods
 * need no weights, because only the ratio of ratios is judged. Fisher, "The logic of inductive inference", JRSS 1935;
 * mid-p: Lancaster, JASA 1961; interval by the noncentral hypergeometric distribution, as in R's fisher.test.
 */

/** Incidents before and after, in one group of areas. */
export type BeforeAfter = { before: number; after: number };

export type Chances = {
  /** Chance of so many or more here after, when nothing changed; an equal number counts half. */
  midP: number;
  /** The same without halving: never too small. */
  p: number;
};

export type RateRatio = Chances & {
  /** Most likely ratio of (after / before) here to elsewhere, given the margins; ∞ when all could only be here. */
  ratio: number;
  /** 5 % lie below and 5 % above. */
  interval: [number, number];
};

const TAIL = 0.05;
/** The ratio is sought between e^−40 and e^40. */
const WIDEST = 40;
const HALVINGS = 100;

/** Without the ratio and its interval, which cost some two hundred times as much. */
export function chancesOf(here: BeforeAfter, elsewhere: BeforeAfter): Chances {
  return chancesIn(tableOf(here, elsewhere), here.after);
}

export function rateRatio(here: BeforeAfter, elsewhere: BeforeAfter): RateRatio {
  const table = tableOf(here, elsewhere);
  const { least, most } = table;
  const observed = here.after;
  const solve = (wrong: (logRatio: number) => number) => Math.exp(root(wrong));
  return {
    ...chancesIn(table, observed),
    ratio:
      observed === least
        ? 0
        : observed === most
          ? Number.POSITIVE_INFINITY
          : solve((logRatio) => weigh(table, logRatio).mean - observed),
    interval: [
      observed === least ? 0 : solve((logRatio) => weigh(table, logRatio).above(observed) - TAIL),
      observed === most
        ? Number.POSITIVE_INFINITY
        : solve((logRatio) => TAIL - weigh(table, logRatio).below(observed)),
    ],
  };
}

function chancesIn(table: Table, observed: number): Chances {
  const plain = weigh(table, 0);
  const p = plain.above(observed);
  return { midP: p - plain.at(observed) / 2, p };
}

/** Log weights of every possible number of incidents here after. */
type Table = { least: number; most: number; logWeights: Float64Array };

function tableOf(here: BeforeAfter, elsewhere: BeforeAfter): Table {
  const inHere = here.before + here.after;
  const inElsewhere = elsewhere.before + elsewhere.after;
  const after = here.after + elsewhere.after;
  const logFactorial = logFactorials(inHere + inElsewhere);
  const choose = (n: number, k: number) =>
    (logFactorial[n] as number) - (logFactorial[k] as number) - (logFactorial[n - k] as number);
  const least = Math.max(0, after - inElsewhere);
  const most = Math.min(inHere, after);
  const logWeights = Float64Array.from(
    { length: most - least + 1 },
    (_, step) => choose(inHere, least + step) + choose(inElsewhere, after - least - step),
  );
  return { least, most, logWeights };
}

function logFactorials(n: number): Float64Array {
  const values = new Float64Array(n + 1);
  for (let at = 1; at <= n; at++) values[at] = (values[at - 1] as number) + Math.log(at);
  return values;
}

/** The distribution when the ratio is e^logRatio. */
function weigh({ least, logWeights }: Table, logRatio: number) {
  const logs = logWeights.map((weight, step) => weight + (least + step) * logRatio);
  const largest = logs.reduce((top, log) => Math.max(top, log), Number.NEGATIVE_INFINITY);
  const weights = logs.map((log) => Math.exp(log - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = (from: number, to: number) =>
    weights.subarray(from, to).reduce((sum, weight) => sum + weight, 0) / total;
  return {
    at: (n: number) => share(n - least, n - least + 1),
    above: (n: number) => share(n - least, weights.length),
    below: (n: number) => share(0, n - least + 1),
    mean: weights.reduce((sum, weight, step) => sum + weight * (least + step), 0) / total,
  };
}

/** Where a rising function crosses zero, by halving. */
function root(rising: (x: number) => number): number {
  let low = -WIDEST;
  let high = WIDEST;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
