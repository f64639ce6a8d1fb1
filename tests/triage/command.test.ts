import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { createGazetteer, type Gazetteer } from "../../api/area/index.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import { triageLines } from "../../api/commands/triage-lines.ts";

let gazetteer: Gazetteer;
beforeAll(async () => {
  gazetteer = createGazetteer(await loadGazetteerRows());
});

async function* from(lines: string[]) {
  yield* lines;
}
async function judge(lines: string[]): Promise<Record<string, unknown>[]> {
  const out: Record<string, unknown>[] = [];
  for await (const line of triageLines(from(lines), gazetteer)) out.push(JSON.parse(line));
  return out;
}

describe("the triage command", () => {
  test("gives one line a message, in order, with every field", async () => {
    const lines = ["anak umur 9 dicabuli pamannya di kec Sukarami Palembang", "halo"].map((words, id) =>
      JSON.stringify({ id: `m${id}`, text: words }),
    );

    const [first, second] = await judge(lines);

    expect(first).toMatchObject({ id: "m0", category: "child_sexual_abuse", child: "yes", area: "16.71.07" });
    expect(second).toMatchObject({ id: "m1", category: "not_a_report", area: null });
    expect(Object.keys(second ?? {})).toEqual([
      "id",
      "category",
      "severity",
      "child",
      "indicators",
      "implicated",
      "unsure",
      "area",
      "evidence",
    ]);
  });

  test("a bad line is named by its number, its words are not repeated, and the rest goes on", async () => {
    const out = await judge([
      '{"id":"a","text":"halo"}',
      "rahasia {",
      '{"id":"b"}',
      "[]",
      '{"id":"c","text":"halo"}',
    ]);

    expect(out.map(({ line }) => line)).toEqual([undefined, 2, 3, 4, undefined]);
    expect(JSON.stringify(out)).not.toContain("rahasia");
    expect(out.at(-1)).toMatchObject({ id: "c" });
  });

  test("reads standard input to its end and leaves with 0", async () => {
    const command = spawn(process.execPath, ["api/commands/triage.ts"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const left = new Promise((resolve) => command.once("exit", resolve));

    command.stdin.end('{"id":1,"text":"halo"}\r\n\n{"id":2,"text":"tolong"}');
    const out = await text(command.stdout);

    expect(await left).toBe(0);
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => (JSON.parse(line) as { id: number }).id),
    ).toEqual([1, 2]);
  });
});
