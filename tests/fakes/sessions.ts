/** Sign-in sessions in a Map. */
import type { Sessions, StoredSession } from "../../api/web/index.ts";

export type FakeSessions = Sessions & { readonly rows: Map<string, StoredSession> };

export function createFakeSessions(): FakeSessions {
  const rows = new Map<string, StoredSession>();
  return {
    rows,
    async save(session) {
      rows.set(session.hash, session);
    },
    find: async (hash) => rows.get(hash),
    async touch(hash, seenAt) {
      const row = rows.get(hash);
      if (row !== undefined) rows.set(hash, { ...row, seenAt });
    },
    async remove(hash) {
      rows.delete(hash);
    },
    async removeOf(officer) {
      for (const [hash, row] of rows) if (row.officer === officer) rows.delete(hash);
    },
    async forget(idleSince, createdBefore) {
      const gone = [...rows].filter(([, row]) => row.seenAt < idleSince || row.createdAt < createdBefore);
      for (const [hash] of gone) rows.delete(hash);
      return gone.length;
    },
  };
}
