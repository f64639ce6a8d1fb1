/** The weekly watch: which reports may count, what each look found, and the errands that followed. */
import type { AgencyId, AreaCode, Category, IncidentId, LocalDay, OfficerId, OutreachId } from "../kernel.ts";
import type {
  Finding,
  KeptFinding,
  KeptThreshold,
  LookKind,
  Outreach,
  OutreachOutcome,
  Scope,
} from "../sites/index.ts";
import type { WatchRows } from "../sites/ports.ts";
import type { OutreachModel, WatchFindingModel, WatchThresholdModel } from "./client/models.ts";
import { writeOrConflict, type Database } from "./database.ts";
import { Conflict } from "./errors.ts";
import { toDate, toInstant } from "./moments.ts";
import { queueOutbox } from "./outbox-rows.ts";

export function createWatchRows({ prisma, write }: Database): WatchRows {
  const newest = [{ raisedAt: "desc" as const }, { id: "asc" as const }];
  return {
    async reports(since, province) {
      const rows = await prisma.caseCard.findMany({
        where: {
          filedAt: { gte: toDate(since) },
          tellsOfPlace: true,
          oneOfMany: false,
          // Codes of provinces have two digits, so none begins another.
          area: province === undefined ? {} : { startsWith: province },
        },
        select: { incidentId: true, area: true, filedAt: true, category: true },
        orderBy: { filedAt: "asc" },
      });
      return rows.map((row) => ({
        incident: row.incidentId as IncidentId,
        area: row.area as AreaCode,
        filedAt: toInstant(row.filedAt),
        category: row.category as Category,
      }));
    },

    async findingsSince(week) {
      return (await prisma.watchFinding.findMany({ where: { week: { gte: week } } })).map(toKept);
    },

    async past(scope, most) {
      const newestFirst = { week: "desc" } as const;
      return (await prisma.watchFinding.findMany({ where: { scope }, orderBy: newestFirst, take: most })).map(
        toKept,
      );
    },

    async keep({ scope, week, finding }, errands, notices) {
      const written = await writeOrConflict(write, async (tx) => {
        const { count } = await tx.watchFinding.createMany({
          data: [{ scope, week, finding }],
          skipDuplicates: true,
        });
        if (count !== 1) throw new Conflict();
        await tx.outreach.createMany({ data: errands.map(fromOutreach) });
        await queueOutbox(tx, notices);
      });
      return written === "done";
    },

    async thresholdsSince(week) {
      return (await prisma.watchThreshold.findMany({ where: { week: { gte: week } } })).map(toThreshold);
    },

    async keepThresholds(kept) {
      await write((tx) => tx.watchThreshold.createMany({ data: [...kept], skipDuplicates: true }));
    },

    async outreach() {
      return (await prisma.outreach.findMany({ orderBy: newest })).map(toOutreach);
    },

    async outreachSince(since) {
      const where = { raisedAt: { gte: toDate(since) } };
      return (await prisma.outreach.findMany({ where, orderBy: newest })).map(toOutreach);
    },

    async decideOutreach(id, { outcome, at, officer, agency }) {
      const data = { outcome, decidedAt: toDate(at), officerId: officer, agencyId: agency };
      await prisma.outreach.update({ where: { id }, data });
    },
  };
}

const toKept = ({ scope, week, finding }: WatchFindingModel): KeptFinding => ({
  scope: scope as Scope,
  week: week as LocalDay,
  finding: finding as Finding,
});

const toThreshold = ({ province, look, week, ...replay }: WatchThresholdModel): KeptThreshold => ({
  ...replay,
  province: province as AreaCode,
  look: look as LookKind,
  week: week as LocalDay,
});

const toOutreach = (row: OutreachModel): Outreach => ({
  id: row.id as OutreachId,
  scope: row.scope as Scope,
  week: row.week as LocalDay,
  districts: row.districts as AreaCode[],
  surge: row.surge,
  agencies: row.agencies as AgencyId[],
  raisedAt: toInstant(row.raisedAt),
  decided:
    row.decidedAt === null
      ? undefined
      : {
          outcome: row.outcome as OutreachOutcome,
          at: toInstant(row.decidedAt),
          officer: row.officerId as OfficerId,
          agency: row.agencyId as AgencyId,
        },
});

/** A new errand: nobody has decided on it yet. */
const fromOutreach = ({ id, scope, week, districts, surge, agencies, raisedAt }: Outreach) => ({
  id,
  scope,
  week,
  districts,
  surge,
  agencies,
  raisedAt: toDate(raisedAt),
});
