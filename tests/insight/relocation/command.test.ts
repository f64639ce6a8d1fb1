import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseArguments } from "../../../api/commands/scan-arguments.ts";
import { parseCases, parseZones } from "../../../api/commands/scan-files.ts";

const COMMAND = new URL("../../../api/commands/scan.ts", import.meta.url).pathname;
const FIXTURES = new URL("fixtures/", import.meta.url).pathname;

type Run = { code: number; out: string; err: string };
type Answer = {
  statistic: number | null;
  zone: string[];
  p: number;
  recurrenceInterval: number;
  secondary: { statistic: number; zone: string[] }[];
};

const scan = (...args: string[]): Promise<Run> =>
  new Promise((done) => {
    execFile(process.execPath, [COMMAND, ...args], (fault, out, err) =>
      done({ code: fault === null ? 0 : Number(fault.code), out, err }),
    );
  });

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scan-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
const settings = ["--weeks", "52", "--max-window", "8", "--min-cases", "2", "--seed", "1"];

describe("npm run scan", () => {
  test("answers with one JSON object, the same with any number of workers", async () => {
    const args = ["--cases", `${FIXTURES}jambi.cas`, "--zones", `${FIXTURES}zones.json`, ...settings];

    const [one, three] = await Promise.all(
      ["1", "3"].map((workers) => scan(...args, "--replicates", "9999", "--workers", workers)),
    );

    expect(one).toEqual({ code: 0, out: three?.out, err: "" });
    const { secondary, p, recurrenceInterval, ...first } = JSON.parse(one?.out ?? "") as Answer;
    expect(first).toEqual({
      statistic: 10.90420219,
      zone: ["15.05.01"],
      weeks: 6,
      observed: 9,
      expected: 1.122159091,
      replicates: 9_999,
    });
    expect(p).toBeLessThan(0.001);
    expect(recurrenceInterval).toBe(1 / p);
    expect(secondary[0]?.statistic).toBeCloseTo(3.555025, 6);
  });

  test("keeps to the strata of a fourth column", async () => {
    const cases = `${FIXTURES}jambi_kab.cas`;

    const { out } = await scan("--cases", cases, "--zones", `${FIXTURES}zones.json`, ...settings);

    expect((JSON.parse(out) as Answer).statistic).toBeCloseTo(5.317319, 6);
  });

  test("says null where no zone qualifies", async () => {
    const cases = await file("one.cas", "a 1 0\r\n\r\nb 1 1\r\n");
    const zones = await file("one.json", `[["a"],["b"]]`);

    const { code, out } = await scan("--cases", cases, "--zones", zones, "--weeks", "9");

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ statistic: null, zone: [], p: 1, secondary: [] });
  });
});

describe("a file that cannot be used is refused with its name and line", () => {
  test.each([
    ["cases", "a 1 0\na 1 9\n", `[["a"]]`, "baris 2: minggu"],
    ["zones", "a 1 0\n", `[["a"],\n[]]`, "baris 2: zona"],
  ])("%s", async (bad, casesText, zonesText, said) => {
    const cases = await file("cases", casesText);
    const zones = await file("zones", zonesText);

    const { code, out, err } = await scan("--cases", cases, "--zones", zones, "--weeks", "9");

    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(`${bad}, ${said}`);
  });

  test("a file that is not there", async () => {
    const { code, err } = await scan("--cases", "/nowhere", "--zones", "/nowhere", "--weeks", "9");

    expect(code).toBe(1);
    expect(err).toContain("/nowhere");
  });

  test.each([
    ["two columns", "a 1 0\n\nb 1\n", 3],
    ["five columns", "a 1 0 x y\n", 1],
    ["a stratum on some lines only", "a 1 0 x\nb 1 0\n", 2],
    ["half an incident", "a 0.5 0\n", 1],
    ["fewer than none", "a -1 0\n", 1],
    ["a week after the last", "a 1 0\na 1 9\n", 2],
    ["a week that is a word", "a 1 monday\n", 1],
  ])("cases with %s", (_, text, line) => {
    expect(parseCases(text, 9)).toMatchObject({ line });
  });

  test.each([
    ["no end", `[["a"],\n["b"]`, 2],
    ["a word alone", `["a"]`, 1],
    ["no zone", "[]", 1],
    ["an empty zone", `[["a"],\n[]]`, 2],
    ["an area twice", `[["a"],\n["b",\n"b"]]`, 3],
    ["something after the end", `[["a"]]\n]`, 2],
    ["nothing", "", 1],
  ])("zones with %s", (_, text, line) => {
    expect(parseZones(text)).toMatchObject({ line });
  });
});

describe("arguments that cannot be used are refused", () => {
  const files = ["--cases", "x", "--zones", "x", "--weeks", "9"];
  test.each([
    ["nothing", []],
    ["an unknown option", [...files, "--fast"]],
    ["a word that belongs to no option", [...files, "fast"]],
    ["an option twice", [...files, "--weeks", "9"]],
    ["an option without its value", ["--cases", "x", "--zones", "x", "--weeks"]],
    ["a window longer than the time", [...files, "--max-window", "10"]],
    ["no replicates", [...files, "--replicates", "0"]],
    ["a seed that is no whole number", [...files, "--seed", "1e3"]],
    ["no workers", [...files, "--workers", "0"]],
  ])("%s", (_, args) => {
    expect(parseArguments(args)).toHaveProperty("fault");
  });

  test("with the usage and exit code 2", async () => {
    const { code, out, err } = await scan("--weeks", "9");

    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("Pemakaian:");
  });

  test("help is no fault", async () => {
    const { code, out } = await scan("--help");

    expect(code).toBe(0);
    expect(out).toContain("--max-window");
  });
});
