/** What the rows of WhatsApp's state promise: values under names, a contact's all gone at once, nothing half-written. */
import { beforeEach, expect, test } from "vitest";
import { after, HOUR, type Instant } from "../../../api/kernel.ts";
import type { StateContact, StateRow, StateRows } from "../../../bots/whatsapp/ports.ts";
import { bytes, NOON } from "./samples.ts";

export type KeptState = { rows: StateRows; forget(now: Instant): Promise<unknown> };

const row = (name: string, contact?: string, text = name): StateRow => ({
  name,
  contact,
  sealed: bytes<StateRow["sealed"]>(text),
});
const contact = (tag: string, rest: Partial<StateContact> = {}): StateContact => ({
  tag,
  known: [tag],
  until: after(NOON, 72 * HOUR),
  ...rest,
});

export function whatsappStateContract(open: () => KeptState): void {
  let rows: StateRows;
  let forget: KeptState["forget"];
  const add = (added: StateRow[], contacts: StateContact[] = []) =>
    rows.write({ remove: [], add: added, contacts });
  const names = async (...asked: string[]) => (await rows.find(asked)).map(({ name }) => name).toSorted();

  beforeEach(() => {
    ({ rows, forget } = open());
  });

  test("finds what was written, by its name only", async () => {
    await add([row("a"), row("b")]);

    expect(await rows.find(["a", "c"])).toEqual([row("a")]);
  });

  test("a value takes the place of the one whose names are removed with it", async () => {
    await add([row("old name", undefined, "first")]);

    await rows.write({
      remove: ["old name", "new name"],
      add: [row("new name", undefined, "second")],
      contacts: [],
    });

    expect(await rows.find(["old name", "new name"])).toEqual([row("new name", undefined, "second")]);
  });

  test("a change is written whole or not at all", async () => {
    await add([row("a"), row("b")]);

    const write = rows.write({ remove: ["a"], add: [row("c"), row("b")], contacts: [] });

    await expect(write).rejects.toThrow(/whatsappState|two rows/);
    expect(await names("a", "b", "c")).toEqual(["a", "b"]);
  });

  test("hundreds of values go in at once", async () => {
    const many = Array.from({ length: 811 }, (_, index) => row(`pre-key ${index}`));

    await add(many);

    expect(await names(...many.map(({ name }) => name))).toHaveLength(811);
  });

  test("with a contact all its rows go, and nobody else's", async () => {
    await add([row("own")]);
    await add([row("one", "budi"), row("two", "budi")], [contact("budi")]);
    await add([row("three", "sari")], [contact("sari")]);

    await rows.eraseContacts(["budi", "nobody"]);

    expect(await names("own", "one", "two", "three")).toEqual(["own", "three"]);
  });

  test("a contact's rows go at its time, and not before", async () => {
    await add([row("own"), row("one", "budi")], [contact("budi")]);

    await forget(after(NOON, 72 * HOUR - 1));
    const before = await names("own", "one");
    await forget(after(NOON, 72 * HOUR));

    expect(before).toEqual(["one", "own"]);
    expect(await names("own", "one")).toEqual(["own"]);
  });

  test("only prolonging moves the time, and only further away", async () => {
    await add([row("one", "budi")], [contact("budi")]);
    await add([row("two", "budi")], [contact("budi", { until: after(NOON, 90 * HOUR) })]);
    await rows.prolong(contact("budi", { until: after(NOON, 80 * HOUR) }));
    await rows.prolong(contact("budi", { until: after(NOON, 10 * HOUR) }));
    await rows.prolong(contact("nobody"));

    await forget(after(NOON, 80 * HOUR - 1));
    const before = await names("one", "two");
    await forget(after(NOON, 80 * HOUR));

    expect(before).toEqual(["one", "two"]);
    expect(await names("one", "two")).toEqual([]);
  });

  test("a contact that bears the tag of an earlier day moves on to today's, with its rows and its time", async () => {
    await add([row("one", "monday")], [contact("monday")]);

    await add(
      [row("two", "tuesday")],
      [contact("tuesday", { known: ["monday", "tuesday"], until: after(NOON, 99 * HOUR) })],
    );

    expect((await rows.find(["one", "two"])).map((found) => found.contact)).toEqual(["tuesday", "tuesday"]);
    await forget(after(NOON, 72 * HOUR));
    expect(await names("one", "two")).toEqual([]);
  });

  test("all rows are walked once, in pages", async () => {
    const many = Array.from({ length: 120 }, (_, index) => row(`row ${String(index).padStart(3, "0")}`));
    await add(many);

    const walked: string[] = [];
    for (let page = await rows.after(undefined); page.length > 0; page = await rows.after(walked.at(-1)))
      walked.push(...page.map(({ name }) => name));

    expect(walked).toEqual(many.map(({ name }) => name));
  });

  test("a row moves to its new name, unless somebody has changed it meanwhile", async () => {
    await add([row("one", "monday"), row("changed")], [contact("monday")]);

    const moved = await rows.rename([
      { from: row("one", "monday"), to: row("one anew", "tuesday", "sealed anew") },
      { from: row("changed", undefined, "as it was"), to: row("changed anew") },
    ]);

    expect(moved).toBe(1);
    expect(await rows.find(["one", "one anew", "changed", "changed anew"])).toEqual(
      expect.arrayContaining([row("one anew", "tuesday", "sealed anew"), row("changed")]),
    );
    expect(await names("one", "one anew", "changed", "changed anew")).toHaveLength(2);
  });

  test("clearing leaves nothing but what is to be kept", async () => {
    await add([row("own"), row("desk"), row("one", "budi")], [contact("budi")]);

    await rows.clear(["desk", "not there"]);

    expect(await rows.after(undefined)).toEqual([row("desk")]);
  });
}
