/** From a decided filing to rows that a thief cannot read: everything sealed, nothing written yet. */
import { newId, type AgencyId, type CaseId, type IncidentId, type Instant, type Random } from "../kernel.ts";
import type { NewOutboxRow } from "../outbox/index.ts";
import type { Route } from "../routing/index.ts";
import {
  copyFor,
  mintReceipt,
  newEpoch,
  type EpochKey,
  type Pepper,
  type Sketch,
  type ServerKeys,
  type SlowHash,
} from "../vault/index.ts";
import { eventOf } from "./decisions.ts";
import { copiesFor, sealReplyAddress, sealWords } from "./keys.ts";
import { newLabel } from "./label.ts";
import type { BodyKey, CaseCard, EventContent, Filing, NewCase, NewEvent, Share } from "./words.ts";

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
  const { shares, handOffs } = sharesOf(filing.route, bodyKeys);
  const { key, privateKey } = await newEpoch(server, id, 1);
  const keys = new Map([[key.epoch, privateKey]]);
  const readers = bodyKeys.flatMap((bodyKey) => {
    const share = shares.find(({ agency }) => agency === bodyKey.agency);
    return share?.access === "full" ? [{ bodyKey, outer: !share.active }] : [];
  });
  const [receipt, copies, words, replyAddress] = await Promise.all([
    mintReceipt({ hash: parts.hash, pepper: parts.pepper, server, random: parts.random, case: id }),
    Promise.all(readers.map(({ bodyKey, outer }) => copiesFor(server, id, keys, bodyKey, outer))),
    sealWords(server, id, key, contentOf(filing)),
    sealReplyAddress(server, id, key, parts.address),
  ]);
  const reporter = {
    holder: "reporter" as const,
    publicKey: receipt.stored.publicKey,
    mac: receipt.stored.mac,
  };
  const reporterCopy = await copyFor(server, id, key.epoch, privateKey, reporter, false);
  const newCase: NewCase = {
    card: {
      ...cardOf(filing, id, newLabel(parts.random), parts.notices.length > 0),
      incident: newId<IncidentId>(parts.random),
    },
    epoch: key,
    shares,
    copies: [...copies.flat(), reporterCopy],
    receipt: receipt.stored,
    replyAddress,
    handOffs: handOffs.map((agency) => ({ agency, dueAt: filing.claimDueAt })),
    events: [eventOf("filed", filing.filedAt, { kind: "reporter", case: id }, words)],
    sketches: parts.sketches,
    notices: parts.notices,
  };
  return { newCase, code: receipt.code };
}

/**
 * A message or answers that the reporter adds later, sealed to the present epoch; `decideAppend` says what it changes.
 * Throws SwappedKeyError when the server never made the epoch's key.
 */
export async function sealAppend(
  server: ServerKeys,
  id: CaseId,
  epoch: EpochKey,
  content: EventContent & { kind: "message" | "answered" },
  now: Instant,
): Promise<NewEvent> {
  const words = await sealWords(server, id, epoch, content);
  return eventOf(content.kind, now, { kind: "reporter", case: id }, words);
}

/**
 * Who takes which part. A full support whose key is gone is phoned instead, a body of the chain without one is
 * passed over, and neither holds the filing up; without the lead's key there is nobody to seal to.
 */
function sharesOf(route: Route, bodyKeys: readonly BodyKey[]): { shares: Share[]; handOffs: AgencyId[] } {
  const hasKey = (agency: AgencyId) => bodyKeys.some((bodyKey) => bodyKey.agency === agency);
  if (!hasKey(route.lead)) throw new Error(`no key to seal to: ${route.lead}`);
  const shares = new Map<AgencyId, Share>();
  const handOffs = new Set(route.handOffs);
  const add = (share: Share) => {
    // Whoever reads in any part reads; a second mention takes nothing away.
    if (shares.get(share.agency)?.access !== "full") shares.set(share.agency, share);
  };
  add({ agency: route.lead, role: "lead", access: "full", position: undefined, active: true });
  for (const { agency, access } of route.supports) {
    if (access === "full" && !hasKey(agency)) handOffs.add(agency);
    else add({ agency, role: "support", access, position: undefined, active: true });
  }
  route.chain.filter(hasKey).forEach((agency, index) => {
    add({ agency, role: "chain", access: "full", position: index + 1, active: false });
  });
  return { shares: [...shares.values()], handOffs: [...handOffs] };
}

function contentOf({ submission, triage, area, route }: Filing): EventContent {
  return {
    kind: "filed",
    parts: submission.parts,
    answers: submission.answers,
    reason: submission.reason,
    indicators: triage.indicators,
    implicated: triage.implicated,
    evidence: triage.evidence,
    area: area.exact,
    placeWords: area.words,
    route,
  };
}

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
    area: area.district,
    filedAt,
    stillTelling: submission.stillTelling,
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
