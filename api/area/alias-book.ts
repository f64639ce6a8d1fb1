/**
 * The aliases that admins add: kept in the store, so that every process knows them at its next look, without a restart.
 * Nothing is overwritten: a change takes the old row back and adds a new one, so that it can be undone.
 */
import {
  newId,
  ok,
  refuse,
  type AliasId,
  type Clock,
  type OfficerId,
  type Random,
  type Result,
} from "../kernel.ts";
import { ALIAS_KINDS } from "./aliases.ts";
import type { AliasRows } from "./ports.ts";
import { keyOf } from "./names.ts";
import type { Gazetteer, KeptAlias, OwnAlias } from "./words.ts";

const LONGEST = 60;
const LONGEST_SOURCE = 200;

export type WantedAlias = OwnAlias & { source: string };

export interface AliasBook {
  /** In use and taken back, newest first. */
  list(): Promise<KeptAlias[]>;
  /** Refuses words of every day alone (`alias_is_word`), empty or overlong words, and areas that do not exist. */
  add(by: OfficerId, wanted: WantedAlias): Promise<Result<KeptAlias>>;
  /** The same for one that is in use; refuses `conflict` when somebody else was faster. */
  change(by: OfficerId, id: AliasId, wanted: WantedAlias): Promise<Result<KeptAlias>>;
  remove(id: AliasId): Promise<Result<undefined>>;
  /** Undoes taking back, and a change too: what says the same words now is taken back instead. */
  restore(id: AliasId): Promise<Result<undefined>>;
  /** The places as this installation calls them at this moment; looks into the store. */
  gazetteer(): Promise<Gazetteer>;
  /** The places as they were called at the last look of this process, for pages that cannot wait. */
  readonly latest: Gazetteer;
}

export type AliasBookParts = { rows: AliasRows; official: Gazetteer; random: Random; clock: Clock };

export function createAliasBook({ rows, official, random, clock }: AliasBookParts): AliasBook {
  let known: { mark: string; gazetteer: Gazetteer } = { mark: "", gazetteer: official };
  const inUse = async () => (await rows.aliases()).filter(({ removedAt }) => removedAt === undefined);

  async function save(by: OfficerId, wanted: WantedAlias, changed: AliasId[]): Promise<Result<KeptAlias>> {
    const refusal = faultOf(wanted, official);
    if (refusal !== undefined) return refusal;
    const text = wanted.text.trim();
    const same = (await inUse()).filter((alias) => keyOf(alias.text) === keyOf(text)).map(({ id }) => id);
    const alias: KeptAlias = {
      ...wanted,
      text,
      source: wanted.source.trim(),
      id: newId<AliasId>(random),
      addedBy: by,
      addedAt: clock(),
      removedAt: undefined,
    };
    const added = await rows.addAlias(alias, [...new Set([...changed, ...same])]);
    return added ? ok(alias) : refuse("conflict");
  }

  return {
    list: () => rows.aliases(),
    add: (by, wanted) => save(by, wanted, []),
    change: (by, id, wanted) => save(by, wanted, [id]),
    async remove(id) {
      return (await rows.setAliasRemoved(id, clock())) ? ok(undefined) : refuse("conflict");
    },
    async restore(id) {
      const wanted = (await rows.aliases()).find((alias) => alias.id === id);
      if (wanted?.removedAt === undefined) return refuse("conflict");
      const instead = (await inUse()).find((alias) => keyOf(alias.text) === keyOf(wanted.text));
      if (instead !== undefined) await rows.setAliasRemoved(instead.id, clock());
      return (await rows.setAliasRemoved(id, undefined)) ? ok(undefined) : refuse("conflict");
    },
    latest: {
      ...official,
      resolve: (text) => known.gazetteer.resolve(text),
      search: (words, limit) => known.gazetteer.search(words, limit),
      withAliases: (own) => known.gazetteer.withAliases(own),
    },
    async gazetteer() {
      const own = await inUse();
      const mark = own.map(({ id }) => id).join();
      if (mark !== known.mark) known = { mark, gazetteer: official.withAliases(own.toReversed()) };
      return known.gazetteer;
    },
  };
}

function faultOf({ text, area, kind, source }: WantedAlias, official: Gazetteer) {
  if (keyOf(text) === "") return refuse("text_missing");
  if (text.trim().length > LONGEST || source.length > LONGEST_SOURCE) return refuse("text_too_long");
  if (!ALIAS_KINDS.includes(kind)) return refuse("invalid_value");
  if (area !== undefined && official.find(area) === undefined) return refuse("invalid_value");
  // Silencing a shipped alias is allowed for any words.
  return area !== undefined && official.isEverydayWord(text) ? refuse("alias_is_word") : undefined;
}
