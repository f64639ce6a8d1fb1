/** Starts the real thing, `api/main.ts` and the commands beside it, as processes of their own on a folder of their own. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PATIENCE } from "./waiting.ts";

const MAIN = fileURLToPath(new URL("../../api/main.ts", import.meta.url));
const SETUP = fileURLToPath(new URL("../../api/commands/setup.ts", import.meta.url));
const CHAT = fileURLToPath(new URL("../../api/commands/chat.ts", import.meta.url));
/** A busy machine stretches ten passphrases for a long time. */
const READY_WITHIN = 2 * PATIENCE;

export type Account = { signIn: string; passphrase: string };

export interface RunningHouse {
  url: string;
  dataDir: string;
  /** The demonstration's accounts, when this start has seeded it. */
  accounts: Account[];
  /** Throws when this start has not seeded that account. */
  account(signIn: string): Account;
  /** Everything it printed and logged so far. */
  output(): string;
  /** SIGTERM, and the exit code it ends with. */
  stop(): Promise<number | null>;
  /** SIGKILL: as when the power goes. */
  kill(): Promise<void>;
}

export type Ended = { code: number | null; output: string };

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), "lapor-"));
export const removeDataDir = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Resolves when it says where it is; rejects with its output when it ends before that. */
export async function startHouse(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<RunningHouse> {
  const run = runNode(MAIN, [], { DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "info", ...environment });
  await ready(run);
  const printed = run.output();
  const url = /Chat web\s+(http\S+?)\/?\s/.exec(printed)?.[1] ?? "";
  const accounts = [...printed.matchAll(/^ {2}([a-z][a-z-]+)\s+((?:[a-z]+ ){5}[a-z]+)$/gm)].map(
    ([, signIn = "", passphrase = ""]) => ({ signIn, passphrase }),
  );
  return {
    url,
    dataDir,
    accounts,
    account(signIn) {
      const account = accounts.find((one) => one.signIn === signIn);
      if (account === undefined) throw new Error(`this start has made no account ${signIn}`);
      return account;
    },
    output: run.output,
    stop() {
      run.child.kill("SIGTERM");
      return run.ended;
    },
    async kill() {
      run.child.kill("SIGKILL");
      await run.ended;
    },
  };
}

/** A start that is meant to fail: what it said and how it ended. Nothing is set but what is given. */
export async function failToStart(environment: Record<string, string>): Promise<Ended> {
  const { ended, output } = runNode(MAIN, [], environment);
  return { code: await ended, output: output() };
}

/** `npm run setup` with flags. */
export async function setUp(
  flags: string[],
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<Ended> {
  const { ended, output } = runNode(SETUP, flags, { DATA_DIR: dataDir, ...environment });
  return { code: await ended, output: output() };
}

/** `npm run chat` with these lines typed: what it showed and how it ended. */
export async function chatBy(lines: string[], dataDir: string): Promise<Ended> {
  const child = spawn(process.execPath, [CHAT], {
    env: { PATH: process.env["PATH"], DATA_DIR: dataDir },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stdin.end(lines.map((line) => `${line}\n`).join(""));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output };
}

/** `ended`: the exit code, or null when a signal ended it. */
type Run = { child: ChildProcess; output(): string; ended: Promise<number | null> };

function runNode(file: string, flags: string[], environment: Record<string, string>): Run {
  const child = spawn(process.execPath, [file, ...flags], {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [printed, logged] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    logged += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, ended, output: () => printed + logged };
}

function ready({ child, output, ended }: Run): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready in time\n${output()}`)), READY_WITHIN);
    // The whole greeting comes in one write, so its first line means that the rest is there.
    const look = () => {
      if (!/Lapor Aman siap\.[^]*(?:npm run chat|\/admin)\s/.test(output())) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on("data", look);
    void ended.then((code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code ?? child.signalCode}\n${output()}`));
    });
  });
}
