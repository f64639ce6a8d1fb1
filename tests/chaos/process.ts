/** Starts tests/chaos/child.ts as a process of its own and speaks with it. */
import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Instant } from "../../api/kernel.ts";
import type { ChildSettings, FromChild, KillPoint, ToChild } from "./child.ts";

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));

export type BotsProcess = {
  /** Resolves when it will die at the point. */
  arm(point: KillPoint): Promise<void>;
  /** Resolves, with how many turns it has written, when nothing waits to be heard or said; rejects when it ends before. */
  idle(): Promise<number>;
  runClocks(at: Instant): Promise<{ escalated: number; failures: number }>;
  /** Ends in order; rejects when it does not end well. */
  stop(): Promise<void>;
  /** By which signal it ended. */
  died: Promise<NodeJS.Signals | null>;
  /** Everything it printed and logged. */
  output(): string;
  /** For the end of a test that has failed. */
  end(): void;
};

export async function startBots(settings: ChildSettings): Promise<BotsProcess> {
  const child = fork(CHILD, [JSON.stringify(settings)], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    execArgv: [],
  });
  let printed = "";
  const collect = (chunk: Buffer) => void (printed += chunk.toString());
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const died = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once("close", (_code, signal) => resolve(signal)),
  );
  const ends = died.then((signal): never => {
    throw new Error(`the process ended (${signal})\n${printed}`);
  });
  ends.catch(() => undefined);
  const told = <M extends FromChild>(isIt: (message: FromChild) => message is M) =>
    Promise.race([nextMessage(child, isIt), ends]);

  const send = (message: ToChild) => void child.send(message);
  const process: BotsProcess = {
    async arm(point) {
      const answered = told((message) => message === "armed");
      send({ arm: point });
      await answered;
    },
    async idle() {
      const answered = told((message) => typeof message === "object" && "turns" in message);
      send("tell_when_idle");
      return (await answered).turns;
    },
    async runClocks(at) {
      const answered = told((message) => typeof message === "object" && "escalated" in message);
      send({ clocks: at });
      return answered;
    },
    async stop() {
      send("stop");
      const signal = await died;
      if (signal !== null || child.exitCode !== 0) throw new Error(`it did not end well\n${printed}`);
    },
    died,
    output: () => printed,
    end: () => void child.kill("SIGKILL"),
  };
  await told((message) => message === "ready");
  return process;
}

function nextMessage<M extends FromChild>(
  child: ChildProcess,
  isIt: (message: FromChild) => message is M,
): Promise<M> {
  return new Promise((resolve) => {
    const look = (message: unknown) => {
      if (!isIt(message as FromChild)) return;
      child.off("message", look);
      resolve(message as M);
    };
    child.on("message", look);
  });
}
