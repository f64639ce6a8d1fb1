/** How the channels are, for the overview and for /health. */
import type { Channel } from "../../bots/channel.ts";
import { instant, type Instant } from "../kernel.ts";
import type { ChannelStatus, LineStatus } from "../web/index.ts";
import type { Channels } from "./channels.ts";

/** Telegram counts as starting until it has told the bot's name; a line to WhatsApp tells how it is. */
export async function statusOf(
  { saying, telegram, whatsapp }: Channels,
  now: Instant,
): Promise<ChannelStatus[]> {
  const isStarting = (channel: Channel) => channel === telegram && telegram.username() === undefined;
  const others = saying.filter((channel) => channel !== whatsapp?.channel);
  const shown = others.map(
    (channel): ChannelStatus => ({ name: channel.name, state: isStarting(channel) ? "starting" : "ready" }),
  );
  // Where only the page is, nothing is said, and still an operator wants to see the line.
  if (whatsapp === undefined) return shown;
  const line = await whatsapp.desk.status().catch((): LineStatus => ({ state: "away" }));
  return [...shown, lineStatus(line, now)];
}

function lineStatus({ state, code, restrictedUntil = instant(0) }: LineStatus, now: Instant): ChannelStatus {
  const because = code === undefined ? {} : { code };
  const name = "whatsapp";
  switch (state) {
    case "open":
      return restrictedUntil <= now
        ? { name, state: "ready" }
        : { name, state: "failing", code: "restricted" };
    case "connecting":
    case "pairing":
      return { name, state: "starting", ...because };
    case "waiting":
    case "stopped":
      return { name, state: "failing", ...because };
    case "unpaired":
      return { name, state: "off", code: code ?? "unpaired" };
    case "away":
      return { name, state: "failing", code: "away" };
  }
}
