/** Which numbers to call fit what was said. */
import { areaAndAbove, type AreaCode, type Corps } from "../../api/kernel.ts";
import type { HotlineNumber } from "../../api/directory/index.ts";
import { isOf } from "../../api/routing/index.ts";

export type NumberToCall = { name: string; number: string; remark: string };

/**
 * Numbers that work in `area`, in their order: SAPA 129 first as listed, 112 only where it is active, a corps that is
 * implicated or that the reporter shuts out is left out, and a mental-health line never stands alone.
 */
export function numbersFor(
  area: AreaCode,
  shutOut: readonly Corps[],
  all: readonly HotlineNumber[],
): NumberToCall[] {
  const here = new Set<string>(areaAndAbove(area));
  const fitting = all
    .filter(
      ({ area: works, corps }) =>
        here.has(works) && !(corps !== undefined && isOf(shutOut, corps as Corps, works)),
    )
    .toSorted((one, other) => one.order - other.order);
  const alone = fitting.every(({ kind }) => kind === "mental_health");
  return alone ? [] : fitting.map(({ name, number, remark }) => ({ name, number, remark }));
}
