/** Sealing and opening of what belongs to a case, under one set of labels. */
import type { CaseId, Corps, PrivateKey, Sealed } from "../kernel.ts";
import type { Answers } from "../intake/index.ts";
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
import type { BodyKey, CaseEvent, EventContent } from "./words.ts";

const eventLabel = (owner: CaseId, epoch: number): Label => ({ owner, kind: "event", epoch });
/** The address is sealed once, at filing, so always under the first epoch. */
const ADDRESS_EPOCH = 1;
const addressLabel = (owner: CaseId): Label => ({ owner, kind: "reply-address", epoch: ADDRESS_EPOCH });

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

type ContentOf<Kind extends EventContent["kind"]> = Extract<EventContent, { kind: Kind }>;

/** The report as filed; undefined when this body cannot open it. */
export const filedIn = (events: readonly OpenedEvent[]): ContentOf<"filed"> | undefined =>
  events.map(({ content }) => content).find((content) => content?.kind === "filed");

/** The reporter's answers, later ones over earlier ones. */
export function answersIn(events: readonly OpenedEvent[]): Answers {
  return events.reduce<Answers>(
    (answers, { content }) =>
      content?.kind === "filed" || content?.kind === "answered"
        ? { ...answers, ...content.answers }
        : answers,
    {},
  );
}

/**
 * Corps that nothing of this report may go to: barred by the route, or excluded by the reporter since. Undefined when
 * the report as filed does not open: then nobody may be let in, because nobody can say who is kept out.
 */
export function barredIn(events: readonly OpenedEvent[]): Corps[] | undefined {
  const filed = filedIn(events);
  return filed && [...new Set([...filed.route.barred, ...(answersIn(events).notReaders ?? [])])];
}

/** Sealed to the report, then to the server: no officer alone and no server alone sees where a reply goes. */
export async function sealReplyAddress(
  server: ServerKeys,
  id: CaseId,
  key: EpochKey,
  address: string,
): Promise<Sealed<"reply-address">> {
  const inner = await sealJson<"reply-address">([key.publicKey], addressLabel(id), JSON.parse(address));
  return addServerLayer(server.publicKey, addressLabel(id), inner);
}

/**
 * Undefined when the body does not hold the first epoch, and when the row does not open (damaged, or sealed to a
 * server key that was lost): the reply is then kept for the code instead of being refused.
 */
export async function openReplyAddress(
  server: ServerKeys,
  id: CaseId,
  keys: EpochKeys,
  sealed: Sealed<"reply-address">,
): Promise<ReplyAddress | undefined> {
  const key = keys.get(ADDRESS_EPOCH);
  if (key === undefined) return undefined;
  try {
    const inner = await removeServerLayer(server.privateKey, addressLabel(id), sealed);
    return await openJson<ReplyAddress, "reply-address">(key, addressLabel(id), inner);
  } catch (error) {
    if (error instanceof OpeningError) return undefined;
    throw error;
  }
}
