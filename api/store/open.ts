/** Opens the store: a PostgreSQL server by its address, or the embedded database in a folder or in memory. */
import pg from "pg";
import type { Random } from "../kernel.ts";
import { createAccessLog } from "./access-log.ts";
import { createAliasRows } from "./aliases.ts";
import { createBodies, createNumbersToCall } from "./bodies.ts";
import { createCases } from "./cases.ts";
import { createConversations } from "./conversations.ts";
import { createDatabase } from "./database.ts";
import { createDirectoryStore } from "./directory.ts";
import { createDutyRoster } from "./duty.ts";
import { openInFolder, openInMemory } from "./embedded.ts";
import { guarded, RefusedToOpen } from "./errors.ts";
import { createExtracts } from "./extracts.ts";
import { createFacts } from "./facts.ts";
import { createHealth } from "./health.ts";
import { createInboxRows } from "./inbox.ts";
import { migrate } from "./migrate.ts";
import { createNoticeBox } from "./outbox-rows.ts";
import { createOutboxRows } from "./outbox.ts";
import { createPublicationRows } from "./publications.ts";
import { createReporterLinks } from "./reporter-links.ts";
import { reseal, type Renew } from "./resealing.ts";
import { createRetention } from "./retention.ts";
import { createSessions } from "./sessions.ts";
import { createSiteRows } from "./sites.ts";
import type { Store } from "./store.ts";
import { createFiledCounts } from "./throttle.ts";
import { createVisits } from "./visits.ts";
import { createWatchRows } from "./watch.ts";
import { createStateRows } from "./whatsapp-state.ts";

export type OpenOptions = {
  /** A PostgreSQL server, version 15 or later; outranks the embedded database. */
  databaseUrl?: string;
  /** Where the embedded database keeps its folder. */
  dataDir?: string;
  /** Embedded and in memory: gone when it closes. */
  memory?: boolean;
  /** A migrated database to begin with, in memory (uncompressed `dumpDataDir`). */
  snapshot?: Uint8Array;
  random: Random;
};

const OLDEST_SERVER = 15;
const SERVER_CONNECTIONS = 10;

/**
 * Only one process opens the embedded database, so whoever held a chat is gone: after a power cut nobody who was being
 * answered waits for the lease to run out.
 */
const ENDED_LEASES = "update conversation set leased_until = null where leased_until is not null";

/**
 * Opens, checks and migrates. Rejects with RefusedToOpen, whose message is for the operator, when the folder is in
 * use or of another PostgreSQL, the server is too old or not in UTC, or the migrations do not fit.
 */
export async function openStore(options: OpenOptions): Promise<Store> {
  const { pool, close } = await openPool(options);
  try {
    const client = await pool.connect();
    try {
      await checkServer(client);
      await migrate(client);
      if (options.databaseUrl === undefined) await client.query(ENDED_LEASES);
    } finally {
      client.release();
    }
  } catch (failure) {
    await close();
    throw failure;
  }
  return assemble(pool, close, options);
}

async function openPool(options: OpenOptions): Promise<{ pool: pg.Pool; close(): Promise<void> }> {
  const { databaseUrl, dataDir, memory, snapshot } = options;
  if (databaseUrl !== undefined) {
    const pool = new pg.Pool({
      connectionString: databaseUrl,
      max: SERVER_CONNECTIONS,
      // The adapter drops offsets from timestamps: in any other zone every instant would shift.
      options: "-c timezone=UTC",
    });
    // A connection that breaks while idle is replaced by the pool; unheard, the event would end the process.
    pool.on("error", () => {});
    return { pool, close: () => pool.end() };
  }
  if (memory === true) return openInMemory(snapshot);
  if (dataDir === undefined) throw new RefusedToOpen("neither a database address nor a data folder is set");
  return openInFolder(dataDir);
}

async function checkServer(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ version: number; zone: string }>(
    "select current_setting('server_version_num')::int / 10000 as version, current_setting('timezone') as zone",
  );
  const [found] = rows;
  if (found === undefined || found.version < OLDEST_SERVER) {
    throw new RefusedToOpen(`PostgreSQL ${OLDEST_SERVER} or later is needed, this is ${found?.version}`);
  }
  if (found.zone !== "UTC") {
    throw new RefusedToOpen(`the session's time zone is ${found.zone}; take it out of the database address`);
  }
}

function assemble(pool: pg.Pool, close: () => Promise<void>, { databaseUrl, random }: OpenOptions): Store {
  const database = createDatabase(pool);
  const embedded = databaseUrl === undefined;
  return {
    inbox: guarded("inbox", createInboxRows(database, random)),
    conversations: guarded("conversations", {
      ...createConversations(database),
      ...createFiledCounts(database),
    }),
    outbox: guarded("outbox", createOutboxRows(database)),
    visits: guarded("visits", createVisits(database)),
    whatsappState: guarded("whatsappState", createStateRows(database)),
    cases: guarded("cases", createCases(database)),
    reporterLinks: guarded("reporterLinks", createReporterLinks(database)),
    extracts: guarded("extracts", createExtracts(database)),
    noticeBox: guarded("noticeBox", createNoticeBox(database)),
    numbersToCall: guarded("numbersToCall", createNumbersToCall(database)),
    accessLog: guarded("accessLog", createAccessLog(database)),
    bodies: guarded("bodies", createBodies(database)),
    roster: guarded("roster", createDutyRoster(database)),
    directory: guarded("directory", createDirectoryStore(database)),
    aliases: guarded("aliases", createAliasRows(database)),
    sites: guarded("sites", createSiteRows(database)),
    watch: guarded("watch", createWatchRows(database)),
    publications: guarded("publications", createPublicationRows(database)),
    sessions: guarded("sessions", createSessions(database)),
    facts: guarded("facts", createFacts(database)),
    retention: guarded("retention", createRetention(database)),
    ...guarded("store", {
      ...createHealth(pool, embedded),
      reseal: (renew: Renew) => reseal(database, renew),
    }),
    pool,
    embedded,
    async close() {
      await database.prisma.$disconnect();
      await close();
    },
  };
}
