import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { createGazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import { CORPUS, readLabelled, readTraining } from "../../api/commands/evaluation/labelled.ts";
import { storedFrom, trainModel, type Labelled } from "../../api/triage/index.ts";

let messages: Labelled[] = [];
beforeAll(async () => {
  const gazetteer = createGazetteer(await loadGazetteerRows());
  const { own, lessons } = await readTraining(await readLabelled(CORPUS), gazetteer);
  messages = [...own, ...lessons];
});

describe("training", () => {
  test("the stored weights are those that the labelled messages give, byte for byte", async () => {
    const stored = await readFile(new URL("../../api/triage/weights.json", import.meta.url), "utf8");

    const found = `${JSON.stringify(storedFrom(trainModel(messages)))}\n`;

    // Not toBe: a difference would print megabytes.
    expect(found === stored).toBe(true);
  });
});
