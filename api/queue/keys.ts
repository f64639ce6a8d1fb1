/** Sealing and opening of what belongs to a case, under one set of labels. */
import type { CaseId, Corps, PrivateKey, Sealed } from "../kernel.ts";
import type { Answers, Part } from "../intake/index.ts";
import {
  addServerLayer,
  checkEpoch,
  copyFor,
  openCopy,
  openJson,
  OpeningError,
  removeServerLayer,
  sealJson,
  SwappedKeyError,
  type EpochKey,
  type KeyCopy,
  type Label,
  type ServerKeys,
} from "../vault/index.ts";
import type { Words } from "./decisions.ts";
import type { BodyKey, CaseEvent, EventContent, ReportContent } from "./words.ts";

const eventLabel = (owner: CaseId, epoch: number): Label => ({ owner, kind: "event", epoch });
const addressLabel = (owner: CaseId, epoch: number): Label => ({ owner, kind: "reply-address", epoch });
/** The server's layer says whose address it is; the epoch stands in the label within. */
const addressLayer = (owner: CaseId): Label => addressLabel(owner, 1);

/** A report's private keys by epoch, as far as their holder has them. */
export type EpochKeys = ReadonlyMap<number, PrivateKey>;

/** Where a reply goes: channel and the channel's opaque address. */
export type ReplyAddress = { channel: string; address: string };

/** Seals words to the report. Throws SwappedKeyError when the server never made the epoch's key. */
export async function sealWords(
  server: ServerKeys,
  id: CaseId,
  key: EpochKey,
  content: EventContent,
): Promise<Words> {
  if (!checkEpoch(server, id, key)) throw new SwappedKeyError(`${id}/${key.epoch}`);
  const sealed = await sealJson<"event">([key.publicKey], eventLabel(id, key.epoch), content);
  return { epoch: key.epoch, sealed };
}

/** The epochs that a holder's copies open; copies still under the server's layer are not the holder's yet. */
export async function openCopies(
  id: CaseId,
  holderKey: PrivateKey,
  copies: readonly KeyCopy[],
): Promise<EpochKeys> {
  const mine = copies.filter(({ outer }) => !outer);
  return new Map(
    await Promise.all(mine.map(async (copy) => [copy.epoch, await openCopy(id, holderKey, copy)] as const)),
  );
}

/** The epochs' keys sealed to a body. Throws SwappedKeyError when the server never vouched for the body's key. */
export function copiesFor(
  server: ServerKeys,
  id: CaseId,
  keys: EpochKeys,
  { agency, publicKey, mac }: BodyKey,
  outer: boolean,
): Promise<KeyCopy[]> {
  const holder = { holder: agency, publicKey, mac };
  return Promise.all([...keys].map(([epoch, key]) => copyFor(server, id, epoch, key, holder, outer)));
}

/**
 * An event with its words. `unreadable` says why there are none although something is sealed: `not_for_us`, sealed
 * in an epoch that this body was not given; `damaged`, the row was altered or swapped.
 */
export type OpenedEvent = Omit<CaseEvent, "sealed"> & {
  content: EventContent | undefined;
  unreadable: "not_for_us" | "damaged" | undefined;
};

export function openEvents(
  id: CaseId,
  keys: EpochKeys,
  events: readonly CaseEvent[],
): Promise<OpenedEvent[]> {
  return Promise.all(events.map((event) => openEvent(id, keys, event)));
}

async function openEvent(id: CaseId, keys: EpochKeys, { sealed, ...event }: CaseEvent): Promise<OpenedEvent> {
  if (sealed === undefined) return { ...event, content: undefined, unreadable: undefined };
  const epoch = event.epoch ?? 0;
  const key = keys.get(epoch);
  if (key === undefined) return { ...event, content: undefined, unreadable: "not_for_us" };
  try {
    const content = await openJson<EventContent, "event">(key, eventLabel(id, epoch), sealed);
    return { ...event, content, unreadable: undefined };
  } catch (error) {
    // One altered row must not hide the rest of the report from the people who help.
    if (error instanceof OpeningError) return { ...event, content: undefined, unreadable: "damaged" };
    throw error;
  }
}

/** The report as its latest telling has it; undefined when this body can open none of its tellings. */
export const reportIn = (events: readonly OpenedEvent[]): ReportContent | undefined =>
  tellingsIn(events).at(-1);

/** Each time that somebody who works on it said what it is, oldest first. */
export const reviewsIn = (events: readonly OpenedEvent[]): (EventContent & { kind: "reviewed" })[] =>
  events.flatMap(({ content }) => (content?.kind === "reviewed" ? [content] : []));

/** What the people who work on it say it is, once one of them has said so. */
export const reviewIn = (events: readonly OpenedEvent[]): (EventContent & { kind: "reviewed" }) | undefined =>
  reviewsIn(events).at(-1);

/** The report each time that it was told whole, oldest first. */
export const tellingsIn = (events: readonly OpenedEvent[]): ReportContent[] =>
  events.flatMap(({ content }) => {
    if (content?.kind === "filed") return [content];
    return content?.kind === "retriaged" ? (content.report ?? []) : [];
  });

/** Every message of the reporter that this body can open, each once, in the order in which they were said. */
export function partsIn(events: readonly OpenedEvent[]): Part[] {
  const added = events.flatMap(({ content }) => (content?.kind === "message" ? [content.part] : []));
  const said = [...tellingsIn(events).flatMap(({ parts }) => parts), ...added];
  const once = new Map(said.map((part) => [`${part.at} ${part.text}`, part]));
  return [...once.values()].toSorted((one, other) => one.at - other.at);
}

/** The reporter's answers, later ones over earlier ones. */
export function answersIn(events: readonly OpenedEvent[]): Answers {
  return events.reduce<Answers>((answers, { content }) => {
    if (content?.kind === "filed" || content?.kind === "answered") return { ...answers, ...content.answers };
    return content?.kind === "retriaged" ? { ...answers, ...content.report?.answers } : answers;
  }, {});
}

/**
 * Corps that nothing of this report may go to: barred by a route, found implicated since, or excluded by the reporter.
 * Undefined when no telling of the report opens: then nobody may be let in, because nobody can say who is kept out.
 */
export function barredIn(events: readonly OpenedEvent[]): Corps[] | undefined {
  const tellings = tellingsIn(events);
  if (tellings.length === 0) return undefined;
  const routes = tellings.flatMap(({ route }) => route.barred);
  return [...new Set([...routes, ...barredSince(events), ...excludedIn(events)])];
}

/** Whom the reporter has ever excluded: a later answer, from another chat perhaps, takes nobody off that list. */
export const excludedIn = (events: readonly OpenedEvent[]): Corps[] =>
  events.flatMap(({ content }) => {
    if (content?.kind === "filed" || content?.kind === "answered") return content.answers.notReaders ?? [];
    return content?.kind === "retriaged" ? (content.report?.answers.notReaders ?? []) : [];
  });

/** Corps that later words have named. */
export const barredSince = (events: readonly OpenedEvent[]): Corps[] =>
  events.flatMap(({ content }) => (content?.kind === "retriaged" ? content.barred : []));

/** Sealed to the report, then to the server: no officer alone and no server alone sees where a reply goes. */
export async function sealReplyAddress(
  server: ServerKeys,
  id: CaseId,
  key: EpochKey,
  address: string,
): Promise<Sealed<"reply-address">> {
  const label = addressLabel(id, key.epoch);
  const inner = await sealJson<"reply-address">([key.publicKey], label, JSON.parse(address));
  return addServerLayer(server.publicKey, addressLayer(id), inner);
}

/**
 * Undefined when the body does not hold the epoch that the address lies in, and when the row does not open (damaged,
 * or sealed to a server key that was lost): the reply is then kept for the code instead of being refused.
 */
export async function openReplyAddress(
  server: ServerKeys,
  id: CaseId,
  keys: EpochKeys,
  sealed: Sealed<"reply-address">,
): Promise<ReplyAddress | undefined> {
  const inner = await unlessDamaged(removeServerLayer(server.privateKey, addressLayer(id), sealed));
  if (inner === undefined) return undefined;
  const tries = [...keys].map(([epoch, key]) =>
    unlessDamaged(openJson<ReplyAddress, "reply-address">(key, addressLabel(id, epoch), inner)),
  );
  return (await Promise.all(tries)).find((address) => address !== undefined);
}

async function unlessDamaged<T>(opening: Promise<T>): Promise<T | undefined> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof OpeningError) return undefined;
    throw error;
  }
}
