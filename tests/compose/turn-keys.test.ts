import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { turnKeys } from "../../api/compose/period-keys.ts";
import { openKeyFiles, SKETCH_PERIOD_DAYS, type OpenedKeys } from "../../api/keyfiles.ts";
import { after, DAY, instant } from "../../api/kernel.ts";

const NOW = instant(Date.UTC(2026, 10, 21, 5));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "turning-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The keys as one process of several holds them. */
const openProcess = (): Promise<OpenedKeys> =>
  openKeyFiles({
    serverKeyFile: join(folder, "server.key"),
    pepperFile: join(folder, "pepper"),
    periodFolder: join(folder, "periods"),
    sketchFolder: join(folder, "sketches"),
    create: true,
    now: NOW,
  });

test("a process that runs no timetable takes up new keys too, and lets go of those that another has deleted", async () => {
  const [working, other] = [await openProcess(), await openProcess()];
  const [begunSketch, begunDay] = [other.sketches.now().current, other.throttle.now().current];
  const later = after(NOW, 3 * SKETCH_PERIOD_DAYS * DAY);
  turnKeys(working, later);
  working.sketches.retire(SKETCH_PERIOD_DAYS);

  turnKeys(other, later);

  for (const keys of ["periods", "sketches", "throttle"] as const)
    expect(other[keys].now().current, keys).toBe(working[keys].now().current);
  expect([...other.sketches.now().keys.keys()]).not.toContain(begunSketch);
  expect([...other.throttle.now().keys.keys()]).not.toContain(begunDay);
});
