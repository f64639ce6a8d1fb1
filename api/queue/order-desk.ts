/** Satpol PP's side: the places it was told of, opened once asked for, finished with an outcome. No case, no words. */
import {
  localDay,
  ok,
  refuse,
  type Actor,
  type ExtractId,
  type LocalDay,
  type Result,
  type Zone,
} from "../kernel.ts";
import { openAgencyKey } from "../directory/index.ts";
import { openExtract } from "./extract-seal.ts";
import {
  EXTRACT_OUTCOMES,
  type ExtractOutcome,
  type ExtractWords,
  type PlaceExtract,
} from "./extract-words.ts";
import { memberOf, type DeskParts, type Unlocked } from "./unlock.ts";
import type { Extracts } from "./ports.ts";

/** Without what lies sealed. */
export type ExtractCard = Omit<PlaceExtract, "sealed" | "mac">;

export interface OrderDesk {
  /** The body's extracts, newest first, without those that were taken back. */
  list(by: Actor): Promise<ExtractCard[]>;
  /** The words only once somebody has opened it. Refuses unknown_case, no_access. */
  read(by: Unlocked, id: ExtractId): Promise<Result<{ card: ExtractCard; words: ExtractWords | undefined }>>;
  /** From then on it cannot be taken back. Refuses unknown_case. */
  open(by: Unlocked, id: ExtractId, zone: Zone): Promise<Result<undefined>>;
  /** Refuses unknown_case (also before it was opened), invalid_value. */
  finish(by: Unlocked, id: ExtractId, outcome: ExtractOutcome, zone: Zone): Promise<Result<undefined>>;
}

type Parts = Pick<DeskParts, "bodies" | "server" | "clock"> & { extracts: Extracts };

export function createOrderDesk({ extracts, bodies, server, clock }: Parts): OrderDesk {
  const today = (zone: Zone): LocalDay => localDay(clock(), zone);

  return {
    list: async (by) => (await extracts.of(by)).map(cardOf),

    async read(by, id) {
      const extract = await extracts.find(memberOf(by), id);
      if (extract === undefined) return refuse("unknown_case");
      if (extract.state === "waiting") return ok({ card: cardOf(extract), words: undefined });
      const sealed = await bodies.keyForOfficer(by.agency, by.officer);
      if (sealed === undefined) return refuse("no_access");
      const bodyKey = await openAgencyKey(by.agency, by.privateKey, sealed);
      return ok({ card: cardOf(extract), words: await openExtract(server, bodyKey, extract) });
    },

    async open(by, id, zone) {
      return (await extracts.open(memberOf(by), id, today(zone))) ? ok(undefined) : refuse("unknown_case");
    },

    async finish(by, id, outcome, zone) {
      if (!EXTRACT_OUTCOMES.includes(outcome)) return refuse("invalid_value");
      const done = await extracts.finish(memberOf(by), id, today(zone), outcome);
      return done ? ok(undefined) : refuse("unknown_case");
    },
  };
}

const cardOf = ({ sealed: _sealed, mac: _mac, ...card }: PlaceExtract): ExtractCard => card;
