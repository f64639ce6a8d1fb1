/** Transcripts of web visits, sealed, gone with the visit. */
import type { VisitLine, Visits } from "../../bots/webchat/ports.ts";
import type { Database } from "./database.ts";
import { toDate, toInstant } from "./moments.ts";

export function createVisits({ prisma, write }: Database): Visits {
  return {
    append: (visit, line, now) =>
      write(async (tx) => {
        const { lastSeq: seq } = await tx.visit.upsert({
          where: { hash: visit },
          create: { hash: visit, seenAt: toDate(now), lastSeq: 1 },
          update: { seenAt: toDate(now), lastSeq: { increment: 1 } },
        });
        await tx.visitLine.create({ data: { visitHash: visit, seq, at: toDate(now), sealed: line } });
        return seq;
      }),

    async lines(visit, afterSeq) {
      const rows = await prisma.visitLine.findMany({
        where: { visitHash: visit, seq: { gt: afterSeq } },
        orderBy: { seq: "asc" },
      });
      return rows.map(
        ({ seq, at, sealed }): VisitLine => ({
          seq,
          at: toInstant(at),
          sealed: sealed as VisitLine["sealed"],
        }),
      );
    },

    async erase(visit) {
      await prisma.visit.deleteMany({ where: { hash: visit } });
    },

    async forget(idleSince) {
      const { count } = await prisma.visit.deleteMany({ where: { seenAt: { lt: toDate(idleSince) } } });
      return count;
    },
  };
}
