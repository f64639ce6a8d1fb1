/** The whole house: built from the settings, started from the ground up, stopped from the top down. */
import { setImmediate } from "node:timers/promises";
import type { Address, Channel, ChannelName } from "../../bots/channel.ts";
import { createCourier, createReturns } from "../../bots/courier/index.ts";
import { createLoop } from "../../bots/loop.ts";
import { createDispatch, createInbox } from "../../bots/dispatch/index.ts";
import type { Texts } from "../../locales/index.ts";
import { claimDemonstration, DEMONSTRATION, type DemoAccount } from "../../prisma/seed.ts";
import { loadDistrictRows } from "../area/districts.ts";
import { createAliasBook, createDistrictMap, createGazetteer } from "../area/index.ts";
import { loadGazetteerRows } from "../area/load.ts";
import type { Config } from "../config.ts";
import { publishDue } from "../insight/index.ts";
import { HOUR, NATION, type AgencyId, type AreaCode } from "../kernel.ts";
import { codeOf, logTo, type Logger } from "../log.ts";
import {
  createClockwork,
  createDesk,
  createExtractDesk,
  createOrderDesk,
  createReporterDesk,
} from "../queue/index.ts";
import { hotlineIsOpen } from "../routing/index.ts";
import { pseudonymsOf } from "../vault/index.ts";
import {
  createComparisonDesk,
  createProvinceDesk,
  createSiteRegister,
  createWatchDesk,
  renewThreshold,
  runWatch,
} from "../sites/index.ts";
import { createWeb } from "../web/index.ts";
import { openChannels, type Channels } from "./channels.ts";
import { demonstrate, mayDemonstrate } from "./demonstration.ts";
import { officerUrl, openFoundation } from "./foundation.ts";
import { healthOf } from "./health.ts";
import { replayLedger } from "./ledger.ts";
import { turnKeys } from "./period-keys.ts";
import { openTimetable, runClockwork } from "./timetable.ts";
import { statusOf } from "./status.ts";
import { webhooksOf } from "./webhooks.ts";

/** `demo`: accounts to show once; `open`: a national coordinator holds a key. */
export type Started = { demo: { accounts: DemoAccount[] } | undefined; open: boolean; url: string };

export interface House {
  /** Resolves once everything hears. */
  start(): Promise<Started>;
  /** Stops hearing, finishes what is in hand, closes the database. */
  stop(): Promise<void>;
}

/** Builds everything; nothing is heard or said before `start`. */
export async function compose(
  config: Config,
  { texts, logger }: { texts: Texts; logger: Logger },
): Promise<House> {
  const log = logTo(logger);
  const [foundation, rows, districtRows] = await Promise.all([
    openFoundation(config),
    loadGazetteerRows(),
    loadDistrictRows(),
  ]);
  const { store, keys, directory, clock, random, hash } = foundation;
  const { server, pepper } = keys;
  const aliases = createAliasBook({ rows: store.aliases, official: createGazetteer(rows), random, clock });
  await aliases.gazetteer();
  const gazetteer = aliases.latest;
  const districts = createDistrictMap(districtRows);
  const periods = () => keys.periods.now();
  const throttle = () => keys.throttle.now();
  const agencyName = async (id: AgencyId) => (await directory.agency(id))?.name ?? "";
  const zoneOf = gazetteer.zoneOf;
  // Routing, desk and clocks see the same bodies: those whose rows this server has vouched for.
  const bodies = { ...store.bodies, all: () => directory.bodies() };
  const banner = async () =>
    (await store.directory.setting(DEMONSTRATION)) === undefined
      ? undefined
      : texts.say("id", "command.demo.mark");

  const inbox = createInbox({
    rows: store.inbox,
    hash,
    pepper,
    periods,
    throttle,
    random,
    locate: districts.locate,
    onNew: () => dispatch.wake(),
  });
  const noting = {
    outbox: store.outbox,
    pseudonym: async (channel: ChannelName, address: Address) =>
      (await pseudonymsOf(hash, pepper, periods(), channel, address)).current,
    periods,
    clock,
    random,
    log,
  };
  const channels = openChannels(config, foundation, {
    inbox,
    returns: createReturns(noting),
    texts,
    gazetteer,
    log,
    banner,
  });
  const notices = { roster: store.roster, server, periods, random, texts, url: officerUrl(config) };
  const clockwork = createClockwork({
    ...notices,
    cases: store.cases,
    bodies,
    links: store.reporterLinks,
    numbers: store.numbersToCall,
  });
  const moveClocks = async () => {
    await runClockwork(clockwork, clock, log);
    courier.wake();
  };
  const reporterDesk = createReporterDesk({ cases: store.cases, hash, pepper, clock, agencyName });
  const dispatch = createDispatch({
    conversations: store.conversations,
    ...notices,
    cases: store.cases,
    bodies,
    filed: store.conversations,
    throttle,
    reporterDesk,
    hash,
    pepper,
    sketchKeys: () => foundation.keys.sketches.now(),
    clock,
    log,
    facts: async () => ({
      gazetteer: await aliases.gazetteer(),
      bodies: await bodies.all(),
      mandates: await directory.mandates(),
      numbers: await directory.numbers(),
    }),
    linkDuty: async (code, channel, address) => {
      const officer = await directory.takeLinkCode(code);
      if (officer !== undefined) await directory.linkContact(officer, channel, address);
      return officer;
    },
    networkKeeps: (channel) => named(channels, channel)?.abilities.networkKeeps ?? false,
    eraseAtPlatform: (channel, address, traces) => eraseAt(channels, channel, address, traces),
    onFiled: () => void moveClocks().catch(() => {}),
    onTurn: () => courier.wake(),
  });
  const courier = createCourier({ ...noting, channels: channels.saying });
  const deskParts = {
    ...notices,
    cases: store.cases,
    bodies,
    log: store.accessLog,
    clock,
    agencyName,
    zoneOf,
  };
  const desk = createDesk(deskParts);
  const extracts = store.extracts;
  const extractDesk = createExtractDesk({ ...deskParts, extracts });
  const orderDesk = createOrderDesk({ bodies, server, clock, extracts });
  const sites = createSiteRegister({ rows: store.sites, bodies, server, random, clock });
  const watching = {
    ...notices,
    rows: store.watch,
    sites: store.sites,
    bodies,
    districts: rows.districts.map(({ code }) => code as AreaCode),
    map: districts,
    clock,
    pause: () => setImmediate(),
  };
  const watch = createWatchDesk(watching);
  const timetable = openTimetable(foundation, {
    clockwork: moveClocks,
    watch: async () => {
      const run = await runWatch(watching);
      if (run.looks > 0) log("info", "watched", run);
      courier.wake();
      const province = await renewThreshold(watching);
      if (province !== undefined) log("info", "threshold_renewed", { province });
    },
    publish: async () => {
      const provinces = gazetteer.children(NATION).map(({ code }) => code);
      const quarters = await publishDue({ rows: store.publications, provinces, clock });
      if (quarters.length > 0) log("info", "figures_published", { quarters: quarters.length });
    },
    ledgerFile: config.ledgerFile,
    log,
  });
  const web =
    config.role === "bots"
      ? undefined
      : await createWeb({
          desk,
          extractDesk,
          orderDesk,
          directory,
          signIn: foundation.signIn,
          passkeys: foundation.passkeys,
          sessions: store.sessions,
          facts: store.facts,
          gazetteer,
          aliases,
          sites,
          watch,
          provinces: createProvinceDesk(watching),
          comparisons: createComparisonDesk({ register: sites, watch, rows: store.sites, server, clock }),
          texts,
          publicUrl: config.publicUrl,
          random,
          clock,
          log: logger,
          banner,
          health: () => healthOf(foundation),
          channels: () => statusOf(channels, clock()),
          whatsapp: channels.whatsapp?.desk,
          plugins: [channels.webchat.routes],
          webhooks: webhooksOf(channels),
          telegramBot: channels.telegram?.username,
          // https means a proxy in front; only one on this machine or a private network is believed.
          trustProxy: config.publicUrl.startsWith("https:") ? "loopback, uniquelocal" : undefined,
        });

  const periodTurn = createLoop({
    step: async () => {
      turnKeys(keys, clock());
      return false;
    },
    pauseMs: HOUR / 2,
    onFailure: (failure) => log("error", "period_key_failed", { failure: codeOf(failure) }),
  });
  const works = config.role !== "web";
  return {
    async start() {
      const again = await replayLedger({ retention: store.retention, file: config.ledgerFile, clock });
      if (again > 0) log("warn", "destroyed_again", { cases: again });
      const parts = { directory, signIn: foundation.signIn, store: store.directory };
      const claimed = mayDemonstrate(config) && (await claimDemonstration(parts));
      // The first page does not wait for ten officers' passphrases to be stretched.
      const url = web === undefined ? config.publicUrl : await listen(web, config);
      periodTurn.start();
      for (const channel of channels.hearing) await channel.start();
      if (works) {
        dispatch.start();
        courier.start();
        await timetable.start();
      }
      const demo = claimed ? await demonstrate(parts, config) : undefined;
      const open = hotlineIsOpen(await bodies.all());
      return { demo, open, url };
    },
    async stop() {
      await Promise.all(channels.hearing.map((channel) => channel.stop()));
      await web?.close();
      if (works) {
        await timetable.stop();
        await dispatch.stop();
        await courier.stop();
      }
      await periodTurn.stop();
      await foundation.close();
    },
  };
}

/** Where it listens, as people reach it: a port of 0 becomes the one that the system gave. */
async function listen(
  web: { listen(host: string, port: number): Promise<string> },
  config: Config,
): Promise<string> {
  const address = await web.listen(config.host, config.port);
  return config.port === 0 ? address : config.publicUrl;
}

async function eraseAt(
  channels: Channels,
  name: ChannelName,
  address: Address,
  traces: string[],
): Promise<void> {
  await named(channels, name)?.erase?.(address, traces);
}

const named = ({ saying }: Channels, name: ChannelName): Channel | undefined =>
  saying.find((one) => one.name === name);
