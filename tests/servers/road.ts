/**
 * The road from inbox to outbox with its real parts on any store: vault, directory with an open coordinator and an
 * open UPTD PPA in Batang, engine, dispatch, courier, desk, clockwork. Only the cost of hashes is lowered.
 */
import {
  after,
  HOUR,
  MINUTE,
  SECOND,
  NATION,
  type AgencyId,
  type AgencyKind,
  type AreaCode,
  type Clock,
  type Instant,
  type Random,
} from "../../api/kernel.ts";
import {
  createDistrictMap,
  createGazetteer,
  type DistrictMap,
  type Gazetteer,
} from "../../api/area/index.ts";
import { loadDistrictRows } from "../../api/area/districts.ts";
import { loadGazetteerRows } from "../../api/area/load.ts";
import { createDirectory, createPasskeys, createSignIn } from "../../api/directory/index.ts";
import type { OpenedKeys } from "../../api/keyfiles.ts";
import { createLogger, logTo, type Log } from "../../api/log.ts";
import {
  createAnnouncer,
  createClockwork,
  createDesk,
  createExtractDesk,
  createOrderDesk,
  createReporterDesk,
  type Unlocked,
} from "../../api/queue/index.ts";
import type { Store } from "../../api/store/index.ts";
import { createSlowHash, generateKeyPair, pseudonymsOf, type PeriodKeys } from "../../api/vault/index.ts";
import type { Channel, Inbox, Returns } from "../../bots/channel.ts";
import { createCourier, createReturns } from "../../bots/courier/index.ts";
import { createDispatch, createInbox } from "../../bots/dispatch/index.ts";
import { createTexts } from "../../locales/index.ts";
import { FIRST_NUMBERS } from "../../prisma/seed.ts";

export const texts = createTexts();
const CHEAP = { memoryKiB: 8, passes: 1 };
const URL = "https://lapor.example/masuk";

export type RoadParts = {
  store: Store;
  keys: Pick<OpenedKeys, "server" | "pepper"> & { periods: () => PeriodKeys; throttle?: () => PeriodKeys };
  clock: Clock;
  random: Random;
  /** Builds the channels, which are not started. */
  channels: (inbox: Inbox, log: Log, clock: Clock, returns: Returns) => Channel[];
  /** The official list of places when left out. */
  places?: Gazetteer;
  /** Each line of the log, besides `logged`. */
  onLine?: (line: string) => void;
};

export type Road = Awaited<ReturnType<typeof openRoad>>;

let gazetteer: Promise<Gazetteer> | undefined;
let districts: Promise<DistrictMap> | undefined;
const allDistricts = () => (districts ??= loadDistrictRows().then(createDistrictMap));
const allPlaces = () => (gazetteer ??= loadGazetteerRows().then(createGazetteer));

/** Nothing runs by itself: `settle` lets it work, or the loops are started. */
export async function openRoad({ store, keys, clock, random, channels: open, onLine, ...rest }: RoadParts) {
  const places = rest.places ?? (await allPlaces());
  const districtMap = await allDistricts();
  const logged: string[] = [];
  const write = (line: string) => {
    logged.push(line);
    onLine?.(line);
  };
  const log = logTo(createLogger("debug", { write }));
  const { server, pepper, periods, throttle = periods } = keys;
  const hash = createSlowHash(CHEAP);
  const announce = createAnnouncer({ server, periods, random, texts, url: URL, clock, box: store.noticeBox });
  const shared = { store: store.directory, server, pepper, hash, random, clock, announce };
  const directory = createDirectory(shared);
  const signIn = createSignIn(shared);
  const passkeys = createPasskeys({ ...shared, publicUrl: URL });
  const agencyName = async (id: AgencyId) => (await directory.agency(id))?.name ?? "";

  const inbox = createInbox({
    rows: store.inbox,
    hash,
    pepper,
    periods,
    throttle,
    random,
    locate: districtMap.locate,
    onNew: () => dispatch.wake(),
  });
  const noting = {
    outbox: store.outbox,
    pseudonym: async (channel: string, address: string) =>
      (await pseudonymsOf(hash, pepper, periods(), channel, address)).current,
    periods,
    clock,
    random,
    log,
  };
  const channels = open(inbox, log, clock, createReturns(noting));
  const notices = { roster: store.roster, server, periods, random, texts, url: URL };
  const clockwork = createClockwork({
    ...notices,
    cases: store.cases,
    bodies: store.bodies,
    links: store.reporterLinks,
    numbers: store.numbersToCall,
  });
  const reporterDesk = createReporterDesk({ cases: store.cases, hash, pepper, clock, agencyName });
  const dispatch = createDispatch({
    conversations: store.conversations,
    ...notices,
    cases: store.cases,
    bodies: store.bodies,
    filed: store.conversations,
    throttle,
    reporterDesk,
    hash,
    pepper,
    sketchKeys: periods,
    clock,
    log,
    facts: async () => ({
      gazetteer: places,
      bodies: await directory.bodies(),
      mandates: await directory.mandates(),
      numbers: await directory.numbers(),
    }),
    linkDuty: async (code, channel, address) => {
      const officer = await directory.takeLinkCode(code);
      if (officer !== undefined) await directory.linkContact(officer, channel, address);
      return officer;
    },
    networkKeeps: (name) =>
      channels.find((channel) => channel.name === name)?.abilities.networkKeeps ?? false,
    eraseAtPlatform: async (name, address, traces) => {
      await channels.find((channel) => channel.name === name)?.erase?.(address, traces);
    },
    onFiled: () => {},
    onTurn: () => courier.wake(),
  });
  const courier = createCourier({ ...noting, channels });
  const deskParts = {
    ...notices,
    cases: store.cases,
    bodies: store.bodies,
    log: store.accessLog,
    clock,
    agencyName,
    zoneOf: places.zoneOf,
  };
  const desk = createDesk(deskParts);
  const { extracts } = store;
  const extractDesk = createExtractDesk({ ...deskParts, extracts });
  const orderDesk = createOrderDesk({ bodies: store.bodies, server, clock, extracts });
  return {
    store,
    directory,
    signIn,
    passkeys,
    inbox,
    channels,
    dispatch,
    courier,
    clockwork,
    desk,
    extractDesk,
    orderDesk,
    reporterDesk,
    locate: districtMap.locate,
    logged,
  };
}

/** An officer of each body, signed in; all are on duty around the clock. */
export type Staff = {
  coordinator: Unlocked;
  ppa: Unlocked;
  /** One more open body, with one officer. */
  enrolBody(name: string, kind: AgencyKind, area: string, signInName?: string): Promise<Unlocked>;
};

/** Enrols the bodies; on a store that has them already it must not be called. */
export async function enrolStaff({ directory, signIn, store }: Road): Promise<Staff> {
  for (const number of FIRST_NUMBERS) await store.directory.saveNumber(number);
  const recovery = await generateKeyPair();
  const body = (name: string, kind: AgencyKind, area: AreaCode) => {
    return { name, kind, area, phone: undefined, email: undefined };
  };

  async function enrol(token: string): Promise<Unlocked | undefined> {
    const { officer, passphrase } = right(await directory.acceptInvitation(token));
    const { id, agency, signInName } = officer;
    if (agency === undefined) return undefined;
    const always = { agency, officer: id, from: 0, to: (24 * HOUR) / MINUTE };
    const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ ...always, weekday }));
    right(await directory.setDuty(id, agency, week));
    const { privateKey } = right(await signIn.passphrase(signInName, passphrase));
    right(await directory.makeRecoveryCopy({ officer: id, agency, privateKey }, recovery.publicKey));
    return { officer: id, agency, role: officer.role as Unlocked["role"], privateKey };
  }

  const { invited } = right(
    await directory.setUp({
      admins: [{ signInName: "admin", name: "Admin" }],
      coordinator: body("Koordinator Nasional", "coordinator", NATION),
      officers: [{ signInName: "koordinator", name: "Petugas Koordinator" }],
    }),
  );
  const [admin, first] = invited as [(typeof invited)[0], (typeof invited)[0]];
  await enrol(admin.token);
  const coordinator = (await enrol(first.token)) as Unlocked;
  async function enrolBody(
    name: string,
    kind: AgencyKind,
    area: string,
    signInName = name.toLowerCase().replaceAll(" ", "-"),
  ): Promise<Unlocked> {
    const agency = right(await directory.addAgency(admin.officer.id, body(name, kind, area as AreaCode)));
    const person = { signInName, name: `Petugas ${name}`, role: "supervisor" as const, agency: agency.id };
    const officer = (await enrol(
      right(await directory.inviteOfficer(admin.officer.id, person)).token,
    )) as Unlocked;
    for (const { id } of await directory.approvals()) right(await directory.approve(first.officer.id, id));
    return officer;
  }
  const ppa = await enrolBody("UPTD PPA Kabupaten Batang", "protection_office", "33.25", "ppa-batang");
  return { coordinator, ppa, enrolBody };
}

/** The value of what must not be refused. */
export function right<T>(result: { ok: true; value: T } | { ok: false; refusal: string }): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal}`);
  return result.value;
}

/** A clock that stands until it is told to go on. */
export function standingClock(start: Instant): { clock: Clock; pass(ms: number): void } {
  let now = start;
  return {
    clock: () => now,
    pass(ms) {
      now = after(now, ms);
    },
  };
}

const MOST_ROUNDS = 2_000;

/** Lets dispatch and courier work until nothing is due; time passes only while chats rest between two messages. */
export async function settle(
  { dispatch, courier, store }: Road,
  time: { clock: Clock; pass(ms: number): void },
) {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (await dispatch.once()) continue;
    if (await courier.once()) continue;
    const backlog = await store.outbox.backlog();
    const restsOver = after(time.clock(), SECOND);
    if (!backlog.some(({ waiting, oldest }) => waiting > 0 && (oldest ?? 0) <= restsOver)) return;
    time.pass(SECOND);
  }
  throw new Error("the road does not settle");
}

/** Keys in memory, with one period that lasts. */
export async function freshKeys(random: Random): Promise<RoadParts["keys"]> {
  const periods: PeriodKeys = { current: "2026-11-21", keys: new Map([["2026-11-21", random(32)]]) };
  return {
    server: { ...(await generateKeyPair()), macKey: random(32) },
    pepper: random(32),
    periods: () => periods,
  };
}
