/** From a case back to its chat, while the link lives and we may write by ourselves. */
import type { ConversationId } from "../kernel.ts";
import type { ReporterLinks } from "../queue/ports.ts";
import type { Database } from "./database.ts";

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
