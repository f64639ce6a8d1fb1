/** pg-boss as the timetable, on the application's own pool (fromPglite beside a pool loses rows). */
import { PgBoss } from "pg-boss";
import { codeOf, type Log } from "../log.ts";

export type Task = {
  name: string;
  /** Cron in UTC, five fields; a minute is the finest. */
  cron: string;
  run: () => Promise<unknown>;
};

/** As much of a pg.Pool as the timetable needs. */
export type TimetablePool = {
  connect(): Promise<{
    query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
    release(failure?: Error | boolean): void;
  }>;
};

export interface Timetable {
  start(): Promise<void>;
  /** Waits for tasks in hand, at most ten seconds. */
  stop(): Promise<void>;
}

export function createTimetable(parts: {
  pool: TimetablePool;
  embedded: boolean;
  tasks: Task[];
  log: Log;
}): Timetable {
  const { pool, embedded, tasks, log } = parts;
  const boss = new PgBoss({
    db: { executeSql: (text: string, values?: unknown[]) => execute(pool, text, values) },
    ...(embedded ? { backend: "pglite" as const } : {}),
    cronMonitorIntervalSeconds: 15,
    cronWorkerIntervalSeconds: 2,
  });
  boss.on("error", (failure) => log("error", "timetable_failed", { failure: codeOf(failure) }));

  return {
    async start() {
      await boss.start();
      for (const task of tasks) {
        // One at a time, and a run that is late does not pile up: the next one does its work.
        await boss.createQueue(task.name, { policy: "singleton", retryLimit: 0, expireInSeconds: 300 });
        await boss.schedule(task.name, task.cron, null, { tz: "UTC" });
        await boss.work(task.name, { pollingIntervalSeconds: 5, batchSize: 1 }, () => perform(task, log));
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

async function perform(task: Task, log: Log): Promise<void> {
  try {
    await task.run();
  } catch (failure) {
    log("error", "task_failed", { task: task.name, failure: codeOf(failure) });
    // Without its cause: the timetable keeps what a failed run threw, and that may quote a row.
    throw new Error(`task ${task.name} failed`);
  }
}

/** A failed statement must not leave its connection inside a broken transaction. */
async function execute(pool: TimetablePool, text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  try {
    return await connection.query(text, values);
  } catch (failure) {
    await connection.query("ROLLBACK").catch((failed: Error) => {
      broken = failed;
    });
    throw failure;
  } finally {
    connection.release(broken);
  }
}
