/**
 * Ratio and interval as R's `fisher.test` searches for them: Brent's root finder (R's `uniroot`, after netlib `zeroin`)
 * that stops at a tolerance of ε^¼ ≈ 1.2e-4, so that its answers are exact only to about 1e-4. Written here to show that
 * this is all the difference there is.
 */
const EPSILON = 2 ** -52;
const TOLERANCE = EPSILON ** 0.25;

/** The noncentral hypergeometric distribution of the upper left cell, by logarithms. */
function distribution(m: number, n: number, k: number) {
  const logFactorials = [0];
  for (let at = 1; at <= m + n; at += 1) logFactorials.push((logFactorials[at - 1] ?? 0) + Math.log(at));
  const logFactorial = (x: number): number => logFactorials[x] ?? 0;
  const choose = (all: number, some: number): number =>
    logFactorial(all) - logFactorial(some) - logFactorial(all - some);
  const least = Math.max(0, k - n);
  const most = Math.min(k, m);
  const support = Array.from({ length: most - least + 1 }, (_, step) => least + step);
  const shares = (theta: number): number[] => {
    const logs = support.map((x) => choose(m, x) + choose(n, k - x) + x * Math.log(theta));
    const weights = logs.map((log) => Math.exp(log - Math.max(...logs)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => weight / total);
  };
  const sum = (theta: number, of: (x: number) => number): number =>
    shares(theta).reduce((total, share, step) => total + share * of(least + step), 0);
  return {
    mean: (theta: number) => (theta === 0 ? least : sum(theta, (x) => x)),
    atMost: (q: number, theta: number) =>
      theta === 0 ? Number(q >= least) : sum(theta, (x) => Number(x <= q)),
    atLeast: (q: number, theta: number) =>
      theta === 0 ? Number(q <= least) : sum(theta, (x) => Number(x >= q)),
  };
}

function brent(f: (x: number) => number, from: number, to: number): number {
  let [a, b, c] = [from, to, from];
  let [fa, fb, fc] = [f(from), f(to), f(from)];
  for (let round = 0; round < 1000; round += 1) {
    const previous = b - a;
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const close = 2 * EPSILON * Math.abs(b) + TOLERANCE / 2;
    let step = (c - b) / 2;
    if (Math.abs(step) <= close || fb === 0) return b;
    if (Math.abs(previous) >= close && Math.abs(fa) > Math.abs(fb)) {
      const width = c - b;
      const t1 = a === c ? fb / fa : fb / fc;
      const t2 = fb / fa;
      const q0 = fa / fc;
      const top = a === c ? width * t1 : t2 * (width * q0 * (q0 - t1) - (b - a) * (t1 - 1));
      const bottom = a === c ? 1 - t1 : (q0 - 1) * (t1 - 1) * (t2 - 1);
      const [p, q] = top > 0 ? [top, -bottom] : [-top, bottom];
      if (p < 0.75 * width * q - Math.abs(close * q) / 2 && p < Math.abs((previous * q) / 2)) step = p / q;
    }
    if (Math.abs(step) < close) step = step > 0 ? close : -close;
    [a, fa] = [b, fb];
    b += step;
    fb = f(b);
    if (fb > 0 === fc > 0 && fb !== 0 && fc !== 0) [c, fc] = [a, fa];
  }
  throw new Error("no root found");
}

/** R looks between 0 and 1, and beyond 1 for the reciprocal. */
const searched = (f: (theta: number) => number, below: boolean): number =>
  below ? brent(f, 0, 1) : 1 / brent((t) => f(1 / t), EPSILON, 1);

type Rows = { before: number; after: number };

/** `fisher.test(..., conf.level = 0.9)` of after and before, here and elsewhere; no cell may be at its limit. */
export function searchedByR(here: Rows, elsewhere: Rows) {
  const x = here.after;
  const table = distribution(
    here.before + here.after,
    elsewhere.before + elsewhere.after,
    here.after + elsewhere.after,
  );
  return {
    ratio: searched((theta) => table.mean(theta) - x, table.mean(1) > x),
    interval: [
      searched((theta) => table.atLeast(x, theta) - 0.05, table.atLeast(x, 1) > 0.05),
      searched((theta) => table.atMost(x, theta) - 0.05, table.atMost(x, 1) < 0.05),
    ],
  };
}
