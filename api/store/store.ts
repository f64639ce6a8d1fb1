/** What openStore gives: one implementation for each port that the parts declare. */
import type pg from "pg";
import type { OutboxRows } from "../../bots/courier/ports.ts";
import type { Conversations, FiledCounts, InboxRows } from "../../bots/dispatch/ports.ts";
import type { Visits } from "../../bots/webchat/ports.ts";
import type { StateRows } from "../../bots/whatsapp/ports.ts";
import type { AliasRows } from "../area/ports.ts";
import type { DirectoryStore } from "../directory/ports.ts";
import type { Facts, PublicationRows } from "../insight/ports.ts";
import type { Instant } from "../kernel.ts";
import type {
  AccessLog,
  Bodies,
  Cases,
  DutyRoster,
  Extracts,
  NoticeBox,
  NumbersToCall,
  ReporterLinks,
} from "../queue/ports.ts";
import type { SiteRows, WatchRows } from "../sites/ports.ts";
import type { Sessions } from "../web/ports.ts";
import type { Renew } from "./resealing.ts";
import type { Retention } from "./retention.ts";

export type Health = {
  /** The major version of PostgreSQL, embedded or not. */
  postgres: number;
  /** Messages heard and not handled yet, and when the oldest was heard. */
  unheard: number;
  oldestUnheard: Instant | undefined;
};

export interface Store {
  inbox: InboxRows;
  conversations: Conversations & FiledCounts;
  outbox: OutboxRows;
  visits: Visits;
  whatsappState: StateRows;
  cases: Cases;
  extracts: Extracts;
  reporterLinks: ReporterLinks;
  noticeBox: NoticeBox;
  numbersToCall: NumbersToCall;
  accessLog: AccessLog;
  bodies: Bodies;
  roster: DutyRoster;
  directory: DirectoryStore;
  aliases: AliasRows;
  sites: SiteRows;
  watch: WatchRows;
  publications: PublicationRows;
  sessions: Sessions;
  facts: Facts;
  retention: Retention;
  /** Seals anew what is in flight, so that old period keys can go; returns how many values were written. */
  reseal(renew: Renew): Promise<number>;
  /** For the timetable (pg-boss) only; embedded, it has one connection. */
  pool: pg.Pool;
  embedded: boolean;
  /** Answers when the database does; rejects when it does not. */
  health(): Promise<Health>;
  /** What a server does by itself and the embedded database does not: checkpoint, vacuum, statistics. Daily. */
  maintain(): Promise<void>;
  /** Ends every connection and frees the folder. Nothing may be asked of the store afterwards. */
  close(): Promise<void>;
}
