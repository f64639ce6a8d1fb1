/** Districts held to be alike to a site and to its surroundings: what a comparison by number rests on. */
import { ok, provinceOf, refuse, type AreaCode, type Clock, type Result, type SiteId } from "../kernel.ts";
import type { ServerKeys } from "../vault/index.ts";
import type { SiteRows } from "./ports.ts";
import type { SiteRegister } from "./register.ts";
import { comparisonIsGenuine, vouchedComparison } from "./vouch.ts";
import type { WatchDesk } from "./watch-desk.ts";
import type { AlikeTo, SiteComparison, Worker } from "./words.ts";

type Alike = SiteComparison["alike"];

/** Who may see the site may say what is alike to it; the register decides who that is. */
export interface ComparisonDesk {
  /** Refuses as the register does. */
  of(by: Worker, site: SiteId): Promise<Result<Alike>>;
  /**
   * Refuses not_comparable: no kecamatan, of another province, within two rings of the site, or chosen already; and
   * conflict when somebody else was faster.
   */
  add(by: Worker, site: SiteId, to: AlikeTo, district: AreaCode): Promise<Result<undefined>>;
  /** Refuses conflict when it is not among them, or when somebody else was faster. */
  remove(by: Worker, site: SiteId, to: AlikeTo, district: AreaCode): Promise<Result<undefined>>;
}

const DISTRICT = /^\d\d\.\d\d\.\d\d$/;

export function createComparisonDesk(parts: {
  register: Pick<SiteRegister, "find">;
  watch: Pick<WatchDesk, "rings">;
  rows: Pick<SiteRows, "comparisons" | "addComparison">;
  server: ServerKeys;
  clock: Clock;
}): ComparisonDesk {
  const { register, watch, rows, server, clock } = parts;

  const latest = async (site: SiteId) => (await rows.comparisons()).find((one) => one.site === site);

  async function save(
    by: Worker,
    site: SiteId,
    known: SiteComparison | undefined,
    alike: Alike,
  ): Promise<Result<undefined>> {
    const { officer, agency } = by;
    const version = (known?.version ?? 0) + 1;
    const said = { site, officer, agency, at: clock() };
    const saved = await rows.addComparison(vouchedComparison(server, { ...said, version, alike }), {
      ...said,
      kind: "compared",
    });
    return saved ? ok(undefined) : refuse("conflict");
  }

  return {
    async of(by, site) {
      const found = await register.find(by, site);
      return found.ok ? ok(alikeIn(server, await latest(site))) : found;
    },

    async add(by, site, to, district) {
      const found = await register.find(by, site);
      if (!found.ok) return found;
      const known = await latest(site);
      const alike = alikeIn(server, known);
      const own = found.value.site.district;
      const near = (await watch.rings(own)).some(({ code }) => code === district);
      const chosen = alike.site.includes(district) || alike.nearby.includes(district);
      if (!DISTRICT.test(district) || provinceOf(district) !== provinceOf(own) || near || chosen)
        return refuse("not_comparable");
      return save(by, site, known, { ...alike, [to]: [...alike[to], district] });
    },

    async remove(by, site, to, district) {
      const found = await register.find(by, site);
      if (!found.ok) return found;
      const known = await latest(site);
      const alike = alikeIn(server, known);
      if (!alike[to].includes(district)) return refuse("conflict");
      return save(by, site, known, { ...alike, [to]: alike[to].filter((code) => code !== district) });
    },
  };
}

/** None where nobody chose any, or where somebody wrote the row past the server. */
export const alikeIn = (server: ServerKeys, known: SiteComparison | undefined): Alike =>
  known !== undefined && comparisonIsGenuine(server, known) ? known.alike : { site: [], nearby: [] };
