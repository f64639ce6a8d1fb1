/** What goes wrong in the vault. Messages carry ids and codes only. */

export type OpeningReason = "wrong_key" | "wrong_label" | "damaged";

/**
 * Sealed bytes that do not open. `wrong_key`: sealed to somebody else. `wrong_label`: opened, but it is another
 * row's content than the caller asked for, so rows were swapped. `damaged`: cut, altered, or not ours.
 */
export class OpeningError extends Error {
  override readonly name = "OpeningError";
  readonly reason: OpeningReason;

  constructor(reason: OpeningReason) {
    super(`sealed bytes do not open: ${reason}`);
    this.reason = reason;
  }
}

/** A row that the server did not vouch for: nothing is sealed to its key. Somebody wrote past the application. */
export class SwappedKeyError extends Error {
  override readonly name = "SwappedKeyError";

  constructor(whose: string) {
    super(`not vouched for by this server: ${whose}`);
  }
}
