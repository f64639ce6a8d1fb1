/** Cases for the queue: every read scoped to its actor in SQL, every change in one guarded transaction. */
import { HOUR, type AgencyId, type AreaCode, type PublicKey } from "../kernel.ts";
import type { Cases } from "../queue/ports.ts";
import { changeCase } from "./case-change.ts";
import { toCard, toCopy, toEpoch, toEvent, toReceipt, toShare } from "./case-rows.ts";
import { readable, reportersOwn, visible, visibleTo } from "./case-scope.ts";
import type { Prisma } from "./client/client.ts";
import { type Database, writeOrConflict } from "./database.ts";
import { toDate, toInstant, toInstantOrUndefined } from "./moments.ts";
import { toldNear } from "./sketches.ts";
import { countWrong } from "./throttle.ts";

export function createCases({ prisma, write }: Database): Cases {
  return {
    async cards(actor, { states, area, limit, before }) {
      const rows = await prisma.caseCard.findMany({
        where: {
          AND: [visibleTo(actor), area === undefined ? {} : within(area)],
          ...(states && { state: { in: states } }),
          ...(before !== undefined && { filedAt: { lt: toDate(before) } }),
        },
        orderBy: [
          { state: "asc" },
          { severity: "asc" },
          { oneOfMany: "asc" },
          { claimDueAt: { sort: "asc", nulls: "last" } },
          { actionDueAt: { sort: "asc", nulls: "last" } },
          { filedAt: "asc" },
        ],
        take: limit,
      });
      return rows.map(toCard);
    },

    async card(actor, id) {
      const row = await prisma.caseCard.findFirst({ where: visible(actor, id) });
      return row === null ? undefined : toCard(row);
    },

    async shares(actor, id) {
      const rows = await prisma.caseShare.findMany({
        where: { card: visible(actor, id) },
        orderBy: [{ position: { sort: "asc", nulls: "first" } }, { agencyId: "asc" }],
      });
      return rows.map(toShare);
    },

    async events(actor, id) {
      const withWords = await prisma.caseCard.count({ where: readable(actor, id) });
      const rows = await prisma.caseEvent.findMany({
        where: { card: visible(actor, id) },
        omit: { sealed: withWords === 0 },
        orderBy: { seq: "asc" },
      });
      return rows.map(toEvent);
    },

    async epochs(actor, id) {
      const rows = await prisma.caseEpoch.findMany({
        where: { card: visible(actor, id) },
        orderBy: { epoch: "asc" },
      });
      return rows.map(toEpoch);
    },

    async copies(actor, id, holder) {
      const own =
        actor.kind === "officer" ? actor.agency : actor.kind === "reporter" ? "reporter" : undefined;
      const rows = await prisma.keyCopy.findMany({
        where: {
          card: readable(actor, id),
          AND: [own === undefined ? {} : { holder: own }, holder === undefined ? {} : { holder }],
        },
        orderBy: [{ epoch: "asc" }, { holder: "asc" }],
      });
      return rows.map(toCopy);
    },

    async replyAddress(actor, id) {
      const row = await prisma.replyAddress.findFirst({ where: { card: readable(actor, id) } });
      return row === null ? undefined : (row.sealed as Awaited<ReturnType<Cases["replyAddress"]>>);
    },

    async handOffs(actor, id) {
      const rows = await prisma.handOff.findMany({
        where: { card: visible(actor, id) },
        orderBy: [{ dueAt: "asc" }, { agencyId: "asc" }],
      });
      return rows.map(({ agencyId, dueAt, doneAt }) => ({
        agency: agencyId as AgencyId,
        dueAt: toInstant(dueAt),
        doneAt: toInstantOrUndefined(doneAt),
      }));
    },

    async receiptKey(actor, id) {
      const row = await prisma.caseReceipt.findFirst({ where: { card: readable(actor, id) } });
      return row === null ? undefined : { publicKey: row.publicKey as PublicKey, mac: row.mac };
    },

    toldNear: (actor, id, since) => toldNear(prisma, actor, id, since),

    async ofIncident(actor, incident) {
      const rows = await prisma.caseCard.findMany({
        where: { AND: [visibleTo(actor), { incidentId: incident }] },
        orderBy: [{ filedAt: "asc" }, { id: "asc" }],
      });
      return rows.map(toCard);
    },

    change: (id, expectedVersion, change) =>
      writeOrConflict(write, (tx) => changeCase(tx, id, expectedVersion, change)),

    async due(actor, now, pingBefore, limit) {
      const at = toDate(now);
      const open: Prisma.CaseCardWhereInput = { state: { not: "closed" } };
      const pingAgain: Prisma.CaseCardWhereInput = {
        state: "waiting",
        severity: { in: ["emergency", "urgent"] },
        lastPingAt: { lte: toDate(pingBefore) },
      };
      const rows = await prisma.caseCard.findMany({
        where: {
          AND: [visibleTo(actor)],
          OR: [
            { ...open, claimDueAt: { lte: at } },
            { ...open, actionDueAt: { lte: at } },
            { ...open, lastPingAt: null },
            pingAgain,
          ],
        },
        orderBy: [{ severity: "asc" }, { claimDueAt: { sort: "asc", nulls: "last" } }, { filedAt: "asc" }],
        take: limit,
      });
      return rows.map(toCard);
    },

    async receipt(actor, locator) {
      const row = await prisma.caseReceipt.findFirst({ where: { locator, card: reportersOwn(actor) } });
      return row === null ? undefined : toReceipt(row);
    },

    countTry: (locator, now, right) =>
      countWrong(write, { scope: "receipt", key: locator, window: HOUR, now, right }),
  };
}

/** An area and everything inside it; the nation is the empty code. */
const within = (area: AreaCode): Prisma.CaseCardWhereInput =>
  area === "" ? {} : { OR: [{ area }, { area: { startsWith: `${area}.` } }] };
