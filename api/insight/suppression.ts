/**
 * Hiding small numbers, for two readers. Those who work with the system see `hideSmallCounts`: exact counts from 5 on,
 * with their total. The public sees `bandOf`: each number by itself, from 10 on, never a total.
 *
 * Inside: cell suppression for one-dimensional tables whose total is known. Primary suppression hides a count of 1 to 4.
 * That alone protects nothing, because the total minus the shown counts gives the hidden ones back; so further cells are
 * hidden too (complementary suppression). Source: Hundepool, Domingo-Ferrer, Franconi, Giessing, Schulte Nordholt,
 * Spicer, de Wolf, "Statistical Disclosure Control", Wiley 2012, ch. 4. Which further cells is decided by a limit that
 * climbs for all cells alike, never cell by cell: a reader who knows this rule learns nothing from the choice (the
 * minimality attack; Wong, Fu, Wang, Pei, VLDB 2007).
 *
 * Two tables of nearly the same period differ by a few reports: show whole calendar months only.
 */

/** Counts from 1 up to one below this are hidden. */
export const SMALLEST_SHOWN = 5;

export type Count = number | "hidden";
export type Table = { rows: { key: string; count: Count }[]; total: Count };

/** Cells of at most this many are hidden; climbed until the hidden ones protect one another. */
const LIMITS = [SMALLEST_SHOWN - 1, 9, 19, 49, 99, Number.POSITIVE_INFINITY];

/**
 * The table as it may be shown. No hidden count can be computed from what is shown, even by a reader who knows the
 * total and this rule. A total under 5 hides the whole table; zeros are shown unless the whole table is hidden.
 */
export function hideSmallCounts(rows: { key: string; count: number }[]): Table {
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  if (total > 0 && total < SMALLEST_SHOWN) return { ...hidden(rows, () => true), total: "hidden" };

  // Every count small and no more reports than rows: the rows then say too much about each other.
  const sparse = rows.every((row) => row.count < SMALLEST_SHOWN) && total > 0 && total <= rows.length;
  if (sparse) return { ...hidden(rows, () => true), total };

  const small = (limit: number) => rows.filter((row) => row.count > 0 && row.count <= limit);
  if (small(SMALLEST_SHOWN - 1).length === 0) return { ...hidden(rows, () => false), total };
  const limit = LIMITS.find((candidate) => protectOneAnother(small(candidate), candidate));
  if (limit === undefined)
    throw new Error("hiding every count of a table that is not sparse protects each of them");
  return { ...hidden(rows, (count) => count > 0 && count <= limit), total };
}

/** At least two, and their sum leaves each of them a choice between 1 and the limit. */
function protectOneAnother(cells: { count: number }[], limit: number): boolean {
  const sum = cells.reduce((all, cell) => all + cell.count, 0);
  return cells.length >= 2 && sum > cells.length && sum < limit * cells.length;
}

function hidden(
  rows: { key: string; count: number }[],
  hide: (count: number) => boolean,
): Pick<Table, "rows"> {
  return { rows: rows.map(({ key, count }) => ({ key, count: hide(count) ? "hidden" : count })) };
}

/** Outside, counts up to one below this look alike, 0 among them. */
const SMALLEST_OUTSIDE = 10;
/** Counts above are told in steps of so many. */
const STEP = 5;

/** A count somewhere from `least` to `most`, both inclusive. */
export type Band = { least: number; most: number };

/**
 * 0–9, 10–14, 15–19, … for the public. It depends on this one count and on nothing else, so that with no total told
 * beside it there is nothing to subtract it from, and knowing the rule helps nobody. Zero is no exception: that nobody
 * wrote from a place would tell something too.
 */
export function bandOf(count: number): Band {
  if (count < SMALLEST_OUTSIDE) return { least: 0, most: SMALLEST_OUTSIDE - 1 };
  const least = Math.floor(count / STEP) * STEP;
  return { least, most: least + STEP - 1 };
}

/** Whether the band says only that the count is small. */
export const isHidden = ({ most }: Band): boolean => most < SMALLEST_OUTSIDE;
