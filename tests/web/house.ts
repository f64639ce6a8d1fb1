/** The whole web over in-memory stores, with real keys: two admins, a coordinator, an office in Batang, one report. */
import { TOTP, Secret } from "otpauth";
import {
  after,
  MINUTE,
  newId,
  SECOND,
  type AgencyId,
  type AreaCode,
  type CaseId,
  type OfficerId,
} from "../../api/kernel.ts";
import { sketchReport } from "../../api/incident/index.ts";
import { createAliasBook, createDistrictMap } from "../../api/area/index.ts";
import { createLogger } from "../../api/log.ts";
import type { CaseFact, TriageAgreement } from "../../api/insight/ports.ts";
import {
  CLAIM_WITHIN,
  createDesk,
  createExtractDesk,
  createOrderDesk,
  sealFiling,
  type Bodies,
  type Filing,
} from "../../api/queue/index.ts";
import type { PeriodKeys } from "../../api/vault/index.ts";
import {
  createComparisonDesk,
  createProvinceDesk,
  createSiteRegister,
  createWatchDesk,
  type WatchedReport,
} from "../../api/sites/index.ts";
import { createWeb, type WebParts } from "../../api/web/index.ts";
import { createTexts } from "../../locales/index.ts";
import { body, granted, newHouse, REGENCY, type Enrolled } from "../directory/house.ts";
import { createFakeAliasRows } from "../fakes/alias-rows.ts";
import { createAccessLog } from "../fakes/access-log.ts";
import { createCases } from "../fakes/cases.ts";
import { createExtracts } from "../fakes/extracts.ts";
import { fakeGazetteer } from "../fakes/gazetteer.ts";
import { createFakeWatchRows } from "../fakes/watch-rows.ts";
import { createFakeSiteRows } from "../fakes/site-rows.ts";
import { createRoster } from "../fakes/roster.ts";
import { createFakeSessions } from "../fakes/sessions.ts";
import { openBrowser, type Browser } from "./browser.ts";

export const STORY = "ada anak yang dipaksa, tolong <b>cepat</b>";

/** Three in a row, each beside the next. */
const DISTRICTS = ["33.25.01", "33.25.02", "33.25.03"] as AreaCode[];
const ROW = {
  districts: DISTRICTS,
  map: createDistrictMap({
    centroids: DISTRICTS.map((code, at) => ({ code, latitude: -7 - at / 10, longitude: 109 + at / 20 })),
    borders: DISTRICTS.slice(1).map((code, at) => [DISTRICTS[at] ?? code, code] as const),
  }),
};

/** `ground`: the districts that the weekly look knows. */
export async function openWeb(changes: Partial<WebParts> = {}, ground: typeof ROW = ROW) {
  const house = await newHouse();
  const { directory, store, server, time, parts } = house;
  const people = await house.begin();
  const office = granted(
    await directory.addAgency(people.admin, {
      ...body("protection_office", REGENCY),
      name: "UPTD PPA Batang",
    }),
  ).id;
  const officer = await house.join(people.admin, office, "sari");
  const colleague = await house.join(people.admin, office, "bayu", "supervisor");
  await approveAll();
  await directory.handOverKey(
    { officer: officer.officer.id, agency: office, privateKey: officer.privateKey },
    colleague.officer.id,
  );

  async function approveAll() {
    for (const { id } of await directory.approvals()) granted(await directory.approve(people.otherAdmin, id));
  }

  const bodies: Bodies = {
    all: () => directory.bodies(),
    async keys(agencies) {
      const found = (await store.agencies()).filter(({ id }) => agencies.includes(id));
      return found.flatMap(({ id, publicKey, keyMac }) =>
        publicKey && keyMac ? [{ agency: id, publicKey, mac: keyMac }] : [],
      );
    },
    keyForOfficer: (agency, who) => store.agencyKeyCopy(agency, who),
  };
  const extracts = createExtracts();
  const cases = createCases(extracts);
  const log = createAccessLog();
  const texts = createTexts();
  const gazetteer = fakeGazetteer();
  const periods: PeriodKeys = {
    current: "2026-11-21",
    keys: new Map([["2026-11-21", new Uint8Array(32).fill(5)]]),
  };
  const clock = () => time.now;
  const agencyName = async (id: AgencyId) => (await directory.agency(id))?.name ?? "–";
  const adding = {
    cases,
    bodies,
    server,
    texts,
    roster: createRoster(server),
    random: parts.random,
    periods: () => periods,
    url: "https://lapor.example/petugas",
  };
  const deskParts = {
    ...adding,
    log,
    clock,
    agencyName,
    zoneOf: gazetteer.zoneOf,
  };
  const desk = createDesk(deskParts);
  const extractDesk = createExtractDesk({ ...deskParts, extracts });
  const orderDesk = createOrderDesk({ bodies, server, clock, extracts });

  const lines: string[] = [];
  const sessions = createFakeSessions();
  const facts: CaseFact[] = [];
  const agreement: TriageAgreement[] = [];
  const siteRows = createFakeSiteRows();
  const watched: WatchedReport[] = [];
  const watch = createFakeWatchRows(watched);
  const watching = {
    ...adding,
    ...ground,
    rows: watch,
    sites: siteRows,
    clock,
    pause: async () => {},
  };
  const register = createSiteRegister({ rows: siteRows, bodies, server, random: parts.random, clock });
  const watchDesk = createWatchDesk(watching);
  const web = await createWeb({
    desk,
    extractDesk,
    orderDesk,
    directory,
    sessions,
    gazetteer,
    aliases: createAliasBook({
      rows: createFakeAliasRows(),
      official: changes.gazetteer ?? gazetteer,
      random: parts.random,
      clock,
    }),
    sites: register,
    watch: watchDesk,
    provinces: createProvinceDesk(watching),
    comparisons: createComparisonDesk({ register, watch: watchDesk, rows: siteRows, server, clock }),
    texts,
    clock,
    signIn: house.signIn,
    passkeys: house.passkeys,
    facts: {
      cases: async () => facts,
      steps: async () => [],
      lastFiled: async () => [],
      agreement: async () => agreement,
    },
    publicUrl: "https://lapor.example",
    random: parts.random,
    log: createLogger("debug", { write: (line) => void lines.push(line) }),
    banner: async () => undefined,
    health: async () => ({ ok: true, database: true, backlog: [] }),
    channels: async () => [{ name: "telegram", state: "ready" }],
    plugins: [],
    webhooks: [],
    ...changes,
  });

  /** A report about a child in Subah, for the office in Batang, then the national coordinator. */
  async function file(filing: Partial<Filing> = {}, told: Partial<Filing["triage"]> = {}): Promise<CaseId> {
    const severity = told.severity ?? "urgent";
    const whole: Filing = {
      submission: {
        parts: [{ at: time.now, text: STORY }],
        answers: { child: "yes", contact: { kind: "yes" } },
        reason: "said_so",
        stillTelling: false,
      },
      triage: {
        category: "child_sexual_abuse",
        severity,
        child: "yes",
        indicators: ["child_involved"],
        implicated: [],
        unsure: false,
        evidence: [
          { claim: "indicator:child_involved", rule: "lexicon:child", quote: "anak", start: 4, end: 8 },
        ],
        ...told,
      },
      area: {
        exact: "33.25.01.2001" as AreaCode,
        district: "33.25.01" as AreaCode,
        words: "dekat pasar",
        zone: "Asia/Jakarta",
      },
      route: {
        lead: office,
        supports: [],
        chain: [people.coordinator],
        handOffs: [],
        leftOut: [],
        barred: [],
        coordinatorDecides: false,
      },
      filedAt: time.now,
      claimDueAt: after(time.now, CLAIM_WITHIN[severity]),
      ...filing,
    };
    const sealed = await sealFiling(whole, {
      id: newId<CaseId>(parts.random),
      server,
      hash: parts.hash,
      pepper: parts.pepper,
      random: parts.random,
      bodyKeys: await bodies.keys((await store.agencies()).map(({ id }) => id)),
      address: JSON.stringify({ channel: "telegram", address: "chat-of-the-reporter" }),
      notices: [],
      sketches: sketchReport(periods, whole.submission.parts.map(({ text }) => text).join("\n"), []),
    });
    return cases.file(sealed.newCase);
  }

  const totpSecrets = new Map<OfficerId, string>();
  const passOn = (ms: number) => {
    time.now = after(time.now, ms);
  };

  /** The code that the person's app shows now; the clock moves on first, since a code works once. */
  function totpCode(secret: string): string {
    passOn(30 * SECOND);
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: time.now });
  }

  const codeOf = ({ officer: { id } }: Enrolled): string => totpCode(totpSecrets.get(id) ?? "");

  /** Signs in as people do, setting the code up when it is the first time. */
  async function signIn(person: Enrolled, browser: Browser = openBrowser(web.app)): Promise<Browser> {
    if (!browser.here().text.includes('action="/masuk"')) await browser.get("/masuk");
    await browser.send("/masuk", { nama: person.officer.signInName, sandi: person.passphrase });
    const { path, text } = browser.here();
    if (path === "/masuk/penyiapan") {
      const secret = /class="secret">([^<]+)</.exec(text)?.[1]?.replaceAll(" ", "") ?? "";
      totpSecrets.set(person.officer.id, secret);
      await browser.send(path, { kode: totpCode(secret) });
    } else {
      await browser.send(path, { kode: codeOf(person) });
    }
    return browser;
  }

  const admin = await house.join(people.admin, undefined, "dewi", "admin");
  return {
    web,
    app: web.app,
    directory,
    cases,
    log,
    sessions,
    facts,
    agreement,
    watch,
    /** What the weekly look would count. */
    watched,
    /** Parts for the weekly look. */
    watching,
    lines,
    office,
    people,
    officer,
    colleague,
    admin,
    house,
    time,
    passOn,
    file,
    signIn,
    totpCode,
    codeOf,
    passkeys: house.passkeys,
    desk,
    approveAll,
    /** Parts for adding to a report as dispatch does. */
    adding,
    newBrowser: () => openBrowser(web.app),
    /** An officer signed in at the queue; half an hour idle would end the session. */
    atWork: () => signIn(officer),
    atAdmin: () => signIn(admin),
    MINUTE,
  };
}

export type OpenWeb = Awaited<ReturnType<typeof openWeb>>;
