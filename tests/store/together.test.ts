import { afterAll, beforeAll, expect, test } from "vitest";
import { after, HOUR, type AgencyId, type ConversationId } from "../../api/kernel.ts";
import type { CaseChange } from "../../api/queue/index.ts";
import { enrolInDirectory } from "../contracts/store/filed.ts";
import {
  at,
  bytes,
  event,
  heard,
  newCase,
  NOON,
  prompt,
  SYSTEM,
  TELEGRAM,
  textOf,
  turnOf,
} from "../contracts/store/samples.ts";
import { openTestStore, type TestStore } from "../servers/database.ts";

const CHATS = 8;
const MESSAGES = 4;

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

/** Hears until nothing waits: the first message of a chat files, each later one is added to the case. */
async function dispatch(lead: AgencyId): Promise<void> {
  for (;;) {
    const leased = await store.conversations.lease(NOON, at(5));
    // A chat whose row another transaction holds for a moment is passed over; that is no end.
    if (leased === undefined && (await store.health()).unheard === 0) return;
    if (leased === undefined) continue;
    const [message] = leased.waiting;
    if (message === undefined) throw new Error("leased without a message");
    const said = textOf(message.sealed);
    const outbox = [prompt(leased.id, said)];
    if (leased.case === undefined) {
      const filing = newCase(lead);
      await store.conversations.commit(turnOf(leased, { filing, case: filing.card.id, outbox }));
    } else {
      const target = await store.cases.card(SYSTEM, leased.case);
      if (target === undefined) throw new Error("no case to add to");
      const change: CaseChange = { set: {}, events: [event("message", { sealed: message.sealed as never })] };
      await store.conversations.commit(
        turnOf(leased, { outbox, changes: [{ case: leased.case, version: target.version, change }] }),
      );
    }
    await store.conversations.release(leased.id);
  }
}

const everythingLeft = async (): Promise<boolean> =>
  (await store.outbox.backlog()).every(({ waiting }) => waiting === 0);

/** Says what may leave until nothing more does. */
async function carry(said: Map<ConversationId, string[]>, isOver: () => boolean): Promise<void> {
  for (;;) {
    const over = isOver();
    const row = await store.outbox.lease([TELEGRAM], NOON, at(5));
    if (row === undefined && over && (await everythingLeft())) return;
    if (row?.conversation === undefined) continue;
    said.set(row.conversation, [...(said.get(row.conversation) ?? []), textOf(row.body)]);
    await store.outbox.delivered(row.id, NOON, bytes("trace"));
  }
}

test("dispatchers, couriers and the clean-up at work together lose nothing, repeat nothing and keep the order", async () => {
  const lead = await enrolInDirectory(() => store.directory)("UPTD PPA Batang");
  const texts = Array.from({ length: MESSAGES }, (_, number) => String(number));
  for (const text of texts)
    await Promise.all(
      Array.from({ length: CHATS }, (_, chat) =>
        store.inbox.insert(heard({ pseudonym: `p${chat}`, sealed: bytes(text) })),
      ),
    );
  const said = new Map<ConversationId, string[]>();
  let heardAll = false;

  const dispatchAll = async () => {
    await Promise.all([dispatch(lead), dispatch(lead), dispatch(lead)]);
    heardAll = true;
  };
  await Promise.all([
    dispatchAll(),
    carry(said, () => heardAll),
    carry(said, () => heardAll),
    store.conversations.forget(after(NOON, HOUR)),
  ]);

  expect([...said.values()]).toEqual(Array.from({ length: CHATS }, () => texts));
  const cards = await store.cases.cards(SYSTEM, { limit: 100 });
  const histories = await Promise.all(cards.map(({ id }) => store.cases.events(SYSTEM, id)));
  expect(histories.map((events) => events.map(({ kind }) => kind))).toEqual(
    Array.from({ length: CHATS }, () => ["filed", "message", "message", "message"]),
  );
  expect((await store.health()).unheard).toBe(0);
});
