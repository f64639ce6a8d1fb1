import { execFile } from "node:child_process";
import { expect, test } from "vitest";

const COMMAND = new URL("main.ts", import.meta.url).pathname;

const simulate = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [COMMAND, ...args], (fault, out, err) =>
      done({ code: fault === null ? 0 : Number(fault.code), out, err }),
    );
  });
const few = ["--scenario", "=jambi, 26 weeks known", "--runs", "1", "--null-runs", "10"];

test("the same seed gives the same figures, another seed others; progress stays out of them", async () => {
  const [one, again, other] = await Promise.all([
    simulate(...few, "--json"),
    simulate(...few, "--json"),
    simulate(...few, "--json", "--seed", "2"),
  ]);

  expect(one.out).toBe(again.out);
  expect(one.out).not.toBe(other.out);
  const figures = one.out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { moved: number; runs: number; falseEpisodesAYear: number[] });
  expect(figures.map(({ moved, runs }) => [moved, runs])).toEqual([
    [0, 10],
    [4, 1],
  ]);
  expect(figures[0]?.falseEpisodesAYear).toHaveLength(2);
  expect(one.err).toContain("10/10");
});

test("--help names every option and scenario; a slip is refused with the way to do it right", async () => {
  const [help, option, scenario, runs] = await Promise.all([
    simulate("--help"),
    simulate("--scenarios"),
    simulate("--scenario", "nowhere"),
    simulate("--runs", "few"),
  ]);

  expect(help.code).toBe(0);
  for (const word of ["--scenario", "--all", "--null-runs", "--seed", "--json", "dki, own threshold"])
    expect(help.out).toContain(word);
  for (const { code, out, err } of [option, scenario, runs]) {
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain("usage: npm run -s sim:relocation");
  }
  expect(scenario.err).toContain('no scenario holds "nowhere"');
});
