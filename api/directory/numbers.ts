/** The numbers to call: data with a date on which somebody last checked them. */
import { done, ok, refuse, type OfficerId, type Result } from "../kernel.ts";
import { isAdmin } from "./acting.ts";
import { isAreaCode } from "./bodies.ts";
import type { Directory, DirectoryParts, NewNumber } from "./contract.ts";
import { newUuid } from "./uuid.ts";
import type { HotlineNumber, NumberId } from "./words.ts";

export function createNumbers(
  parts: DirectoryParts,
): Pick<Directory, "numbers" | "saveNumber" | "removeNumber"> {
  const { store, random, clock } = parts;

  async function saveNumber(by: OfficerId, wanted: NewNumber): Promise<Result<HotlineNumber>> {
    if (!(await isAdmin(parts, by))) return refuse("not_admin");
    if (wanted.name.trim() === "" || wanted.number.trim() === "") return refuse("text_missing");
    if (!isAreaCode(wanted.area) || !/\d/.test(wanted.number)) return refuse("invalid_value");
    const id = wanted.id ?? (newUuid(random) as NumberId);
    const number = {
      ...wanted,
      id,
      name: wanted.name.trim(),
      number: wanted.number.trim(),
      checkedAt: clock(),
    };
    await store.saveNumber(number);
    return ok(number);
  }

  async function removeNumber(by: OfficerId, id: NumberId): Promise<Result<undefined>> {
    if (!(await isAdmin(parts, by))) return refuse("not_admin");
    await store.removeNumber(id);
    return done;
  }

  const numbers = async () => (await store.numbers()).toSorted((one, other) => one.order - other.order);
  return { numbers, saveNumber, removeNumber };
}
