/** The reporter's desk: the receipt code opens the thread, from any channel, without saying who holds it. */
import {
  ok,
  refuse,
  type Actor,
  type AgencyId,
  type CaseId,
  type Clock,
  type Instant,
  type PrivateKey,
  type PublicKey,
  type Result,
} from "../kernel.ts";
import {
  openReceipt,
  parseReceiptCode,
  type Pepper,
  type SlowHash,
  type StoredReceipt,
} from "../vault/index.ts";
import { changeCase, nothingToWrite } from "./change.ts";
import { eventOf } from "./decisions.ts";
import { openCopies, openEvents } from "./keys.ts";
import type { Cases } from "./ports.ts";
import type { CaseEvent, CaseState } from "./words.ts";

/** Wrong codes for one locator within an hour; the secret is 14 digits, so a guesser gets nowhere. */
const MOST_TRIES = 10;
/** Until the code has opened its receipt, nobody is the reporter of anything. */
const BY_CODE: Actor = { kind: "system", task: "open_by_code" };

/** What the code shows. Never the reporter's own words: somebody may look over the shoulder. */
export type ReportByCode = {
  case: CaseId;
  filedAt: Instant;
  state: CaseState;
  /** The body that has claimed the case and opened it; undefined while none has. */
  readBy: string | undefined;
  replies: { at: Instant; text: string; agencyName: string }[];
};

export type ReporterDeskParts = {
  cases: Cases;
  hash: SlowHash;
  pepper: Pepper;
  clock: Clock;
  agencyName: (id: AgencyId) => Promise<string>;
};

export interface ReporterDesk {
  /**
   * Opens a report by its code, however it was typed. Refuses bad_check_digit (a slip, no hash spent), unknown_code
   * (no such report or a wrong secret, after the same work), too_many_tries (more than 10 wrong ones in an hour for
   * this locator, and then the right one too).
   */
  openByCode(text: string): Promise<Result<ReportByCode>>;
  /** The reporter has seen the replies so far; noted once for each latest reply. */
  markRead(id: CaseId): Promise<void>;
}

export function createReporterDesk(parts: ReporterDeskParts): ReporterDesk {
  const { cases, clock } = parts;
  return {
    async openByCode(text) {
      const code = parseReceiptCode(text);
      if (!code.ok) return code;
      const { locator, secret } = code.value;
      // Counted as wrong before the hash is spent, so that a thousand tries at once are not a thousand chances.
      if ((await cases.countTry(locator, clock(), false)) > MOST_TRIES) return refuse("too_many_tries");
      const stored = await cases.receipt(BY_CODE, locator);
      const key = await openReceipt(parts, stored ?? nobodysReceipt(locator), secret);
      if (stored === undefined || key === undefined) return refuse("unknown_code");
      await cases.countTry(locator, clock(), true);
      return reportOf(parts, stored.case, key);
    },

    async markRead(id) {
      const actor: Actor = { kind: "reporter", case: id };
      await changeCase(cases, actor, id, async () => {
        const reply = unreadReply(await cases.events(actor, id));
        if (reply === undefined) return nothingToWrite;
        return ok({
          change: { set: {}, events: [eventOf("reply_read", clock(), actor, undefined, { reply })] },
          value: undefined,
        });
      });
    },
  };
}

async function reportOf(
  { cases, agencyName }: ReporterDeskParts,
  id: CaseId,
  key: PrivateKey,
): Promise<Result<ReportByCode>> {
  const actor: Actor = { kind: "reporter", case: id };
  const card = await cases.card(actor, id);
  if (card === undefined) return refuse("unknown_code");
  const keys = await openCopies(id, key, await cases.copies(actor, id, "reporter"));
  const sealed = (await cases.events(actor, id)).filter(({ kind }) => kind === "reply");
  const replies = (await openEvents(id, keys, sealed)).flatMap(({ at, content }) =>
    content?.kind === "reply" ? [{ at, text: content.text, agency: content.agency }] : [],
  );
  const reader = card.officerReadAt === undefined ? undefined : card.claimedBy?.agency;
  return ok({
    case: id,
    filedAt: card.filedAt,
    state: card.state,
    readBy: reader && (await agencyName(reader)),
    replies: await Promise.all(
      replies.map(async ({ at, text, agency }) => ({ at, text, agencyName: await agencyName(agency) })),
    ),
  });
}

/** The seq of the latest reply, unless it was noted as read. */
function unreadReply(events: readonly CaseEvent[]): number | undefined {
  const latest = events.findLast(({ kind }) => kind === "reply")?.seq;
  const read = events.some(({ kind, detail }) => kind === "reply_read" && detail.reply === latest);
  return read ? undefined : latest;
}

/** Stands in for an unknown locator, so that it costs the same time as a wrong secret; nothing opens it. */
const nobodysReceipt = (locator: string): StoredReceipt => ({
  locator,
  salt: new Uint8Array(16),
  verifier: new Uint8Array(32),
  wrappedKey: new Uint8Array(),
  publicKey: "" as PublicKey,
  mac: new Uint8Array(),
  case: "" as CaseId,
});
