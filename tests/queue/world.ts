/** A small country with real keys: a district office, its police unit, a health office, and a chain above them. */
import { createHash } from "node:crypto";
import {
  after,
  type AgencyId,
  type AgencyKind,
  type AreaCode,
  type CaseId,
  type ConversationId,
  type Corps,
  type Indicator,
  type Instant,
  newId,
  type OfficerId,
  type OfficerRole,
  type Random,
} from "../../api/kernel.ts";
import type { ContactChoice } from "../../api/intake/index.ts";
import type { Message } from "../../api/outbox/index.ts";
import {
  CLAIM_WITHIN,
  createClockwork,
  createDesk,
  createExtractDesk,
  createOrderDesk,
  createReporterDesk,
  sealAddition,
  sealFiling,
  type BodyKey,
  type Addition,
  type Filing,
  type Unlocked,
} from "../../api/queue/index.ts";
import {
  createSlowHash,
  generateKeyPair,
  openInFlight,
  openJsonInFlight,
  sealInFlight,
  type PeriodKeys,
  type ServerKeys,
} from "../../api/vault/index.ts";
import { createTexts } from "../../locales/index.ts";
import { createAccessLog } from "../fakes/access-log.ts";
import { createBodies } from "../fakes/bodies.ts";
import { decideAppend } from "../../api/queue/decisions.ts";
import { createCases } from "../fakes/cases.ts";
import { createExtracts } from "../fakes/extracts.ts";
import { createRoster } from "../fakes/roster.ts";
import { HEALTH, LEAD, NATIONAL, NOON, POLICE, PROVINCE, STRANGER } from "./cards.ts";

export const ORDER_POLICE = "satpol-pp-batang" as AgencyId;
export const VILLAGE_CLINIC = "puskesmas-subah" as AgencyId;
export const REPORTERS_CHAT = "chat-of-the-reporter";
export const STORY = "ada anak yang dipaksa, tolong";

const BODIES: [AgencyId, AgencyKind, string, boolean][] = [
  [LEAD, "protection_office", "33.25", true],
  [POLICE, "police", "33.25", true],
  [HEALTH, "health", "33.25", true],
  [PROVINCE, "protection_office", "33", true],
  [NATIONAL, "coordinator", "", true],
  [STRANGER, "ngo", "16.71", true],
  [ORDER_POLICE, "satpol_pp", "33.25", true],
  [VILLAGE_CLINIC, "health", "33.25.01", false],
];

/** Repeatable bytes: SHA-256 over a counter. */
export function countedRandom(): Random {
  let count = 0;
  return (bytes) => {
    const blocks = Array.from({ length: Math.ceil(bytes / 32) }, () =>
      createHash("sha256").update(String(count++)).digest(),
    );
    return new Uint8Array(Buffer.concat(blocks).subarray(0, bytes));
  };
}

export type FilingWith = {
  severity?: Filing["triage"]["severity"];
  indicators?: Indicator[];
  contact?: ContactChoice;
  barred?: Corps[];
  handOffs?: AgencyId[];
  police?: boolean;
};

export function filingWith(changes: FilingWith = {}, now: Instant = NOON): Filing {
  const severity = changes.severity ?? "emergency";
  return {
    submission: {
      parts: [{ at: now, text: STORY }],
      answers: { child: "yes", contact: changes.contact },
      reason: "said_so",
      stillTelling: false,
    },
    triage: {
      category: "child_sexual_abuse",
      severity,
      child: "yes",
      indicators: changes.indicators ?? ["child_involved"],
      implicated: changes.barred ?? [],
      unsure: false,
      evidence: [],
    },
    area: {
      exact: "33.25.01.2001" as AreaCode,
      district: "33.25.01" as AreaCode,
      words: "dekat pasar Subah",
      zone: "Asia/Jakarta",
    },
    route: {
      lead: LEAD,
      supports: [
        ...(changes.police === false ? [] : [{ agency: POLICE, access: "full" as const }]),
        { agency: HEALTH, access: "card" },
      ],
      chain: [PROVINCE, NATIONAL],
      handOffs: changes.handOffs ?? [],
      leftOut: [],
      barred: changes.barred ?? [],
      coordinatorDecides: false,
    },
    filedAt: now,
    claimDueAt: after(now, CLAIM_WITHIN[severity]),
  };
}

export async function createWorld() {
  const server: ServerKeys = { ...(await generateKeyPair()), macKey: new Uint8Array(32).fill(7) };
  const random = countedRandom();
  const pepper = new Uint8Array(32).fill(9);
  const hash = createSlowHash({ memoryKiB: 8, passes: 1 });
  const keys: PeriodKeys = {
    current: "2026-11-21",
    keys: new Map([["2026-11-21", new Uint8Array(32).fill(5)]]),
  };
  const periods = () => keys;
  let now: Instant = NOON;
  const clock = () => now;
  const extracts = createExtracts();
  const cases = createCases(extracts);
  const bodies = createBodies(server);
  const log = createAccessLog();
  const roster = createRoster(server);
  const texts = createTexts();
  const url = "https://lapor.example/petugas";
  const agencyName = async (id: AgencyId) => (await bodies.all()).find((body) => body.id === id)?.name ?? id;
  for (const [id, kind, area, open] of BODIES) {
    await bodies.enrol({ id, name: `Nama ${id}`, kind, area: area as AreaCode, open });
  }
  const allowed = new Set<CaseId>();

  const parts = { cases, bodies, log, roster, server, periods, clock, random, texts, url, agencyName };
  const desk = createDesk({ ...parts, zoneOf: () => "Asia/Jakarta" as const });
  const zoneOf = () => "Asia/Jakarta" as const;
  const extractDesk = createExtractDesk({ ...parts, zoneOf, extracts });
  const orderDesk = createOrderDesk({ bodies, server, clock, extracts });
  const reporterDesk = createReporterDesk({ cases, hash, pepper, clock, agencyName });
  const clockwork = createClockwork({
    ...parts,
    numbers: { unattached: async () => [{ name: "SAPA", number: "129" }] },
    links: {
      addressOf: async (id) => {
        if (!allowed.has(id)) return undefined;
        const address = sealInFlight<"address">(
          keys,
          "address",
          new TextEncoder().encode(REPORTERS_CHAT),
          random,
        );
        return { channel: "telegram", conversation: newId<ConversationId>(random), address };
      },
    },
  });

  return {
    parts,
    cases,
    bodies,
    log,
    roster,
    server,
    pepper,
    hash,
    desk,
    extracts,
    extractDesk,
    orderDesk,
    reporterDesk,
    clockwork,
    now: () => now,
    /** The reporter's chat is still linked, and we may write to it. */
    allow: (id: CaseId) => void allowed.add(id),
    pass: (ms: number) => {
      now = after(now, ms);
      return now;
    },
    /** Somebody of the body is on duty from now on, and is woken in this chat. */
    putOnDuty: (agency: AgencyId, chat: string) =>
      roster.put(agency, `duty-of-${agency}` as OfficerId, "telegram", chat),
    hire: (agency: AgencyId, name = `officer-of-${agency}`, role?: OfficerRole): Promise<Unlocked> =>
      bodies.hire(agency, name, role),
    /** Seals and keeps a filing; the code is what the reporter would be shown. */
    async file(changes: FilingWith = {}) {
      const sealed = await this.seal(filingWith(changes, now));
      return { id: cases.file(sealed.newCase), ...sealed };
    },
    seal: (filing: Filing, bodyKeys: BodyKey[] = [...bodies.bodyKeys.values()]) =>
      sealFiling(filing, {
        id: newId<CaseId>(random),
        server,
        bodyKeys,
        hash,
        pepper,
        random,
        address: JSON.stringify({ channel: "telegram", address: REPORTERS_CHAT }),
        notices: [],
        sketches: [],
      }),
    /** The outbox as the courier would say it. */
    said: () =>
      cases.outbox.map(({ channel, kind, address, body, notBefore }) => ({
        channel,
        kind,
        to: new TextDecoder().decode(openInFlight(keys, "address", address)),
        text: openJsonInFlight<Message>(keys, "message", body).text,
        notBefore,
      })),
  };
}

export type TestWorld = Awaited<ReturnType<typeof createWorld>>;

/** A filed case with a claimant of the lead. */
export async function claimedCase(world: TestWorld, changes: FilingWith = {}) {
  const filed = await world.file(changes);
  const officer = await world.hire(LEAD);
  await world.desk.claim(officer, filed.id);
  return { ...filed, officer };
}

/** What the reporter adds later, sealed and appended as dispatch does it. */
export async function reporterAdds(world: TestWorld, id: CaseId, content: Addition): Promise<void> {
  const { card, epochs } = world.cases.kept(id);
  const epoch = epochs.at(-1);
  if (epoch === undefined) throw new Error(`no epoch in the fake: ${id}`);
  const event = await sealAddition(world.server, id, epoch, content, world.now());
  const change = decideAppend(card, [event], event.actor, world.now());
  await world.cases.change(id, card.version, change);
}

export const messageOf = (world: TestWorld, text: string) => ({
  kind: "message" as const,
  part: { at: world.now(), text },
});
