/** What a reporter adds to a filed case, and all that it moves, sealed as one change; nothing is written yet. */
import type { Actor, AgencyId, CaseId, Corps, Instant } from "../kernel.ts";
import { newEpoch, type EpochKey, type ServerKeys } from "../vault/index.ts";
import { decideMoving, type Fuller, type Moved } from "./decide-moving.ts";
import { cardTriageOf } from "./decide-review.ts";
import { decideAppend, decideReopen, eventOf } from "./decisions.ts";
import { sealReplyAddress, sealWords } from "./keys.ts";
import { copiesOfEpoch, unveiledCopies } from "./new-epoch.ts";
import { dutyNotices, type NoticeParts } from "./notices.ts";
import type { Bodies, Cases } from "./ports.ts";
import type { CaseCard, CaseChange, EventContent, NewEvent, ReportContent, Share } from "./words.ts";

export type SealAddedParts = NoticeParts & {
  cases: Pick<Cases, "receiptKey" | "copies">;
  bodies: Pick<Bodies, "keys">;
};

/** A case as it was looked at, before the words that are added. */
export type CaseSeen = {
  card: CaseCard;
  shares: Share[];
  epochs: EpochKey[];
  handOffs: { agency: AgencyId; doneAt: Instant | undefined }[];
};

export type Addition = EventContent & { kind: "message" | "answered" };

/** What all that is known by now says of the report, and what its new readers must get of it. */
export type FullerStory = Omit<Fuller, "hasKey"> & {
  barred: Corps[];
  /** Undefined when only the latest words were known. */
  report: ReportContent | undefined;
  /** `{ channel, address }` of the reporter as JSON. */
  address: string;
};

/** `readers`: who reads from now on, the holder first; undefined when nobody came or went. */
export type Added = { change: CaseChange; readers: AgencyId[] | undefined };

const BY_TRIAGE: Actor = { kind: "system", task: "triage" };

/** One addition sealed to an epoch, as an event of the reporter. Throws SwappedKeyError as `sealWords` does. */
export async function sealAddition(
  server: ServerKeys,
  id: CaseId,
  key: EpochKey,
  content: Addition,
  now: Instant,
): Promise<NewEvent> {
  const words = await sealWords(server, id, key, content);
  return eventOf(content.kind, now, { kind: "reporter", case: id }, words);
}

/**
 * Additions are never turned away. Where they move the case to other readers, they and the whole story so far are
 * sealed to a new epoch: those who come read all of it, those who must go read nothing of it, and the server, which
 * cannot open what was filed, needs no key for it.
 * Throws SwappedKeyError for a key that this server did not vouch for, and when the new lead has no key.
 */
export async function sealAdded(
  parts: SealAddedParts,
  seen: CaseSeen,
  additions: readonly Addition[],
  story: FullerStory | undefined,
  now: Instant,
): Promise<Added> {
  const { card, shares, epochs } = seen;
  const reporter: Actor = { kind: "reporter", case: card.id };
  const reopened = decideReopen(card, reporter, now);
  const standing = reopened.ok ? { ...card, ...reopened.value.set } : card;
  const bodyKeys = await parts.bodies.keys(bodiesIn(shares, story));
  const hasKey = (agency: AgencyId) => bodyKeys.some((bodyKey) => bodyKey.agency === agency);
  // A shredded report has no receipt any more, and nobody who could be let in to it.
  const receipt = story && (await parts.cases.receiptKey(reporter, card.id));
  const moved = story && receipt && decideMoving(standing, shares, { ...story, hasKey }, now);
  const next = moved?.newEpoch === true ? await newEpoch(parts.server, card.id, card.epoch + 1) : undefined;
  const key = next?.key ?? epochs.find(({ epoch }) => epoch === card.epoch);
  if (key === undefined) throw new Error(`case without its epoch: ${card.id}/${card.epoch}`);
  const seal = (content: EventContent) => sealWords(parts.server, card.id, key, content);
  const events = await Promise.all(
    additions.map((content) => sealAddition(parts.server, card.id, key, content, now)),
  );
  const appended = decideAppend(card, events, reporter, now);
  if (story === undefined || moved === undefined) return { change: appended, readers: undefined };

  const withdrawn = withdrawnBy(seen, story, moved);
  const change: CaseChange = {
    set: { ...appended.set, ...moved.set },
    events: [
      ...appended.events,
      ...releasedBy(standing, moved, now),
      await retriaged(card, story, moved, seal, now),
    ],
    shares: moved.changed,
    copies: await unveiledCopies(parts, card.id, arrivedBy(shares, moved)),
    handOffs: newHandOffs(seen, moved, now),
    ...(withdrawn.length > 0 && { withdrawn }),
    ...(card.state === "claimed" && { outbox: await dutyNotices(parts, moved.joined, "waiting", now) }),
  };
  if (next !== undefined && receipt !== undefined) {
    const opening = { epoch: next.key.epoch, privateKey: next.privateKey };
    const copies = await copiesOfEpoch(parts.server, card.id, opening, moved.parts, bodyKeys, receipt);
    change.epoch = next.key;
    change.set.epoch = next.key.epoch;
    change.copies = [...(change.copies ?? []), ...copies];
    if (story.report !== undefined) {
      change.replyAddress = await sealReplyAddress(parts.server, card.id, next.key, story.address);
    }
  }
  const told = moved.joined.length > 0 || moved.ended.length > 0 || moved.handedTo !== undefined;
  return { change, readers: told ? readersAfter(card, moved) : undefined };
}

const bodiesIn = (shares: readonly Share[], story: FullerStory | undefined): AgencyId[] => {
  const route = story?.route;
  const routed = route ? [route.lead, ...route.supports.map(({ agency }) => agency), ...route.chain] : [];
  return [...new Set([...shares.map(({ agency }) => agency), ...routed])];
};

/** Bodies that may no longer know of the case: their copies go, and nobody is to phone them. */
function withdrawnBy({ handOffs }: CaseSeen, { isBarred }: FullerStory, { ended }: Moved): AgencyId[] {
  const awaited = handOffs.flatMap(({ agency, doneAt }) => (doneAt === undefined ? [agency] : []));
  return [...new Set([...ended, ...awaited.filter(isBarred)])];
}

/** Whoever had claimed it and must go has lost the claim. */
function releasedBy({ claimedBy }: CaseCard, { ended }: Moved, now: Instant): NewEvent[] {
  if (claimedBy === undefined || !ended.includes(claimedBy.agency)) return [];
  return [eventOf("released", now, BY_TRIAGE, undefined, { agency: claimedBy.agency })];
}

async function retriaged(
  card: CaseCard,
  { barred, report }: FullerStory,
  { set, handedTo, joined, proposed, ended }: Moved,
  seal: (content: EventContent) => ReturnType<typeof sealWords>,
  now: Instant,
): Promise<NewEvent> {
  const words = await seal({
    kind: "retriaged",
    from: cardTriageOf(card),
    to: cardTriageOf({ ...card, ...set }),
    barred,
    ended,
    report,
  });
  return eventOf("retriaged", now, BY_TRIAGE, words, {
    ...(handedTo !== undefined && { agency: handedTo }),
    ...(joined.length > 0 && { joined }),
    ...(proposed !== undefined && { proposed }),
  });
}

/** Bodies that waited in the chain and read now: their earlier copies lose the server's layer. */
const arrivedBy = (before: readonly Share[], { joined }: Moved): Share[] =>
  before.filter(({ agency, active }) => joined.includes(agency) && !active);

function newHandOffs({ handOffs }: CaseSeen, moved: Moved, now: Instant): CaseChange["handOffs"] {
  const known = new Set(handOffs.map(({ agency }) => agency));
  const fresh = moved.handOffs.filter((agency) => !known.has(agency));
  return fresh.map((agency) => ({ agency, dueAt: moved.set.claimDueAt ?? now }));
}

function readersAfter(card: CaseCard, { parts, handedTo }: Moved): AgencyId[] {
  const reading = parts
    .filter(({ active, access }) => active && access === "full")
    .map(({ agency }) => agency);
  const holder = handedTo ?? card.holder;
  return reading.toSorted((one, other) => Number(other === holder) - Number(one === holder));
}
