/** What forgetting promises: links, traces and addresses end at their time, and not before. */
import { beforeEach, expect, test } from "vitest";
import { after, DAY, HOUR, type ConversationId, type Instant } from "../../../api/kernel.ts";
import type { OutboxRows } from "../../../bots/courier/ports.ts";
import type { Conversations, InboxRows, Leased } from "../../../bots/dispatch/ports.ts";
import type { Hearing } from "./hearing.ts";
import { bytes, heard, NOON, prompt, TELEGRAM, turnOf } from "./samples.ts";

export function forgettingContract(ports: () => Hearing): void {
  let inbox: InboxRows;
  let conversations: Conversations;
  let outbox: OutboxRows;

  beforeEach(() => {
    ({ inbox, conversations, outbox } = ports());
  });

  const lease = (now: Instant = NOON) => conversations.lease(now, after(now, 60_000));
  async function leased(now: Instant = NOON): Promise<Leased> {
    const found = await lease(now);
    if (found === undefined) throw new Error("nothing to lease");
    return found;
  }

  test("ends the link 72 hours after the last message, and not before", async () => {
    await inbox.insert(heard());
    const first = await leased();
    await conversations.commit(turnOf(first, { traces: [bytes("trace")] }));
    await conversations.release(first.id);

    await conversations.forget(after(NOON, 72 * HOUR - 1));
    await inbox.insert(heard({ at: after(NOON, 72 * HOUR - 1) }));
    const before = await leased(after(NOON, 72 * HOUR));
    await conversations.commit(turnOf(before, { linkUntil: after(NOON, 80 * HOUR) }));
    await conversations.release(first.id);
    await conversations.forget(after(NOON, 80 * HOUR));
    await inbox.insert(heard({ at: after(NOON, 80 * HOUR) }));
    const afterwards = await leased(after(NOON, 81 * HOUR));

    expect(before.id).toBe(first.id);
    expect(afterwards.id).not.toBe(first.id);
    expect(afterwards.state).toBeUndefined();
  });

  test("deletes traces after 48 hours", async () => {
    await inbox.insert(heard());
    const { id } = await commitWithTrace();

    await conversations.forget(after(NOON, 48 * HOUR - 1));
    const kept = await conversations.traces(id);
    await conversations.forget(after(NOON, 48 * HOUR));

    expect(kept).toHaveLength(1);
    expect(await conversations.traces(id)).toEqual([]);
  });

  test("recognises second deliveries for a week", async () => {
    const message = heard();
    await inbox.insert(message);
    await commitWithTrace();

    await conversations.forget(after(NOON, 7 * DAY - 1));
    const within = await inbox.insert(message);
    await conversations.forget(after(NOON, 7 * DAY));
    const later = await inbox.insert(message);

    expect([within, later]).toEqual(["duplicate", "new"]);
  });

  test("gives up what could not leave for 72 hours, so that no address outlives its link", async () => {
    await inbox.insert(heard());
    const first = await leased();
    await conversations.commit(
      turnOf(first, { outbox: [prompt(first.id, "question")], linkUntil: after(NOON, 99 * HOUR) }),
    );

    await conversations.forget(after(NOON, 72 * HOUR));

    expect(await outbox.lease([TELEGRAM], after(NOON, 72 * HOUR), after(NOON, 73 * HOUR))).toBeUndefined();
    expect(await outbox.backlog()).toEqual([
      { channel: "telegram", waiting: 0, oldest: undefined, undeliverable: 1 },
    ]);
  });

  async function commitWithTrace(): Promise<{ id: ConversationId }> {
    const first = await leased();
    await conversations.commit(turnOf(first, { traces: [bytes("trace")], linkUntil: after(NOON, 99 * DAY) }));
    await conversations.release(first.id);
    return first;
  }
}
