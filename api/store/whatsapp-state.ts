/** The state of WhatsApp's protocol: sealed values under keyed names, those of a contact in one group that ends. */
import type { StateContact, StateRow, StateRows } from "../../bots/whatsapp/ports.ts";
import type { Database, Transaction } from "./database.ts";
import { orNull, orUndefined, toDate } from "./moments.ts";

/** Rows in one page of a walk, and in one transaction of it. */
const AT_ONCE = 50;

export function createStateRows({ prisma, write }: Database): StateRows {
  return {
    async find(names) {
      const rows = await prisma.whatsappState.findMany({ where: { name: { in: [...names] } } });
      return rows.map(toRow);
    },

    write: ({ remove, add, contacts }) =>
      write(async (tx) => {
        for (const contact of contacts) await keepContact(tx, contact);
        await tx.whatsappState.deleteMany({ where: { name: { in: [...remove] } } });
        await tx.whatsappState.createMany({
          data: add.map(({ name, contact, sealed }) => ({ name, contact: orNull(contact), sealed })),
        });
      }),

    async prolong({ known, until }) {
      await prisma.$executeRaw`
        update whatsapp_contact set until = greatest(until, ${toDate(until)})
        where tag = any(${[...known]}::text[])`;
    },

    async eraseContacts(tags) {
      await prisma.whatsappContact.deleteMany({ where: { tag: { in: [...tags] } } });
    },

    clear: (kept) =>
      write(async (tx) => {
        await tx.whatsappState.deleteMany({ where: { name: { notIn: [...kept] } } });
        await tx.whatsappContact.deleteMany();
      }),

    async after(name) {
      const rows = await prisma.whatsappState.findMany({
        where: { name: { gt: name ?? "" } },
        orderBy: { name: "asc" },
        take: AT_ONCE,
      });
      return rows.map(toRow);
    },

    rename: (moves) =>
      write(async (tx) => {
        let moved = 0;
        for (const { from, to } of moves) moved += await renameRow(tx, from, to);
        return moved;
      }),
  };
}

/** The rows follow their contact to its new tag by the foreign key. */
async function keepContact(tx: Transaction, { tag, known, until }: StateContact): Promise<void> {
  await tx.$executeRaw`
    update whatsapp_contact set tag = ${tag} where tag = any(${[...known]}::text[]) and tag <> ${tag}`;
  await tx.$executeRaw`
    insert into whatsapp_contact (tag, until) values (${tag}, ${toDate(until)}) on conflict (tag) do nothing`;
}

async function renameRow(tx: Transaction, from: StateRow, to: StateRow): Promise<number> {
  if (from.contact !== undefined && to.contact !== from.contact) {
    await tx.$executeRaw`update whatsapp_contact set tag = ${to.contact} where tag = ${from.contact}`;
  }
  return tx.$executeRaw`
    update whatsapp_state set name = ${to.name}, sealed = ${to.sealed}
    where name = ${from.name} and sealed = ${from.sealed}`;
}

const toRow = (row: { name: string; contact: string | null; sealed: Uint8Array }): StateRow => ({
  name: row.name,
  contact: orUndefined(row.contact),
  sealed: row.sealed as StateRow["sealed"],
});
