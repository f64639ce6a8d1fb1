/** Every list of `cells` counts from 0 to `most`. */
export function* everyTable(cells: number, most: number): Generator<number[]> {
  if (cells === 0) return yield [];
  for (const rest of everyTable(cells - 1, most))
    for (let count = 0; count <= most; count++) yield [...rest, count];
}
