/** From what an adapter heard to a sealed inbox row, durable before the platform is told "received". */
import type { Pin, Point } from "../../api/area/index.ts";
import type { Random } from "../../api/kernel.ts";
import {
  pseudonymsOf,
  sealJsonInFlight,
  throttleName,
  type Pepper,
  type PeriodKeys,
  type SlowHash,
} from "../../api/vault/index.ts";
import type { Address, Heard, Inbox, Said, Taken } from "../channel.ts";
import { slowUntil } from "./pace.ts";
import type { InboxRows, NewInboxRow } from "./ports.ts";

export type InboxParts = {
  rows: InboxRows;
  hash: SlowHash;
  pepper: Pepper;
  periods: () => PeriodKeys;
  throttle: () => PeriodKeys;
  random: Random;
  /** The district of a location pin: the point itself is never sealed, let alone stored. */
  locate: (point: Point) => Pin;
  /** Told that something new waits, so that dispatch need not wait for its next look. */
  onNew?: () => void;
};

/** A heard message as the inbox holds it, sealed, until its turn. */
export type HeardInbox = Omit<Heard, "said" | "formerly"> & { said: Taken };

export function createInbox({
  rows,
  hash,
  pepper,
  periods,
  throttle,
  random,
  locate,
  onNew,
}: InboxParts): Inbox {
  const taken = (said: Said): Taken => (said.kind === "place" ? { kind: "pin", pin: locate(said) } : said);
  return {
    async receive({ formerly, ...heard }: Heard) {
      const kept: HeardInbox = { ...heard, said: taken(heard.said) };
      const namesOf = (address: Address) => pseudonymsOf(hash, pepper, periods(), heard.channel, address);
      const { current, all } = await namesOf(heard.address);
      const before = formerly === undefined ? [] : (await namesOf(formerly)).all;
      const message: NewInboxRow = {
        channel: heard.channel,
        externalId: heard.externalId,
        pseudonym: current,
        known: [...all, ...before],
        sealed: sealJsonInFlight<"heard">(periods(), "heard", kept, random),
        at: heard.at,
      };
      const inserted = await rows.insert(message, {
        chat: throttleName(throttle(), heard.channel, heard.address),
        slowUntil: (recent) => slowUntil(recent, heard.at),
      });
      if (inserted === "new") onNew?.();
      return inserted;
    },
  };
}
