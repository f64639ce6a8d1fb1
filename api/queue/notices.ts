/** Rows for the outbox that the queue starts: content-free wake-ups for people on duty, and words for the reporter. */
import type { AgencyId, CaseId, Clock, ConversationId, InFlight, Instant, Random } from "../kernel.ts";
import type { Message, NewOutboxRow, OutboxKind } from "../outbox/index.ts";
import { openDutyAddress } from "../directory/index.ts";
import {
  OpeningError,
  sealInFlight,
  sealJsonInFlight,
  type PeriodKeys,
  type ServerKeys,
} from "../vault/index.ts";
import type { Texts } from "../../locales/index.ts";
import type { DutyRoster, NoticeBox } from "./ports.ts";

export type RowParts = { periods: () => PeriodKeys; random: Random };
export type NoticeParts = RowParts & { roster: DutyRoster; server: ServerKeys; texts: Texts; url: string };

export type Destination = {
  channel: string;
  address: InFlight<"address">;
  conversation?: ConversationId;
  case?: CaseId;
};

export function sealAddress({ periods, random }: RowParts, address: string): InFlight<"address"> {
  return sealInFlight<"address">(periods(), "address", new TextEncoder().encode(address), random);
}

/** A row that leaves at `when`; `protect` asks the client not to let the text be forwarded or saved. */
export function rowFor(
  { periods, random }: RowParts,
  to: Destination,
  what: { kind: OutboxKind; text: string; protect: boolean },
  when: Instant,
): NewOutboxRow {
  const message: Message = { text: what.text, choices: [], protect: what.protect };
  return {
    ...to,
    kind: what.kind,
    body: sealJsonInFlight<"message">(periods(), "message", message, random),
    notBefore: when,
  };
}

/** Why people on duty are woken; each is a text under `notice.officer` that says nothing about any report. */
export type Wake = "waiting" | "still_waiting" | "message" | "coordinator" | "outreach";

/** One row for each chat of those on duty at these bodies now; none when nobody is. */
export async function dutyNotices(
  parts: NoticeParts,
  agencies: readonly AgencyId[],
  wake: Wake,
  now: Instant,
): Promise<NewOutboxRow[]> {
  const contacts = (await Promise.all(agencies.map((agency) => parts.roster.onDuty(agency, now)))).flat();
  const chats = new Map(contacts.map((contact) => [`${contact.officer} ${contact.channel}`, contact]));
  const text = parts.texts.say("id", `notice.officer.${wake}`, { url: parts.url });
  const rows = await Promise.all([...chats.values()].map((contact) => wakeRow(parts, contact, text, now)));
  return rows.filter((row) => row !== undefined);
}

/** What officers are told beside their cases; a text under `notice.officer` that names nothing and nobody. */
export type News = "change_proposed" | "change_decided";

export type AnnouncerParts = Omit<NoticeParts, "roster"> & { box: NoticeBox; clock: Clock };

/** Wakes chats whether or not their officers are on duty: for what changed, not for what is urgent. */
export function createAnnouncer(parts: AnnouncerParts) {
  return async (news: News, to: readonly Contact[]): Promise<void> => {
    if (to.length === 0) return;
    const text = parts.texts.say("id", `notice.officer.${news}`, { url: parts.url });
    const rows = await Promise.all(to.map((contact) => wakeRow(parts, contact, text, parts.clock())));
    await parts.box.put(rows.filter((row) => row !== undefined));
  };
}

type Contact = Awaited<ReturnType<DutyRoster["onDuty"]>>[number];

/** Undefined for a damaged address: it must not keep the others asleep. */
async function wakeRow(
  parts: Omit<NoticeParts, "roster">,
  contact: Contact,
  text: string,
  now: Instant,
): Promise<NewOutboxRow | undefined> {
  try {
    const address = sealAddress(parts, await openDutyAddress(parts.server, contact));
    return rowFor(
      parts,
      { channel: contact.channel, address },
      { kind: "notice", text, protect: false },
      now,
    );
  } catch (error) {
    if (error instanceof OpeningError) return undefined;
    throw error;
  }
}
