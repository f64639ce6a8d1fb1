/** A message that the network had taken and now gives back: treated as if it had been refused at once. */
import { after } from "../../api/kernel.ts";
import type { Returns } from "../channel.ts";
import { note, receiptHash, type NoteParts } from "./note.ts";
import { LEASE_LASTS } from "./ports.ts";

export function createReturns(parts: NoteParts): Returns {
  const { outbox, clock } = parts;
  return {
    async returned(channel, receipt, why) {
      const now = clock();
      const row = await outbox.takeBack(channel, receiptHash(channel, receipt), after(now, LEASE_LASTS));
      if (row === undefined) return "unknown";
      await note(parts, row, why);
      return "noted";
    },
  };
}
