/** Signed-in officers; the row is useless without the secret that only the cookie holds. */
import type { OfficerId } from "../kernel.ts";
import type { Sessions } from "../web/ports.ts";
import type { Database } from "./database.ts";
import { toDate, toInstant } from "./moments.ts";

export function createSessions({ prisma }: Database): Sessions {
  return {
    async save({ hash, officer, lockedKey, createdAt, seenAt }) {
      const columns = { officerId: officer, lockedKey, createdAt: toDate(createdAt), seenAt: toDate(seenAt) };
      await prisma.session.upsert({ where: { hash }, create: { hash, ...columns }, update: columns });
    },

    async find(hash) {
      const row = await prisma.session.findUnique({ where: { hash } });
      if (row === null) return undefined;
      return {
        hash,
        officer: row.officerId as OfficerId,
        lockedKey: row.lockedKey,
        createdAt: toInstant(row.createdAt),
        seenAt: toInstant(row.seenAt),
      };
    },

    async touch(hash, seenAt) {
      await prisma.session.updateMany({ where: { hash }, data: { seenAt: toDate(seenAt) } });
    },

    async remove(hash) {
      await prisma.session.deleteMany({ where: { hash } });
    },

    async removeOf(officer) {
      await prisma.session.deleteMany({ where: { officerId: officer } });
    },

    async forget(idleSince, createdBefore) {
      const { count } = await prisma.session.deleteMany({
        where: { OR: [{ seenAt: { lt: toDate(idleSince) } }, { createdAt: { lt: toDate(createdBefore) } }] },
      });
      return count;
    },
  };
}
