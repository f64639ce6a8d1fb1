/** What the web is built from; `compose` hands it in. */
import type { FastifyPluginAsync } from "fastify";
import type { Clock, Random } from "../kernel.ts";
import type { Logger } from "../log.ts";
import type { Texts } from "../../locales/index.ts";
import type { AliasBook, Gazetteer } from "../area/index.ts";
import type { Directory, Passkeys, SignIn } from "../directory/index.ts";
import type { Desk, ExtractDesk, OrderDesk } from "../queue/index.ts";
import type { Facts } from "../insight/ports.ts";
import type { ComparisonDesk, ProvinceDesk, SiteRegister, WatchDesk } from "../sites/index.ts";
import type { PairingDesk, Sessions } from "./ports.ts";

/** How a channel is doing, for admins. `code` names the last fault; never a message of the platform. */
export type ChannelStatus = { name: string; state: "ready" | "starting" | "failing" | "off"; code?: string };

/** What `/health` answers. `oldestSeconds` is undefined while nothing waits. */
export type Health = {
  ok: boolean;
  database: boolean;
  backlog: { name: string; waiting: number; oldestSeconds: number | undefined }[];
};

/** Platforms post their updates here; the channel answers with a status and keeps its own secret check. */
export type Webhook = {
  path: string;
  /** `bytes` exactly as they came: a signature is of them, and nothing is parsed before it is checked. */
  receive: (call: { headers: Record<string, string | undefined>; bytes: Uint8Array }) => Promise<number>;
  /** Where the platform asks, by GET, whether the address is ours; the answer is plain text. */
  verify?: (query: Record<string, string>) => { status: number; text: string };
};

export type WebParts = {
  desk: Desk;
  extractDesk: ExtractDesk;
  orderDesk: OrderDesk;
  directory: Directory;
  signIn: SignIn;
  passkeys: Passkeys;
  sessions: Sessions;
  facts: Facts;
  gazetteer: Gazetteer;
  aliases: AliasBook;
  sites: SiteRegister;
  watch: WatchDesk;
  provinces: ProvinceDesk;
  comparisons: ComparisonDesk;
  texts: Texts;
  /** Origin under which people reach this site; https turns on Secure cookies and HSTS. */
  publicUrl: string;
  random: Random;
  clock: Clock;
  log: Logger;
  /** The demonstration mark, while this installation is one. */
  banner: () => Promise<string | undefined>;
  health: () => Promise<Health>;
  channels: () => Promise<ChannelStatus[]>;
  /** Where an admin links the WhatsApp account; undefined when it is not turned on. */
  whatsapp?: PairingDesk | undefined;
  plugins: FastifyPluginAsync[];
  webhooks: Webhook[];
  /** The bot that officers link for pings; without it only e-mail can be linked. */
  telegramBot?: () => string | undefined;
  /** Proxies whose word about the caller's address is taken, as Fastify's `trustProxy`. */
  trustProxy?: string | boolean;
  /** How often (ms) an open queue looks for changes; 5 seconds unless told. */
  lookEvery?: number;
};
