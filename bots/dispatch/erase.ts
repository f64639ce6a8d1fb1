/** "Hapus" at the platform: our messages and the person's own, as far as the channel can take them back. */
import { setTimeout as sleep } from "node:timers/promises";
import { SECOND } from "../../api/kernel.ts";
import { codeOf, type Log } from "../../api/log.ts";
import { openInFlight, type PeriodKeys } from "../../api/vault/index.ts";
import type { Address, ChannelName } from "../channel.ts";
import type { Conversations, Leased } from "./ports.ts";

/** A platform that does not answer must not hold up the other chats. */
const AT_MOST = 10 * SECOND;

export type PlatformErasing = {
  /** Removes messages at the platform, as far as the channel can. Best effort: its failure is logged, no more. */
  eraseAtPlatform: (channel: ChannelName, address: Address, traces: string[]) => Promise<void>;
};
type ErasingParts = PlatformErasing & { conversations: Conversations; periods: () => PeriodKeys; log: Log };

/** `trace`: the message that asked for it, which is in no row yet. A second run with the same traces is harmless. */
export async function eraseAtPlatform(
  parts: ErasingParts,
  leased: Leased,
  address: Address,
  trace: string | undefined,
): Promise<void> {
  const { conversations, periods, log } = parts;
  try {
    const sealed = await conversations.traces(leased.id);
    const traces = sealed.map((one) => Buffer.from(openInFlight(periods(), "trace", one)).toString());
    if (trace !== undefined) traces.push(trace);
    const erased = parts.eraseAtPlatform(leased.channel, address, traces).then(() => "erased" as const);
    const ended = await Promise.race([erased, sleep(AT_MOST, "late" as const, { ref: false })]);
    if (ended === "late") log("warn", "erase_at_platform_late", { conversation: leased.id });
  } catch (failure) {
    log("warn", "erase_at_platform_failed", { conversation: leased.id, failure: codeOf(failure) });
  }
}
