/** Writes a sealed report with everything that opens it, wakes people and keeps its clock. */
import type { NewCase } from "../queue/index.ts";
import { toEventRows } from "./case-change.ts";
import { toNewCardRow } from "./case-rows.ts";
import type { Transaction } from "./database.ts";
import { Conflict } from "./errors.ts";
import { toDate } from "./moments.ts";
import { queueOutbox } from "./outbox-rows.ts";
import { saveSketches } from "./sketches.ts";

/** Throws Conflict when the receipt's locator is taken: the turn is decided again, with another code. */
export async function fileCase(tx: Transaction, filed: NewCase): Promise<void> {
  const { card, epoch, shares, copies, receipt, replyAddress, handOffs, events } = filed;
  const caseId = card.id;
  await tx.caseCard.create({ data: toNewCardRow(card, events.length) });
  await tx.caseEvent.createMany({ data: toEventRows(caseId, 0, events) });
  await tx.caseEpoch.create({ data: { caseId, ...epoch } });
  await tx.caseShare.createMany({
    data: shares.map(({ agency, role, access, position, active }) => ({
      caseId,
      agencyId: agency,
      role,
      access,
      position,
      active,
    })),
  });
  await tx.keyCopy.createMany({
    data: copies.map(({ holder, epoch: of, outer, sealed }) => ({
      caseId,
      holder,
      epoch: of,
      outer,
      sealed,
    })),
  });
  const { locator, salt, verifier, wrappedKey, publicKey, mac } = receipt;
  const { count } = await tx.caseReceipt.createMany({
    data: [{ caseId, locator, salt, verifier, wrappedKey, publicKey, mac }],
    skipDuplicates: true,
  });
  if (count === 0) throw new Conflict();
  await tx.replyAddress.create({ data: { caseId, sealed: replyAddress } });
  await tx.handOff.createMany({
    data: handOffs.map(({ agency, dueAt }) => ({ caseId, agencyId: agency, dueAt: toDate(dueAt) })),
  });
  await saveSketches(tx, caseId, filed.sketches);
  await queueOutbox(tx, filed.notices);
}
