/** The state of WhatsApp's protocol in memory. */
import { after, type Instant } from "../../api/kernel.ts";
import type { StateRow, StateRows } from "../../bots/whatsapp/ports.ts";

/** `failing` makes every call throw, as a database that is down does. */
export type FakeStateRows = StateRows & {
  failing: boolean;
  readonly rows: ReadonlyMap<string, StateRow>;
  forget(now: Instant): Promise<number>;
};

export function createFakeStateRows(): FakeStateRows {
  const rows = new Map<string, StateRow>();
  const contacts = new Map<string, Instant>();

  function check(): void {
    if (fake.failing) throw Object.assign(new Error("the table cannot be reached"), { code: "ECONNREFUSED" });
  }
  function rename(tag: string, to: string): void {
    const until = contacts.get(tag);
    if (until === undefined || tag === to) return;
    contacts.delete(tag);
    contacts.set(to, until);
    for (const row of rows.values()) if (row.contact === tag) rows.set(row.name, { ...row, contact: to });
  }
  function erase(tag: string): void {
    contacts.delete(tag);
    for (const row of rows.values()) if (row.contact === tag) rows.delete(row.name);
  }

  const fake: FakeStateRows = {
    failing: false,
    rows,
    async find(names) {
      check();
      return names.flatMap((name) => rows.get(name) ?? []);
    },
    async write({ remove, add, contacts: kept }) {
      check();
      const staying = new Set([...rows.keys()].filter((name) => !remove.includes(name)));
      if (add.some(({ name }) => staying.has(name))) throw new Error("two rows of one name");
      for (const { tag, known, until } of kept) {
        for (const one of known) rename(one, tag);
        if (!contacts.has(tag)) contacts.set(tag, until);
      }
      for (const name of remove) rows.delete(name);
      for (const row of add) {
        if (row.contact !== undefined && !contacts.has(row.contact))
          throw new Error("a row without its contact");
        rows.set(row.name, row);
      }
    },
    async prolong({ known, until }) {
      check();
      for (const tag of known) {
        const found = contacts.get(tag);
        if (found !== undefined) contacts.set(tag, found > until ? found : until);
      }
    },
    async eraseContacts(tags) {
      check();
      for (const tag of tags) erase(tag);
    },
    async clear(kept) {
      check();
      for (const name of rows.keys()) if (!kept.includes(name)) rows.delete(name);
      contacts.clear();
    },
    async after(name) {
      check();
      return [...rows.values()]
        .toSorted((one, other) => (one.name < other.name ? -1 : 1))
        .filter((row) => name === undefined || row.name > name)
        .slice(0, 50);
    },
    async rename(moves) {
      check();
      let moved = 0;
      for (const { from, to } of moves) {
        if (from.contact !== undefined && to.contact !== undefined) rename(from.contact, to.contact);
        const found = rows.get(from.name);
        if (found === undefined || Buffer.compare(found.sealed, from.sealed) !== 0) continue;
        rows.delete(from.name);
        rows.set(to.name, { ...found, name: to.name, sealed: to.sealed });
        moved += 1;
      }
      return moved;
    },
    async forget(now) {
      const over = [...contacts].filter(([, until]) => until <= after(now, 0)).map(([tag]) => tag);
      for (const tag of over) erase(tag);
      return over.length;
    },
  };
  return fake;
}
