import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { CORPUS, readLessons, readLabelled } from "../../api/commands/evaluation/labelled.ts";
import { storedFrom, trainModel, type Labelled } from "../../api/triage/index.ts";

let messages: Labelled[] = [];
beforeAll(async () => {
  messages = [...(await readLabelled(CORPUS)), ...(await readLessons())];
});

describe("training", () => {
  test("the stored weights are those that the labelled messages give, byte for byte", async () => {
    const stored = await readFile(new URL("../../api/triage/weights.json", import.meta.url), "utf8");

    const found = `${JSON.stringify(storedFrom(trainModel(messages)))}\n`;

    // Not toBe: a difference would print megabytes.
    expect(found === stored).toBe(true);
  }, 600_000);
});
