/** What outlived its time goes: the links between people and reports first of all. */
import { after, DAY, HOUR, MINUTE, type Instant } from "../kernel.ts";
import type { Transaction, Write } from "./database.ts";
import { toDate } from "./moments.ts";
import { arrived, giveUp } from "./outbox-ends.ts";

const TRACE_LASTS = 48 * HOUR;
const HANDLED_LASTS = 7 * DAY;
/** A message that could not leave for so long stays unsent: its address must not outlive the link. */
const WAITS_AT_MOST = 72 * HOUR;
const GIVEN_UP_LASTS = 7 * DAY;
/** So long may a network give back what it had taken. */
const TAKEN_LASTS = 10 * MINUTE;
const TRIES_LAST = DAY;
/** Rows given up in one transaction; the rest follows in the next. */
const AT_ONCE = 100;

/** Deletes everything whose time is over at `now`; returns how many rows went. */
export async function forget(write: Write, now: Instant): Promise<number> {
  let gone = 0;
  for (const step of [giveUpOld, settleTaken]) {
    for (let given = AT_ONCE; given === AT_ONCE; gone += given) given = await write((tx) => step(tx, now));
  }
  return gone + (await write((tx) => deleteOld(tx, now)));
}

async function settleTaken(tx: Transaction, now: Instant): Promise<number> {
  const rows = await tx.$queryRaw<Parameters<typeof arrived>[1]>`
    select id, case_id, reply_seq, conversation_id from outbox
    where state = 'taken' and done_at <= ${before(now, TAKEN_LASTS)}
    order by id limit ${AT_ONCE} for update skip locked`;
  await arrived(tx, rows, now);
  return rows.length;
}

async function giveUpOld(tx: Transaction, now: Instant): Promise<number> {
  const rows = await tx.$queryRaw<Parameters<typeof giveUp>[1]>`
    select id, case_id, reply_seq, conversation_id from outbox
    where state = 'waiting' and queued_at <= ${before(now, WAITS_AT_MOST)}
    order by id limit ${AT_ONCE} for update skip locked`;
  await giveUp(tx, rows, "expired", now);
  return rows.length;
}

async function deleteOld(tx: Transaction, now: Instant): Promise<number> {
  const at = toDate(now);
  const counts = [
    // Prompts of a link that ends carry its address; what belongs to a case goes on without the link.
    await tx.$executeRaw`
      delete from outbox where state = 'waiting' and case_id is null and conversation_id in (
        select id from conversation where link_until <= ${at})`,
    // A message that is still to be heard keeps its conversation: no report goes nowhere.
    await tx.$executeRaw`
      delete from conversation where link_until <= ${at}
      and not exists (select 1 from inbox where conversation_id = conversation.id)`,
    await tx.$executeRaw`
      delete from conversation where erasing and not exists (
        select 1 from outbox where conversation_id = conversation.id and state = 'waiting')`,
    await tx.$executeRaw`delete from trace where at <= ${before(now, TRACE_LASTS)}`,
    await tx.$executeRaw`delete from inbox where done and received_at <= ${before(now, HANDLED_LASTS)}`,
    await tx.$executeRaw`
      delete from outbox where state = 'undeliverable' and done_at <= ${before(now, GIVEN_UP_LASTS)}`,
    await tx.$executeRaw`delete from throttle where minute <= ${before(now, TRIES_LAST)}`,
    await tx.$executeRaw`delete from invitation where expires_at <= ${at}`,
    await tx.$executeRaw`delete from link_code where expires_at <= ${at}`,
    // A contact's sessions and keys go with it.
    await tx.$executeRaw`delete from whatsapp_contact where until <= ${at}`,
  ];
  return counts.reduce((sum, count) => sum + count, 0);
}

const before = (now: Instant, ms: number): Date => toDate(after(now, -ms));
