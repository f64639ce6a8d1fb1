/**
 * The protocol's state, sealed: every value under the day's period key, every row under a name that only a period key
 * can make. A value says inside what it is, so that no row can serve as another.
 */
import { after, HOUR, MINUTE, type Clock, type InFlight, type Random } from "../../api/kernel.ts";
import { openJsonInFlight, periodNames, sealJsonInFlight, type PeriodKeys } from "../../api/vault/index.ts";
import { contactOf, isKept, type StateKey } from "./contacts.ts";
import type { StateContact, StateRow, StateRows } from "./ports.ts";

/** As the link between chat and report: 72 hours after the last message. */
const CONTACT_LASTS = 72 * HOUR;
/** After "hapus" only the last words are still to leave. */
const FAREWELL_LASTS = 10 * MINUTE;
const PURPOSE = "whatsapp-state";

/** `value`: any text; undefined removes. `contact`: whom it is about, where the key does not say so. */
export type StateChange = StateKey & { value: string | undefined; contact?: string };

export interface WhatsappState {
  /** The values there are, by id. */
  read(type: string, ids: readonly string[]): Promise<Map<string, string>>;
  /** All in one transaction. */
  write(changes: readonly StateChange[]): Promise<void>;
  /** These users wrote: what is kept of them lives on for 72 hours from now. */
  heardFrom(users: readonly string[]): Promise<void>;
  /** Everything about these users goes; what still leaves to them is forgotten soon after. */
  forgetUsers(users: readonly string[]): Promise<void>;
  /** Users that are the account itself; what is about them is nobody's. */
  setOwn(users: readonly string[]): void;
  /** Everything goes but what these keys name. */
  clear(kept: readonly StateKey[]): Promise<void>;
  /** Seals and names everything anew under the current period; how many rows moved, how many did not open. */
  renew(): Promise<{ resealed: number; unopened: number }>;
}

export type StateParts = { rows: StateRows; periods: () => PeriodKeys; random: Random; clock: Clock };

/** What a row holds. */
type Inside = StateKey & { value: string; contact?: string };

export function createState({ rows, periods, random, clock }: StateParts): WhatsappState {
  const leaving = new Set<string>();
  let own: ReadonlySet<string> = new Set();

  const namesOf = ({ type, id }: StateKey) =>
    periodNames(periods(), `${PURPOSE}/name/1`, encoded([type, id]));
  const tagsOf = (user: string) => periodNames(periods(), `${PURPOSE}/contact/1`, encoded([user]));

  function groupOf(user: string): StateContact {
    const { current, all } = tagsOf(user);
    const lasts = leaving.has(user) ? FAREWELL_LASTS : CONTACT_LASTS;
    return { tag: current, known: all, until: after(clock(), lasts) };
  }
  function aboutWhom(key: StateKey & { contact?: string }): string | undefined {
    const user = key.contact ?? contactOf(key);
    return user === undefined || own.has(user) ? undefined : user;
  }
  function rowOf(inside: Inside): StateRow {
    const user = aboutWhom(inside);
    return {
      name: namesOf(inside).current,
      contact: user && tagsOf(user).current,
      sealed: sealJsonInFlight<"whatsapp-state">(periods(), PURPOSE, inside, random),
    };
  }
  const opened = (sealed: InFlight<"whatsapp-state">) => openJsonInFlight<Inside>(periods(), PURPOSE, sealed);

  /** Under today's key and name; undefined when it is there already, "unopened" when no key opens it. */
  function renewed(row: StateRow): StateRow | undefined | "unopened" {
    try {
      const to = rowOf(opened(row.sealed));
      return to.name === row.name ? undefined : to;
    } catch {
      return "unopened";
    }
  }

  return {
    async read(type, ids) {
      const wanted = new Set(ids);
      const found = await rows.find(ids.flatMap((id) => namesOf({ type, id }).all));
      const values = new Map<string, string>();
      for (const { sealed } of found) {
        const inside = opened(sealed);
        if (inside.type === type && wanted.has(inside.id)) values.set(inside.id, inside.value);
      }
      return values;
    },

    async write(asked) {
      const changes = asked.filter(isKept);
      const add = changes.flatMap(({ value, ...key }) =>
        value === undefined ? [] : rowOf({ ...key, value }),
      );
      const users = new Set(
        changes.flatMap((one) => (one.value === undefined ? [] : (aboutWhom(one) ?? []))),
      );
      await rows.write({
        remove: changes.flatMap((key) => namesOf(key).all),
        add,
        contacts: [...users].map(groupOf),
      });
    },

    async heardFrom(users) {
      for (const user of users) {
        leaving.delete(user);
        await rows.prolong(groupOf(user));
      }
    },

    async forgetUsers(users) {
      for (const user of users) leaving.add(user);
      await rows.eraseContacts(users.flatMap((user) => tagsOf(user).all));
    },

    setOwn(users) {
      own = new Set(users);
    },

    clear: (kept) => rows.clear(kept.flatMap((key) => namesOf(key).all)),

    async renew() {
      const count = { resealed: 0, unopened: 0 };
      for (let page = await rows.after(undefined); page.length > 0; ) {
        const moves = page.map((from) => ({ from, to: renewed(from) }));
        count.unopened += moves.filter(({ to }) => to === "unopened").length;
        count.resealed += await rows.rename(
          moves.flatMap(({ from, to }) => (to === undefined || to === "unopened" ? [] : [{ from, to }])),
        );
        page = await rows.after(page.at(-1)?.name);
      }
      return count;
    },
  };
}

const encoded = (parts: readonly string[]): Uint8Array => Buffer.from(JSON.stringify(parts));
