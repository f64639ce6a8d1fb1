/** Applies one decided change of a case: the single writer that makes claims, clocks and history one thing. */
import type { Actor, AgencyId, CaseId } from "../kernel.ts";
import type { NewOutboxRow } from "../outbox/index.ts";
import type { CaseChange, NewEvent, Share } from "../queue/index.ts";
import type { KeyCopy } from "../vault/index.ts";
import { toColumns } from "./case-rows.ts";
import type { Prisma } from "./client/client.ts";
import type { Transaction } from "./database.ts";
import { coarsenIfClosed, cutFact } from "./closing.ts";
import { Conflict } from "./errors.ts";
import { saveExtract } from "./extracts.ts";
import { toDate } from "./moments.ts";
import { queueOutbox } from "./outbox-rows.ts";
import { saveReview } from "./reviews.ts";
import { saveSketches } from "./sketches.ts";

/** Throws Conflict unless the case still has the version that the decision saw. */
export async function changeCase(
  tx: Transaction,
  id: CaseId,
  expectedVersion: number,
  change: CaseChange,
): Promise<void> {
  const locked = await lockCard(tx, id);
  if (locked === undefined || locked.version !== expectedVersion) throw new Conflict();
  const { events, epoch } = change;
  if (change.joins !== undefined) {
    await tx.caseCard.updateMany({
      where: { incidentId: locked.incident_id },
      data: { incidentId: change.joins },
    });
  }
  if (change.set.state === "closed") await cutFact(tx, id, change);
  const card = await tx.caseCard.update({
    where: { id },
    data: {
      ...toColumns(change.set),
      ...(epoch && { epoch: epoch.epoch }),
      version: locked.version + 1,
      lastSeq: locked.last_seq + events.length,
    },
  });
  await tx.caseEvent.createMany({ data: toEventRows(id, locked.last_seq, events) });
  if (epoch !== undefined) await tx.caseEpoch.create({ data: { caseId: id, ...epoch } });
  await withdraw(tx, id, change.withdrawn ?? []);
  for (const share of change.shares ?? []) await saveShare(tx, id, share);
  for (const copy of change.copies ?? []) await saveCopy(tx, id, copy);
  if (change.replyAddress !== undefined) {
    // Gone once the reporter had the link erased: then it stays gone.
    await tx.replyAddress.updateMany({ where: { caseId: id }, data: { sealed: change.replyAddress } });
  }
  await saveHandOffs(tx, id, change);
  await saveExtract(tx, change);
  if (change.review !== undefined) await saveReview(tx, id, change.review);
  await saveSketches(tx, id, change.sketches ?? []);
  await coarsenIfClosed(tx, card);
  const reply = events.findLastIndex(({ kind }) => kind === "reply");
  const replySeq = reply === -1 ? undefined : locked.last_seq + 1 + reply;
  await queueOutbox(tx, await stillLinked(tx, change.outbox ?? []), replySeq);
}

/** Adds events that need no decision (a delivery, a cut link); the version moves on with them. */
export async function appendEvents(tx: Transaction, id: CaseId, events: NewEvent[]): Promise<void> {
  const locked = await lockCard(tx, id);
  if (locked === undefined) return;
  const card = await tx.caseCard.update({
    where: { id },
    data: { version: locked.version + 1, lastSeq: locked.last_seq + events.length },
  });
  await tx.caseEvent.createMany({ data: toEventRows(id, locked.last_seq, events) });
  await coarsenIfClosed(tx, card);
}

type Locked = { version: number; last_seq: number; incident_id: string };

async function lockCard(tx: Transaction, id: CaseId): Promise<Locked | undefined> {
  const [row] = await tx.$queryRaw<Locked[]>`
    select version, last_seq, incident_id::text from case_card where id = ${id}::uuid for update`;
  return row;
}

/** Events numbered on from `lastSeq`. */
export const toEventRows = (
  id: CaseId,
  lastSeq: number,
  events: NewEvent[],
): Prisma.CaseEventCreateManyInput[] =>
  events.map((event, index) => ({
    caseId: id,
    seq: lastSeq + 1 + index,
    kind: event.kind,
    at: toDate(event.at),
    ...toActorColumns(event.actor),
    epoch: event.epoch,
    sealed: event.sealed,
    detail: event.detail ?? {},
  }));

function toActorColumns(actor: Actor): { actor: string; officerId?: string; agencyId?: string } {
  switch (actor.kind) {
    case "officer":
      return { actor: actor.kind, officerId: actor.officer, agencyId: actor.agency };
    case "admin":
      return { actor: actor.kind, officerId: actor.officer };
    case "reporter":
    case "system":
      return { actor: actor.kind };
  }
}

/** Nothing by which these bodies could open the case is left, nor anything that asks people to call them. */
async function withdraw(tx: Transaction, id: CaseId, agencies: AgencyId[]): Promise<void> {
  if (agencies.length === 0) return;
  await tx.keyCopy.deleteMany({ where: { caseId: id, holder: { in: agencies } } });
  await tx.handOff.deleteMany({ where: { caseId: id, agencyId: { in: agencies }, doneAt: null } });
}

async function saveShare(tx: Transaction, id: CaseId, share: Share): Promise<void> {
  const { agency, role, access, position = null, active } = share;
  const columns = { role, access, position, active };
  await tx.caseShare.upsert({
    where: { caseId_agencyId: { caseId: id, agencyId: agency } },
    create: { caseId: id, agencyId: agency, ...columns },
    update: columns,
  });
}

async function saveCopy(tx: Transaction, id: CaseId, copy: KeyCopy): Promise<void> {
  const { holder, epoch, outer, sealed } = copy;
  await tx.keyCopy.upsert({
    where: { caseId_holder_epoch: { caseId: id, holder, epoch } },
    create: { caseId: id, holder, epoch, outer, sealed },
    update: { outer, sealed },
  });
}

async function saveHandOffs(tx: Transaction, id: CaseId, change: CaseChange): Promise<void> {
  for (const { agency, dueAt } of change.handOffs ?? []) {
    await tx.handOff.upsert({
      where: { caseId_agencyId: { caseId: id, agencyId: agency } },
      create: { caseId: id, agencyId: agency, dueAt: toDate(dueAt) },
      update: { dueAt: toDate(dueAt), doneAt: null },
    });
  }
  const done = change.handOffsDone ?? [];
  if (done.length === 0) return;
  const at = change.events.at(-1)?.at;
  if (at === undefined) throw new Error("hand_off_done_without_event");
  await tx.handOff.updateMany({
    where: { caseId: id, agencyId: { in: done } },
    data: { doneAt: toDate(at) },
  });
}

/** Messages to a chat whose link was cut while the change was decided do not leave. */
async function stillLinked(tx: Transaction, rows: NewOutboxRow[]): Promise<NewOutboxRow[]> {
  const wanted = rows.flatMap(({ conversation }) => conversation ?? []);
  if (wanted.length === 0) return rows;
  const found = await tx.$queryRaw<{ id: string }[]>`
    select id from conversation where id = any(${wanted}::uuid[]) and not erasing for key share`;
  const linked = new Set(found.map(({ id }) => id));
  return rows.filter(({ conversation }) => conversation === undefined || linked.has(conversation));
}
