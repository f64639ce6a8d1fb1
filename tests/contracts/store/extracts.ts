/** What the store promises of extracts: the receiver's alone, written with the case's change, opened or taken back. */
import { beforeEach, expect, test } from "vitest";
import type { AgencyId, CaseId, ExtractId, LocalDay } from "../../../api/kernel.ts";
import type { Cases, Extracts } from "../../../api/queue/index.ts";
import type { Filed } from "./filed.ts";
import { anyId, bytes, event, newCase, officerOf } from "./samples.ts";

const DAY = "2026-11-21" as LocalDay;

export function extractsContract(ports: () => Filed & { extracts: Extracts }): void {
  const stranger = anyId<AgencyId>();
  let social: AgencyId;
  let order: AgencyId;
  let officer: ReturnType<typeof officerOf>;
  let cases: Cases;
  let extracts: Extracts;
  let id: CaseId;

  beforeEach(async () => {
    ({ cases, extracts } = ports());
    social = await ports().enrol("Dinas Sosial");
    order = await ports().enrol("Satpol PP");
    officer = officerOf(order);
    const filing = newCase(social);
    await ports().file(filing);
    id = filing.card.id;
  });

  async function send(version = 1, sentOn = DAY): Promise<ExtractId> {
    const extract = {
      id: anyId<ExtractId>(),
      agency: order,
      sentOn,
      sealed: bytes<never>("words"),
      mac: bytes<Uint8Array<ArrayBuffer>>("mac"),
    };
    await cases.change(id, version, { set: {}, events: [event("extracted")], extract });
    return extract.id;
  }

  test("an extract comes with the change of its case, and not with one that lost the race", async () => {
    const sent = await send();
    await send(1);

    expect((await extracts.of(officer)).map((one) => one.id)).toEqual([sent]);
    expect(await extracts.find(officer, sent)).toMatchObject({
      state: "waiting",
      sentOn: DAY,
      agency: order,
    });
  });

  test("an extract is the receiver's alone", async () => {
    const sent = await send();

    expect(await extracts.of(officerOf(social))).toEqual([]);
    expect(await extracts.find(officerOf(stranger), sent)).toBeUndefined();
    expect(await extracts.open(officerOf(social), sent, DAY)).toBe(false);
  });

  test("an extract that was opened stays, and one taken back is gone for its receiver", async () => {
    const [kept, withdrawn] = [await send(1), await send(2)];
    await extracts.open(officer, kept, DAY);
    const back = (extract: ExtractId, version: number) =>
      cases.change(id, version, { set: {}, events: [event("extract_withdrawn")], takeBack: extract });

    const results = [await back(kept, 3), await back(withdrawn, 3)];

    expect(results).toEqual(["conflict", "done"]);
    expect(await extracts.open(officer, withdrawn, DAY)).toBe(false);
    expect(await extracts.states([kept, withdrawn])).toEqual(
      new Map([
        [kept, "opened"],
        [withdrawn, "taken_back"],
      ]),
    );
    expect((await extracts.of(officer)).map((one) => one.id)).toEqual([kept]);
  });

  test("an extract is finished only after it was opened, and goes when its time is over", async () => {
    const sent = await send();
    const early = await extracts.finish(officer, sent, DAY, "visited");
    await extracts.open(officer, sent, DAY);

    const done = await extracts.finish(officer, sent, DAY, "visited");
    const found = await extracts.find(officer, sent);
    const forgotten = [await extracts.forget(DAY), await extracts.forget("2026-11-22" as LocalDay)];

    expect([early, done]).toEqual([false, true]);
    expect(found).toMatchObject({ state: "finished", outcome: "visited", handledBy: officer.officer });
    expect(forgotten).toEqual([0, 1]);
  });
}
