/** From a case back to its chat, while the link lives: where to append, and whether we may write by ourselves. */
import type { AppendTargets } from "../../bots/dispatch/ports.ts";
import type { ConversationId } from "../kernel.ts";
import type { ReporterLinks } from "../queue/ports.ts";
import { toCard, toEpoch } from "./case-rows.ts";
import { visible } from "./case-scope.ts";
import type { Database } from "./database.ts";

export function createAppendTargets({ prisma }: Database): AppendTargets {
  return {
    async appendTarget(actor, id) {
      const row = await prisma.caseCard.findFirst({ where: visible(actor, id), include: { epochs: true } });
      const epoch = row?.epochs.find((one) => one.epoch === row.epoch);
      if (row == null || epoch === undefined) return undefined;
      const { version, state, severity } = toCard(row);
      return { version, state, severity, epoch: toEpoch(epoch) };
    },
  };
}

type Link = NonNullable<Awaited<ReturnType<ReporterLinks["addressOf"]>>>;

export function createReporterLinks({ prisma }: Database): ReporterLinks {
  return {
    async addressOf(id) {
      const row = await prisma.conversation.findFirst({
        where: { caseId: id, mayWrite: true, erasing: false, address: { not: null } },
        orderBy: { linkUntil: "desc" },
      });
      if (row?.address == null) return undefined;
      return {
        channel: row.channel,
        conversation: row.id as ConversationId,
        address: row.address as Link["address"],
      };
    },
  };
}
