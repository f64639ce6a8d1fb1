/** Starts the real thing, `api/main.ts`, as a process of its own on a folder of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../api/main.ts", import.meta.url));
const READY_WITHIN = 60_000;

export type Account = { signIn: string; passphrase: string };

export interface RunningHouse {
  url: string;
  dataDir: string;
  /** The demonstration's accounts, when this start has seeded it. */
  accounts: Account[];
  /** Everything it printed and logged so far. */
  output(): string;
  /** SIGTERM, and the exit code it ends with. */
  stop(): Promise<number | null>;
  /** SIGKILL: as when the power goes. */
  kill(): Promise<void>;
}

export const newDataDir = (): string => mkdtempSync(join(tmpdir(), "lapor-"));
export const removeDataDir = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Resolves when it says where it is; rejects with its output when it ends before that. */
export async function startHouse(dataDir: string, environment: Record<string, string> = {}): Promise<RunningHouse> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env["PATH"], DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "info", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  let logged = "";
  child.stderr.on("data", (chunk: Buffer) => {
    logged += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  await ready(child, () => printed, () => logged);
  const url = /Chat web\s+(http\S+?)\/?\s/.exec(printed)?.[1] ?? "";
  return {
    url,
    dataDir,
    accounts: [...printed.matchAll(/^ {2}([a-z][a-z-]+)\s+((?:[a-z]+ ){5}[a-z]+)$/gm)].map(([, signIn, passphrase]) => ({
      signIn: signIn ?? "",
      passphrase: passphrase ?? "",
    })),
    output: () => printed + logged,
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function ready(child: ChildProcess, printed: () => string, logged: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready in time\n${printed()}${logged()}`)), READY_WITHIN);
    const look = () => {
      if (!/npm run chat\s/.test(printed()) && !/siap\.[\s\S]*\/admin\s/.test(printed())) return;
      clearTimeout(timer);
      // The accounts follow in the same burst; one more turn of the loop lets them arrive.
      setImmediate(resolve);
    };
    child.stdout?.on("data", look);
    child.once("close", (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code}\n${printed()}${logged()}`));
    });
  });
}
