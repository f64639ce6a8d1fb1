/** An officer opens the bot with a code from the duty page: from then on this chat gets content-free wake-ups. */
import { after, MINUTE, type Instant, type Locale, type OfficerId, type Random } from "../../api/kernel.ts";
import { sealInFlight, sealJsonInFlight, type PeriodKeys } from "../../api/vault/index.ts";
import type { Texts } from "../../locales/index.ts";
import type { Address, ChannelName, Message } from "../channel.ts";
import type { HeardInbox } from "./inbox.ts";
import type { Leased, Turn, Waiting } from "./ports.ts";

/** The chat is no reporter's: its row lives until the confirmation has left. */
const ROW_LASTS = 2 * MINUTE;

export type DutyLinkParts = {
  /** Links the chat an officer's code came from for content-free pings; undefined when the code is not ours. */
  linkDuty: (code: string, channel: ChannelName, address: Address) => Promise<OfficerId | undefined>;
};

/** Whose code came with the opening; undefined for every other message, and for payloads that are no code of ours. */
export async function linkedOfficer(
  { linkDuty }: DutyLinkParts,
  { said, channel, address }: HeardInbox,
): Promise<OfficerId | undefined> {
  if (said.kind !== "opened" || said.payload === undefined) return undefined;
  return linkDuty(said.payload, channel, address);
}

/** One word of confirmation. A conversation that was there before goes on as if nothing had been said. */
export function linkedTurn(
  parts: { periods: () => PeriodKeys; random: Random; texts: Texts },
  linked: { leased: Leased; waiting: Waiting; heard: HeardInbox; now: Instant; locale: Locale },
): Turn {
  const { leased, waiting, heard, now, locale } = linked;
  const periods = parts.periods();
  const text = parts.texts.say(locale, "notice.duty_linked");
  const message: Message = { text, choices: [], protect: true };
  const isNew = leased.state === undefined;
  return {
    conversation: leased.id,
    version: leased.version,
    answers: waiting.id,
    state: leased.state,
    address: undefined,
    case: leased.case,
    // A draft's own wake-up is not known here: it wakes at once and sets its time anew.
    wakeAt: isNew ? undefined : now,
    linkUntil: isNew ? after(now, ROW_LASTS) : undefined,
    outbox: [
      {
        channel: leased.channel,
        kind: "prompt",
        conversation: leased.id,
        address: sealInFlight<"address">(periods, "address", Buffer.from(heard.address), parts.random),
        body: sealJsonInFlight<"message">(periods, "message", message, parts.random),
        notBefore: now,
      },
    ],
    changes: [],
    steps: [],
    erase: false,
    traces: [],
  };
}
