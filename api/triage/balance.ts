/**
 * Scores of several separators → probabilities: one sharpness and one shift a class, fitted on held-out scores
 * (vector scaling, Guo et al. 2017, with one slope). Plain gradient descent on the cross-entropy.
 */
export type Balance = { sharpness: number; shifts: number[] };

const ROUNDS = 300;
const STEP = 0.5;

/** `right[i]`: position of the right class of `scores[i]`. */
export function balance(scores: readonly (readonly number[])[], right: readonly number[]): Balance {
  const classes = scores[0]?.length ?? 0;
  let sharpness = 2;
  let shifts = Array.from({ length: classes }, () => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    let slope = 0;
    const slopes = Array.from({ length: classes }, () => 0);
    scores.forEach((row, at) => {
      const odds = row.map((score, place) => Math.exp(sharpness * (score + (shifts[place] ?? 0))));
      const all = odds.reduce((sum, one) => sum + one, 0);
      odds.forEach((one, place) => {
        const error = one / all - (place === right[at] ? 1 : 0);
        slope += error * ((row[place] ?? 0) + (shifts[place] ?? 0));
        slopes[place] = (slopes[place] ?? 0) + error;
      });
    });
    sharpness -= (STEP * slope) / scores.length;
    shifts = shifts.map((shift, place) => shift - (STEP * (slopes[place] ?? 0)) / scores.length);
  }
  return { sharpness, shifts };
}
