/**
 * A pg pool over the in-process database. PGlite's own bridge gives one connection object to every client of the
 * pool: after an error the pool replaces its client, the old one's answers reach the new one, and a query returns
 * the rows of another. Here each client has a connection of its own, and the one session is handed from client to
 * client only when it is idle.
 */
import type { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import pg from "pg";

type Run = PGlite["execProtocolStream"];
type Release = () => void;

/** The one session: whoever has it keeps it until the answer "ready, no transaction open". */
type Session = { run: Run; database: PGlite; take(): Promise<Release> };

export function poolOver(database: PGlite): pg.Pool {
  const session: Session = { run: database.execProtocolStream.bind(database), database, take: createTurns() };
  class SessionClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super({ ...config, connection: connect(session) } as pg.ClientConfig);
    }
  }
  const pool = new pg.Pool({ Client: SessionClient, max: 1, idleTimeoutMillis: 0 });
  // Told to whoever asked as well; unheard, the event would end the process.
  pool.on("error", () => {});
  return pool;
}

/** First come, first served. */
function createTurns(): () => Promise<Release> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    const before = last;
    let release: Release = () => {};
    last = new Promise((resolve) => {
      release = resolve;
    });
    return before.then(() => release);
  };
}

function connect({ run, database, take }: Session) {
  let release: Release | undefined;

  async function exchange(...[message, options]: Parameters<Run>): ReturnType<Run> {
    release ??= await take();
    try {
      const answers = await run(message, options);
      const ready = answers.findLast(isReady);
      if (ready === undefined) return answers;
      if (ready.status === "I") giveBack();
      // Statements run on this thread without a pause; timers and requests get their turn after each.
      await new Promise((resume) => setImmediate(resume));
      return answers;
    } catch (failure) {
      giveBack();
      throw failure;
    }
  }

  function giveBack(): void {
    release?.();
    release = undefined;
  }

  /** A client that is thrown away inside a transaction must not leave it open to the next. */
  async function rollBack(): Promise<void> {
    if (release === undefined) return;
    await database.exec("rollback").finally(giveBack);
  }

  const own = { waitReady: database.waitReady, execProtocolStream: exchange };
  const { connection } = createPgConfig(own as unknown as PGlite);
  const { parse, end } = connection;
  // pg hands over `types: { getTypeParser }` where the bridge of 0.5.16 expects a list of type ids.
  connection.parse = (query: { types?: unknown }) =>
    parse.call(connection, { ...query, types: Array.isArray(query.types) ? query.types : undefined });
  connection.end = () => {
    end.call(connection);
    // Emitted when everything that was sent has been answered.
    connection.once("end", () => void rollBack());
  };
  return connection;
}

type Answer = Awaited<ReturnType<Run>>[number];

const isReady = (answer: Answer): answer is Answer & { status: string } => answer.name === "readyForQuery";
