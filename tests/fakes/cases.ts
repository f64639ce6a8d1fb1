/** Cases in Maps: the same promises as the store keeps, and a stop at every await so that writers really race. */
import { zoneOf } from "../../api/area/index.ts";
import {
  after,
  coarsenToDay,
  HOUR,
  type Actor,
  type AgencyId,
  type CaseId,
  type Instant,
} from "../../api/kernel.ts";
import type { Told } from "../../api/incident/index.ts";
import { createExtracts, type FakeExtracts } from "./extracts.ts";
import type { NewOutboxRow } from "../../api/outbox/index.ts";
import {
  coarseTimes,
  type CaseCard,
  type CaseChange,
  type CaseEvent,
  type Cases,
  type NewCase,
  type NewEvent,
  type Review,
  type Share,
} from "../../api/queue/index.ts";
import {
  joinSketches,
  type EpochKey,
  type KeyCopy,
  type Sketch,
  type StoredReceipt,
} from "../../api/vault/index.ts";

type HandOff = { agency: AgencyId; dueAt: Instant; doneAt: Instant | undefined };
export type KeptCase = {
  card: CaseCard;
  shares: Map<AgencyId, Share>;
  copies: Map<string, KeyCopy>;
  epochs: EpochKey[];
  events: CaseEvent[];
  handOffs: Map<AgencyId, HandOff>;
  receipt: StoredReceipt;
  sketches: Sketch[];
  reviews: Review[];
  replyAddress: NewCase["replyAddress"] | undefined;
};

export type FakeCases = Cases & {
  /** What the store does with a filing. */
  file(newCase: NewCase): CaseId;
  kept(id: CaseId): KeptCase;
  outbox: NewOutboxRow[];
};

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
const PRESSING = ["emergency", "urgent", "standard", "low"];
const STATES = ["waiting", "claimed", "closed"];

export function createCases(extracts: FakeExtracts = createExtracts()): FakeCases {
  const cases = new Map<CaseId, KeptCase>();
  const outbox: NewOutboxRow[] = [];
  const tries = new Map<string, Instant[]>();
  const partOf = ({ shares }: KeptCase, actor: Actor): Share | undefined => {
    const share = actor.kind === "officer" ? shares.get(actor.agency) : undefined;
    return share?.active ? share : undefined;
  };

  function seen(actor: Actor, id: CaseId): KeptCase | undefined {
    const kept = cases.get(id);
    if (kept === undefined) return undefined;
    switch (actor.kind) {
      case "system":
        return kept;
      case "reporter":
        return actor.case === id ? kept : undefined;
      case "officer":
        return partOf(kept, actor) && kept;
      case "admin":
        return undefined;
    }
  }

  const mayRead = (actor: Actor, id: CaseId): boolean => {
    const kept = seen(actor, id);
    return kept !== undefined && (actor.kind !== "officer" || partOf(kept, actor)?.access === "full");
  };

  async function read<T>(actor: Actor, id: CaseId, of: (kept: KeptCase) => T, otherwise: T): Promise<T> {
    await pause();
    const kept = seen(actor, id);
    return kept === undefined ? otherwise : structuredClone(of(kept));
  }

  function append(kept: KeptCase, events: readonly NewEvent[]): void {
    for (const { actor, epoch, sealed, detail, kind, at } of events) {
      kept.events.push({
        seq: kept.events.length + 1,
        kind,
        at,
        actor: actor.kind,
        officer: actor.kind === "officer" ? actor.officer : undefined,
        agency: actor.kind === "officer" ? actor.agency : undefined,
        epoch,
        sealed,
        detail: detail ?? {},
      });
    }
  }

  function apply(kept: KeptCase, change: CaseChange): void {
    const { incident } = kept.card;
    const linked = [...cases.values()].filter(({ card }) => card.incident === incident);
    if (change.joins) for (const one of linked) one.card = { ...one.card, incident: change.joins };
    kept.card = { ...kept.card, ...change.set, version: kept.card.version + 1 };
    append(kept, change.events);
    for (const agency of change.withdrawn ?? []) {
      for (const [place, { holder }] of kept.copies) if (holder === agency) kept.copies.delete(place);
      if (kept.handOffs.get(agency)?.doneAt === undefined) kept.handOffs.delete(agency);
    }
    if (change.replyAddress && kept.replyAddress) kept.replyAddress = change.replyAddress;
    for (const share of change.shares ?? []) kept.shares.set(share.agency, share);
    for (const copy of change.copies ?? []) kept.copies.set(`${copy.holder} ${copy.epoch}`, copy);
    if (change.epoch) kept.epochs.push(change.epoch);
    for (const { agency, dueAt } of change.handOffs ?? []) {
      kept.handOffs.set(agency, { agency, dueAt, doneAt: undefined });
    }
    if (change.review) kept.reviews.push(change.review);
    for (const sketch of change.sketches ?? []) {
      const earlier = kept.sketches.find(({ period }) => period === sketch.period);
      kept.sketches = kept.sketches.filter((one) => one !== earlier);
      kept.sketches.push(earlier ? joinSketches(earlier, sketch) : sketch);
    }
    for (const agency of change.handOffsDone ?? []) {
      const handOff = kept.handOffs.get(agency);
      if (handOff) handOff.doneAt = change.events[0]?.at;
    }
    outbox.push(...(change.outbox ?? []));
    if (kept.card.state === "closed") coarsen(kept);
  }

  /** A closed case keeps the local day of everything and no finer time. */
  function coarsen(kept: KeptCase): void {
    const day = (at: Instant) => coarsenToDay(at, zoneOf(kept.card.area));
    kept.card = { ...kept.card, ...coarseTimes(kept.card) };
    kept.events = kept.events.map((event) => ({ ...event, at: day(event.at) }));
    for (const handOff of kept.handOffs.values()) {
      handOff.dueAt = day(handOff.dueAt);
      handOff.doneAt = handOff.doneAt && day(handOff.doneAt);
    }
  }

  return {
    outbox,

    file({ card, epoch, shares, copies, receipt, replyAddress, handOffs, events, sketches, notices }) {
      const kept: KeptCase = {
        card: { ...card, version: 1 },
        shares: new Map(shares.map((share) => [share.agency, share])),
        copies: new Map(copies.map((copy) => [`${copy.holder} ${copy.epoch}`, copy])),
        epochs: [epoch],
        events: [],
        handOffs: new Map(handOffs.map((handOff) => [handOff.agency, { ...handOff, doneAt: undefined }])),
        receipt,
        sketches: [...sketches],
        reviews: [],
        replyAddress,
      };
      append(kept, events);
      cases.set(card.id, kept);
      outbox.push(...notices);
      return card.id;
    },

    kept(id) {
      const kept = cases.get(id);
      if (kept === undefined) throw new Error(`no such case in the fake: ${id}`);
      return kept;
    },

    async cards(actor, { states, area, limit, before }) {
      await pause();
      return [...cases.values()]
        .filter((kept) => partOf(kept, actor))
        .map(({ card }) => structuredClone(card))
        .filter(
          (card) =>
            (states === undefined || states.includes(card.state)) &&
            (area === undefined || card.area === area || card.area.startsWith(`${area}.`)) &&
            (before === undefined || card.filedAt < before),
        )
        .toSorted(byPressure)
        .slice(0, limit);
    },

    card: (actor, id) => read(actor, id, ({ card }): CaseCard | undefined => card, undefined),
    shares: (actor, id) => read(actor, id, ({ shares }) => [...shares.values()], []),
    epochs: (actor, id) => read(actor, id, ({ epochs }) => epochs, []),
    handOffs: (actor, id) => read(actor, id, ({ handOffs }) => [...handOffs.values()], []),
    replyAddress: (actor, id) => read(actor, id, ({ replyAddress }) => replyAddress, undefined),
    receiptKey: (actor, id) =>
      read(
        actor,
        id,
        ({ receipt: { publicKey, mac } }): { publicKey: typeof publicKey; mac: typeof mac } | undefined => ({
          publicKey,
          mac,
        }),
        undefined,
      ),

    events: (actor, id) =>
      read(
        actor,
        id,
        (kept) =>
          partOf(kept, actor)?.access === "card"
            ? kept.events.map((event) => ({ ...event, sealed: undefined }))
            : kept.events,
        [],
      ),

    copies: (actor, id, holder) =>
      read(
        actor,
        id,
        ({ copies }) => {
          const mine =
            actor.kind === "officer" ? actor.agency : actor.kind === "reporter" ? "reporter" : holder;
          return [...copies.values()]
            .filter((copy) => mine === undefined || copy.holder === mine)
            .toSorted((one, other) => one.epoch - other.epoch);
        },
        [],
      ),

    async toldNear(actor, id, since) {
      const one = await read(actor, id, toldOf, undefined);
      if (one === undefined || !mayRead(actor, id)) return undefined;
      const regency = one.area.split(".").slice(0, 2).join(".");
      const near = [...cases.values()].filter(
        ({ card, sketches }) =>
          card.id !== id &&
          (card.area === regency || card.area.startsWith(`${regency}.`)) &&
          card.filedAt >= since &&
          sketches.length > 0 &&
          mayRead(actor, card.id),
      );
      return { one, others: near.map(toldOf) };
    },

    async ofIncident(actor, incident) {
      await pause();
      return [...cases.values()]
        .filter(({ card }) => card.incident === incident && seen(actor, card.id) !== undefined)
        .map(({ card }) => structuredClone(card))
        .toSorted((one, other) => one.filedAt - other.filedAt);
    },

    async change(id, expectedVersion, change) {
      await pause();
      const kept = cases.get(id);
      if (kept === undefined || kept.card.version !== expectedVersion) return "conflict";
      if (!extracts.apply(change)) return "conflict";
      apply(kept, change);
      return "done";
    },

    async due(actor, now, pingBefore, limit) {
      await pause();
      return [...cases.values()]
        .filter(({ card }) => seen(actor, card.id) !== undefined)
        .map(({ card }) => structuredClone(card))
        .filter(
          ({ state, severity, claimDueAt, actionDueAt, lastPingAt }) =>
            state !== "closed" &&
            ((claimDueAt !== undefined && claimDueAt <= now) ||
              (actionDueAt !== undefined && actionDueAt <= now) ||
              lastPingAt === undefined ||
              (state === "waiting" && PRESSING.indexOf(severity) < 2 && lastPingAt <= pingBefore)),
        )
        .toSorted(byPressure)
        .slice(0, limit);
    },

    async receipt(actor, locator) {
      await pause();
      const found = [...cases.values()].find(({ receipt }) => receipt.locator === locator)?.receipt;
      return found && actor.kind !== "officer" && seen(actor, found.case) ? found : undefined;
    },

    async countTry(locator, now, right) {
      await pause();
      const recent = (tries.get(locator) ?? []).filter((at) => at > after(now, -HOUR));
      tries.set(locator, right ? [] : [...recent, now]);
      return right ? 0 : recent.length + 1;
    },
  };
}

const toldOf = ({ card, sketches }: KeptCase): Told => ({
  id: card.id,
  category: card.category,
  area: card.area,
  filedAt: card.filedAt,
  sketches,
});

function byPressure(one: CaseCard, other: CaseCard): number {
  return (
    STATES.indexOf(one.state) - STATES.indexOf(other.state) ||
    PRESSING.indexOf(one.severity) - PRESSING.indexOf(other.severity) ||
    Number(one.oneOfMany) - Number(other.oneOfMany) ||
    (one.claimDueAt ?? one.actionDueAt ?? one.filedAt) -
      (other.claimDueAt ?? other.actionDueAt ?? other.filedAt)
  );
}
