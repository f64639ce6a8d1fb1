/** What goes wrong in the store, told without a single value of a row: database errors quote rows and arguments. */

/** A failure of the database. `code` is Prisma's (P…) or PostgreSQL's five-character code. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly code: string;
  constructor(act: string, code: string) {
    super(`store ${act} failed (${code})`);
    this.code = code;
  }
}

/** Thrown inside a plan to roll everything back because the row has moved on; never leaves the store. */
export class Conflict extends Error {
  override readonly name = "Conflict";
}

/** Why the program must not start on this database; the message is ours and is shown to the operator. */
export class RefusedToOpen extends Error {
  override readonly name = "RefusedToOpen";
}

const CODE = /^[A-Z0-9]{5}$/;
const DEPTH = 5;

/** PostgreSQL's code when there is one, else Prisma's, else "unknown". Looks only at codes, never at messages. */
export function codeOfFailure(failure: unknown, depth = DEPTH): string {
  if (typeof failure !== "object" || failure === null || depth === 0) return "unknown";
  const { originalCode, code, cause, meta, driverAdapterError } = failure as Record<string, unknown>;
  if (typeof originalCode === "string" && CODE.test(originalCode)) return originalCode;
  for (const inner of [driverAdapterError, meta, cause]) {
    const found = codeOfFailure(inner, depth - 1);
    if (found !== "unknown") return found;
  }
  return typeof code === "string" && CODE.test(code) ? code : "unknown";
}

type Port = Record<string, (...args: never[]) => Promise<unknown>>;

/** The same port, whose failures carry the act and a code and nothing else: no message, no cause, no arguments. */
export function guarded<P extends object>(name: string, port: P): P {
  const acts = Object.entries(port as unknown as Port).map(([act, run]) => [
    act,
    async (...args: never[]) => {
      try {
        return await run(...args);
      } catch (failure) {
        throw failure instanceof StoreError
          ? failure
          : new StoreError(`${name}.${act}`, codeOfFailure(failure));
      }
    },
  ]);
  return Object.fromEntries(acts) as P;
}
