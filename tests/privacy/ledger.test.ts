import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepLedger, replayLedger } from "../../api/compose/ledger.ts";
import { instant, type CaseId } from "../../api/kernel.ts";
import type { Store } from "../../api/store/index.ts";

const ONE = "11111111-1111-4111-8111-111111111111" as CaseId;
const OTHER = "22222222-2222-4222-8222-222222222222" as CaseId;
const clock = () => instant(1_000);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledger-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As much of the store's retention as the ledger speaks to. */
function retentionWith(destroyed: CaseId[]): Store["retention"] {
  const gone = new Set(destroyed);
  return {
    ledger: async () => [...gone].map((id) => ({ case: id, at: instant(0) })),
    shred: async (id) => !gone.has(id) && Boolean(gone.add(id)),
    shredClosedBefore: async () => 0,
    forgetAccess: async () => 0,
    forgetSketches: async () => 0,
    endUnheard: async () => 0,
  };
}

test("what a restored backup brings back is destroyed again, once", async () => {
  const file = join(folder, "destroyed.ledger");
  await keepLedger({ retention: retentionWith([ONE, OTHER]), file });
  const restored = retentionWith([]);

  const first = await replayLedger({ retention: restored, file, clock });
  const second = await replayLedger({ retention: restored, file, clock });

  expect([first, second]).toEqual([2, 0]);
  expect((await restored.ledger()).map((line) => line.case)).toEqual([ONE, OTHER]);
});

test("a database that knows less never shortens the ledger", async () => {
  const file = join(folder, "destroyed.ledger");
  await keepLedger({ retention: retentionWith([ONE]), file });

  await keepLedger({ retention: retentionWith([OTHER]), file });

  expect(readFileSync(file, "utf8").trim().split("\n")).toEqual([ONE, OTHER]);
});

test("without a ledger nothing is destroyed", async () => {
  const again = await replayLedger({ retention: retentionWith([]), file: join(folder, "none"), clock });

  expect(again).toBe(0);
});
