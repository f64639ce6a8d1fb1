/** Aliases in memory, with the promises of the store's (tests/contracts/store/aliases.ts). */
import type { AliasRows } from "../../api/area/ports.ts";
import type { KeptAlias } from "../../api/area/index.ts";

export function createFakeAliasRows(): AliasRows {
  let rows: KeptAlias[] = [];
  const inUse = (alias: KeptAlias) => alias.removedAt === undefined;
  return {
    aliases: async () => rows.toSorted((a, b) => b.addedAt - a.addedAt || (a.id < b.id ? -1 : 1)),
    async addAlias(alias, replaced) {
      const old = rows.filter((row) => replaced.includes(row.id) && inUse(row));
      if (old.length !== replaced.length) return false;
      rows = rows.map((row) => (old.includes(row) ? { ...row, removedAt: alias.addedAt } : row));
      rows.push(alias);
      return true;
    },
    async setAliasRemoved(id, at) {
      const row = rows.find((one) => one.id === id);
      if (row === undefined || inUse(row) === (at === undefined)) return false;
      rows = rows.map((one) => (one === row ? { ...one, removedAt: at } : one));
      return true;
    },
    async forgetAliases(before) {
      const kept = rows.filter(({ removedAt }) => removedAt === undefined || removedAt >= before);
      const gone = rows.length - kept.length;
      rows = kept;
      return gone;
    },
  };
}
