/** What the store of aliases promises: nothing is overwritten, and what was taken back can be brought back. */
import { expect, test } from "vitest";
import type { AliasRows } from "../../../api/area/ports.ts";
import type { KeptAlias } from "../../../api/area/index.ts";
import type { AliasId, AreaCode, OfficerId } from "../../../api/kernel.ts";
import { anyId, at } from "./samples.ts";

const aliasNamed = (text: string, changes: Partial<KeptAlias> = {}): KeptAlias => ({
  id: anyId<AliasId>(),
  text,
  area: "16.71.07" as AreaCode,
  kind: "closed_site",
  source: "berita acara 2019",
  addedBy: anyId<OfficerId>(),
  addedAt: at(0),
  removedAt: undefined,
  ...changes,
});

export function aliasContract(ports: () => { aliases: AliasRows }): void {
  test("an alias comes back as it was saved, the newest first", async () => {
    const { aliases } = ports();
    const old = aliasNamed("kampung baru");
    const silencing = aliasNamed("mabar", { area: undefined, kind: "nickname", addedAt: at(1) });

    await aliases.addAlias(old, []);
    await aliases.addAlias(silencing, []);

    expect(await aliases.aliases()).toEqual([silencing, old]);
  });

  test("a change takes the old one back in the same act, and loses against whoever was faster", async () => {
    const { aliases } = ports();
    const old = aliasNamed("kampung baru");
    const better = aliasNamed("kampung baru", { addedAt: at(1) });
    const late = aliasNamed("kampung baru", { addedAt: at(2) });
    await aliases.addAlias(old, []);

    const first = await aliases.addAlias(better, [old.id]);
    const second = await aliases.addAlias(late, [old.id]);

    expect([first, second]).toEqual([true, false]);
    expect(await aliases.aliases()).toEqual([better, { ...old, removedAt: at(1) }]);
  });

  test("taken back and brought back, each once", async () => {
    const { aliases } = ports();
    const alias = aliasNamed("kampung baru");
    await aliases.addAlias(alias, []);

    const acts = [
      await aliases.setAliasRemoved(alias.id, at(1)),
      await aliases.setAliasRemoved(alias.id, at(2)),
      await aliases.setAliasRemoved(alias.id, undefined),
      await aliases.setAliasRemoved(alias.id, undefined),
    ];

    expect(acts).toEqual([true, false, true, false]);
    expect(await aliases.aliases()).toEqual([alias]);
  });

  test("only what was taken back long ago is forgotten", async () => {
    const { aliases } = ports();
    const [used, fresh, old] = [aliasNamed("satu"), aliasNamed("dua"), aliasNamed("tiga")];
    for (const alias of [used, fresh, old]) await aliases.addAlias(alias, []);
    await aliases.setAliasRemoved(old.id, at(1));
    await aliases.setAliasRemoved(fresh.id, at(5));

    const gone = await aliases.forgetAliases(at(5));

    expect(gone).toBe(1);
    expect((await aliases.aliases()).map(({ text }) => text).toSorted()).toEqual(["dua", "satu"]);
  });
}
