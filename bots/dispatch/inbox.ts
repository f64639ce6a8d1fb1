/** From what an adapter heard to a sealed inbox row, durable before the platform is told "received". */
import type { Random } from "../../api/kernel.ts";
import {
  pseudonymsOf,
  sealJsonInFlight,
  type Pepper,
  type PeriodKeys,
  type SlowHash,
} from "../../api/vault/index.ts";
import type { Address, Heard, Inbox } from "../channel.ts";
import type { InboxRows } from "./ports.ts";

export type InboxParts = {
  rows: InboxRows;
  hash: SlowHash;
  pepper: Pepper;
  periods: () => PeriodKeys;
  random: Random;
  /** Told that something new waits, so that dispatch need not wait for its next look. */
  onNew?: () => void;
};

export function createInbox({ rows, hash, pepper, periods, random, onNew }: InboxParts): Inbox {
  return {
    async receive({ formerly, ...heard }: Heard) {
      const namesOf = (address: Address) => pseudonymsOf(hash, pepper, periods(), heard.channel, address);
      const { current, all } = await namesOf(heard.address);
      const before = formerly === undefined ? [] : (await namesOf(formerly)).all;
      const inserted = await rows.insert({
        channel: heard.channel,
        externalId: heard.externalId,
        pseudonym: current,
        known: [...all, ...before],
        sealed: sealJsonInFlight<"heard">(periods(), "heard", heard, random),
        at: heard.at,
      });
      if (inserted === "new") onNew?.();
      return inserted;
    },
  };
}
