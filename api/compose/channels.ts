/** The channels this process has, from the settings. */
import type { Channel, Inbox, Returns } from "../../bots/channel.ts";
import { createConsole } from "../../bots/console/index.ts";
import { createEmail } from "../../bots/email/index.ts";
import { createTelegram, type Telegram } from "../../bots/telegram/index.ts";
import { createWebchat, type Webchat } from "../../bots/webchat/index.ts";
import { createWhatsappCloud, type WhatsappCloud } from "../../bots/whatsapp-cloud/index.ts";
import { numbersFor } from "../../bots/dispatch/index.ts";
import type { Texts } from "../../locales/index.ts";
import { NATION } from "../kernel.ts";
import type { Gazetteer } from "../area/index.ts";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import type { Foundation } from "./foundation.ts";
import { TELEGRAM_WEBHOOK } from "./webhooks.ts";
import { openWhatsapp, type LinkedWhatsapp } from "./whatsapp.ts";

export type Channels = {
  webchat: Webchat;
  telegram: Telegram | undefined;
  whatsapp: LinkedWhatsapp | undefined;
  whatsappCloud: WhatsappCloud | undefined;
  /** Channels whose hearing this process starts and stops. */
  hearing: Channel[];
  /** Channels through which this process can say something. */
  saying: Channel[];
};

export function openChannels(
  config: Config,
  foundation: Foundation,
  parts: {
    inbox: Inbox;
    returns: Returns;
    texts: Texts;
    gazetteer: Gazetteer;
    log: Log;
    banner: () => Promise<string | undefined>;
  },
): Channels {
  const { store, keys, clock, random, directory } = foundation;
  const { inbox, returns, texts, gazetteer, log, banner } = parts;
  const periods = () => keys.periods.now();
  const webchat = createWebchat({
    inbox,
    visits: store.visits,
    periods,
    random,
    clock,
    texts,
    numbers: async () => numbersFor(NATION, [], await directory.numbers()),
    findPlaces: (typed) => gazetteer.search(typed, 6).map(({ code }) => gazetteer.describe(code)),
    published: () => store.publications.published(),
    provinceName: (code) => gazetteer.find(code)?.name ?? code,
    banner,
    secure: config.publicUrl.startsWith("https:"),
  });
  const telegram = config.telegram && openTelegram(config.telegram, config.publicUrl, { inbox, clock, log });
  const whatsapp = openWhatsapp(config, foundation, { inbox, log });
  const whatsappCloud =
    config.whatsappCloud && createWhatsappCloud({ ...config.whatsappCloud, inbox, returns, clock, log });
  const email =
    config.smtpUrl === undefined
      ? undefined
      : createEmail({
          smtpUrl: config.smtpUrl,
          from: `lapor-aman@${new URL(config.publicUrl).hostname}`,
          subject: texts.say("id", "notice.email.subject"),
          log,
        });
  const terminal = createConsole({ socketPath: config.terminalSocket, inbox, clock });
  const here = <T>(channel: T | undefined): T[] => (channel === undefined ? [] : [channel]);
  const networks = [...here(telegram), ...here(whatsapp?.channel), ...here(whatsappCloud)];
  const speaking = [...networks, ...here(email)];
  // What comes by webhook is heard where the web is; nothing but webhooks may be heard there.
  const posted = [...(config.telegram?.mode === "webhook" ? here(telegram) : []), ...here(whatsappCloud)];
  const all = { webchat, telegram, whatsapp, whatsappCloud };
  switch (config.role) {
    case "all":
      return {
        ...all,
        hearing: [webchat, terminal, ...speaking],
        saying: [webchat, terminal, ...speaking],
      };
    case "web":
      return { ...all, hearing: [webchat, ...posted], saying: [] };
    case "bots":
      return {
        ...all,
        hearing: [terminal, ...speaking],
        saying: [webchat, terminal, ...speaking],
      };
  }
}

function openTelegram(
  telegram: NonNullable<Config["telegram"]>,
  publicUrl: string,
  parts: Pick<Parameters<typeof createTelegram>[0], "inbox" | "clock" | "log">,
): Telegram {
  const { token, apiRoot } = telegram;
  if (telegram.mode === "polling") return createTelegram({ token, apiRoot, mode: "polling", ...parts });
  const webhook = { secret: telegram.secret, url: `${publicUrl}${TELEGRAM_WEBHOOK}` };
  return createTelegram({ token, apiRoot, mode: "webhook", webhook, ...parts });
}
