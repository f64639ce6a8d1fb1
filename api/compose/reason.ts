/** Why it did not start, in words for the operator. */
import { codeOf } from "../log.ts";
import { KeyFileError } from "../keyfiles.ts";
import { RefusedToOpen } from "../store/index.ts";

/** Errors made for the operator speak for themselves; of all others only the code is told. */
export function reasonOf(failure: unknown): string {
  if (failure instanceof RefusedToOpen || failure instanceof KeyFileError) return failure.message;
  return codeOf(failure);
}
