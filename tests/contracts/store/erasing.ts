/** What "hapus" promises: the link is cut at once, the last words still arrive, and no cry for help is lost. */
import { beforeEach, expect, test } from "vitest";
import { after, type AgencyId, type Instant } from "../../../api/kernel.ts";
import type { Cases } from "../../../api/queue/ports.ts";
import type { OutboxRows } from "../../../bots/courier/ports.ts";
import type { Conversations, InboxRows, Leased } from "../../../bots/dispatch/ports.ts";
import type { Hearing } from "./hearing.ts";
import {
  agencyNamed,
  at,
  bytes,
  heard,
  newCase,
  NOON,
  prompt,
  SYSTEM,
  TELEGRAM,
  textOf,
  turnOf,
} from "./samples.ts";

export function erasingContract(ports: () => Hearing): void {
  let inbox: InboxRows;
  let conversations: Conversations;
  let outbox: OutboxRows;
  let cases: Cases;
  let lead: AgencyId;

  beforeEach(async () => {
    ({ inbox, conversations, outbox, cases } = ports());
    const agency = agencyNamed("UPTD PPA Batang");
    await ports().directory.saveAgency(agency);
    lead = agency.id;
  });

  const lease = (now: Instant = NOON) => conversations.lease(now, after(now, 60_000));
  async function leased(now: Instant = NOON): Promise<Leased> {
    const found = await lease(now);
    if (found === undefined) throw new Error("nothing to lease");
    return found;
  }

  async function toldAndFiled() {
    await inbox.insert(heard({ at: at(-1) }));
    const first = await leased();
    const filing = newCase(lead);
    const told = turnOf(first, { filing, case: filing.card.id, traces: [bytes("trace")] });
    await conversations.commit(told);
    await conversations.release(first.id);
    await inbox.insert(heard({ sealed: bytes("hapus") }));
    const asking = await leased();
    return { asking, filing, erase: turnOf(asking, { erase: true, state: undefined }) };
  }

  test("cuts the link at once: the next message begins a new conversation", async () => {
    const { asking, erase } = await toldAndFiled();
    await conversations.commit({ ...erase, outbox: [prompt(asking.id, "gone")] });
    await conversations.release(asking.id);
    await inbox.insert(heard());

    const next = await leased();

    expect(next.id).not.toBe(asking.id);
    expect(next).toMatchObject({ version: 0, state: undefined, case: undefined });
  });

  test("still says its last words, and then chat and traces are gone", async () => {
    const { asking, erase } = await toldAndFiled();
    await conversations.commit({ ...erase, outbox: [prompt(asking.id, "gone")] });

    const last = await outbox.lease([TELEGRAM], NOON, at(1));
    const tracesBefore = await conversations.traces(asking.id);
    await outbox.delivered(last?.id as bigint, NOON, bytes("trace of the last words"));

    expect(textOf(last?.body as Uint8Array)).toBe("gone");
    expect(tracesBefore).toHaveLength(1);
    expect(await conversations.traces(asking.id)).toEqual([]);
  });

  test("takes back what had not left yet", async () => {
    const { asking, erase } = await toldAndFiled();
    await conversations.commit(
      turnOf(asking, { answers: undefined, outbox: [prompt(asking.id, "question")] }),
    );
    await conversations.commit({
      ...erase,
      version: asking.version + 1,
      outbox: [prompt(asking.id, "gone")],
    });

    const leaving = await outbox.lease([TELEGRAM], NOON, at(1));

    expect(textOf(leaving?.body as Uint8Array)).toBe("gone");
  });

  test("keeps the filed report, without its reply address, and writes that down", async () => {
    const { filing, erase } = await toldAndFiled();

    await conversations.commit(erase);

    expect(await cases.replyAddress(SYSTEM, filing.card.id)).toBeUndefined();
    const kinds = (await cases.events(SYSTEM, filing.card.id)).map(({ kind }) => kind);
    expect(kinds).toEqual(["filed", "erased_link"]);
  });

  test("does not swallow a cry for help that was written just after it", async () => {
    const { erase } = await toldAndFiled();
    await inbox.insert(heard({ sealed: bytes("tolong") }));
    await conversations.commit(erase);

    const next = await leased();

    expect(next.version).toBe(0);
    expect(next.waiting.map(({ sealed }) => textOf(sealed))).toEqual(["tolong"]);
  });
}
