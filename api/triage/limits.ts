/** Where to draw the line on scores of held-out messages. */

/** The limit that `share` of these scores lie above. */
export function limitKeeping(share: number, scores: readonly number[]): number {
  const falling = scores.toSorted((a, b) => b - a);
  const last = falling[Math.min(falling.length - 1, Math.ceil(share * falling.length) - 1)] ?? 0;
  return last - 1e-4;
}

/** The limit that at most `count` of these scores lie above. */
export function limitAllowing(count: number, scores: readonly number[]): number {
  return scores.toSorted((a, b) => b - a)[Math.floor(count)] ?? 0;
}

/** The limit with the best F1. */
export function bestLimit(scores: readonly number[], has: readonly boolean[]): number {
  const falling = scores
    .map((score, at) => ({ score, has: has[at] === true }))
    .toSorted((a, b) => b.score - a.score);
  const all = has.filter(Boolean).length;
  let found = 0;
  let best = { f1: 0, limit: 0 };
  falling.forEach((one, at) => {
    if (one.has) found += 1;
    const f1 = (2 * found) / (all + at + 1);
    const limit = (one.score + (falling[at + 1]?.score ?? one.score - 1)) / 2;
    if (f1 > best.f1) best = { f1, limit };
  });
  return best.limit;
}
