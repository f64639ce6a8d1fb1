/** What the WhatsApp channel needs kept; `store` implements it. All of it is sealed, and named by keyed hashes. */
import type { InFlight, Instant } from "../../api/kernel.ts";

/** One value of the protocol's state: a session, a key, the account. `contact` is the tag of whom it is about. */
export type StateRow = {
  name: string;
  contact: string | undefined;
  sealed: InFlight<"whatsapp-state">;
};

/** A contact under the tag of the current period; `known` are its tags under every period key there is. */
export type StateContact = { tag: string; known: readonly string[]; until: Instant };

export interface StateRows {
  /** The rows that bear any of these names. */
  find(names: readonly string[]): Promise<StateRow[]>;
  /**
   * In one transaction: rows named in `remove` go, then `add` is put in. A contact that is there already keeps its
   * time and bears its current tag from now on, its rows with it.
   */
  write(change: {
    remove: readonly string[];
    add: readonly StateRow[];
    contacts: readonly StateContact[];
  }): Promise<void>;
  /** The contact's rows live at least until its `until`; nothing happens when nothing is kept of it. */
  prolong(contact: StateContact): Promise<void>;
  /** Removes contacts, under whichever of these tags they stand, with all their rows. */
  eraseContacts(tags: readonly string[]): Promise<void>;
  /** Removes everything but the rows that bear these names. */
  clear(kept: readonly string[]): Promise<void>;
  /** Some rows in the order of their names, those after `name`; none when there are no more. */
  after(name: string | undefined): Promise<StateRow[]>;
  /**
   * Puts `to` in the place of `from`, and its contact under the new tag. A row that was changed or removed meanwhile
   * is left as it is. Returns how many moved.
   */
  rename(moves: readonly { from: StateRow; to: StateRow }[]): Promise<number>;
}
