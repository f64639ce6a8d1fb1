/** From a decided filing to rows that a thief cannot read: everything sealed, nothing written yet. */
import { newId, type AgencyId, type CaseId, type IncidentId, type Random } from "../kernel.ts";
import type { NewOutboxRow } from "../outbox/index.ts";
import {
  mintReceipt,
  newEpoch,
  type Pepper,
  type Sketch,
  type ServerKeys,
  type SlowHash,
} from "../vault/index.ts";
import { eventOf } from "./decisions.ts";
import { sealReplyAddress, sealWords } from "./keys.ts";
import { newLabel } from "./label.ts";
import { copiesOfEpoch } from "./new-epoch.ts";
import { partsOf } from "./parts-of-route.ts";
import type { BodyKey, CaseCard, Filing, NewCase, ReportContent } from "./words.ts";

export type SealFilingParts = {
  id: CaseId;
  server: ServerKeys;
  /** Of every body in the route that has a key. */
  bodyKeys: readonly BodyKey[];
  hash: SlowHash;
  pepper: Pepper;
  random: Random;
  /** `{ channel, address }` as JSON. */
  address: string;
  /** Content-free pings that leave with the filing; without any, the clockwork sends them at its next run. */
  notices: NewOutboxRow[];
  /** Of the words, for finding reports of the same event. */
  sketches: readonly Sketch[];
};

/**
 * Seals a filing: words to the first epoch's key, that key to lead and full supports, to the chain under the server's
 * layer, and to the receipt. `code` is shown to the reporter once and is kept nowhere.
 * Throws when the lead has no key, and SwappedKeyError when a body's key was not vouched for by this server.
 */
export async function sealFiling(
  filing: Filing,
  parts: SealFilingParts,
): Promise<{ newCase: NewCase; code: string }> {
  const { id, server, bodyKeys } = parts;
  const hasKey = (agency: AgencyId) => bodyKeys.some((bodyKey) => bodyKey.agency === agency);
  const { shares, handOffs } = partsOf(filing.route, hasKey);
  const { key, privateKey } = await newEpoch(server, id, 1);
  const [receipt, words, replyAddress] = await Promise.all([
    mintReceipt({ hash: parts.hash, pepper: parts.pepper, server, random: parts.random, case: id }),
    sealWords(server, id, key, { kind: "filed", reason: filing.submission.reason, ...reportOf(filing) }),
    sealReplyAddress(server, id, key, parts.address),
  ]);
  const opening = { epoch: key.epoch, privateKey };
  const copies = await copiesOfEpoch(server, id, opening, shares, bodyKeys, receipt.stored);
  const newCase: NewCase = {
    card: {
      ...cardOf(filing, id, newLabel(parts.random), parts.notices.length > 0),
      incident: newId<IncidentId>(parts.random),
    },
    epoch: key,
    shares,
    copies,
    receipt: receipt.stored,
    replyAddress,
    handOffs: handOffs.map((agency) => ({ agency, dueAt: filing.claimDueAt })),
    events: [eventOf("filed", filing.filedAt, { kind: "reporter", case: id }, words)],
    sketches: parts.sketches,
    notices: parts.notices,
  };
  return { newCase, code: receipt.code };
}

/** The report in clear, as it is sealed to its readers. */
export function reportOf({
  submission,
  triage,
  area,
  route,
}: Omit<Filing, "filedAt" | "claimDueAt">): ReportContent {
  return {
    parts: submission.parts,
    answers: submission.answers,
    indicators: triage.indicators,
    implicated: triage.implicated,
    unsure: triage.unsure,
    evidence: triage.evidence,
    area: area.exact,
    placeWords: area.words,
    route,
  };
}

/** Whoever tells of herself, or wants out, is helped and never counted towards a place. */
export const tellsOfPlace = ({
  category,
  indicators,
}: Pick<Filing["triage"], "category" | "indicators">): boolean =>
  category !== "exit_support" && !indicators.includes("self_report");

/** What stays in clear: nothing here comes from the reporter's words but by way of a code. */
function cardOf(
  filing: Filing,
  id: CaseId,
  label: string,
  pinged: boolean,
): Omit<CaseCard, "version" | "incident"> {
  const { triage, area, route, submission, filedAt, claimDueAt } = filing;
  return {
    id,
    label,
    state: "waiting",
    category: triage.category,
    severity: triage.severity,
    child: triage.child,
    relocation: triage.indicators.includes("relocation"),
    oneOfMany: false,
    tellsOfPlace: tellsOfPlace(triage),
    area: area.district,
    filedAt,
    stillTelling: submission.stillTelling,
    reviewed: false,
    holder: route.lead,
    turn: 0,
    claimDueAt,
    claimedBy: undefined,
    claimedAt: undefined,
    actionDueAt: undefined,
    firstActionAt: undefined,
    closedAt: undefined,
    outcome: undefined,
    reporterWroteAt: filedAt,
    officerReadAt: undefined,
    lastPingAt: pinged ? filedAt : undefined,
    epoch: 1,
  };
}
