/** Districts held to be alike to a site and to its surroundings: what a comparison by number rests on. */
import {
  faultsAmong,
  ok,
  provinceOf,
  refuse,
  refuseFields,
  type AreaCode,
  type Clock,
  type Fault,
  type Result,
  type SiteId,
} from "../kernel.ts";
import type { ServerKeys } from "../vault/index.ts";
import type { SiteRows } from "./ports.ts";
import type { SiteRegister } from "./register.ts";
import { comparisonIsGenuine, vouchedComparison } from "./vouch.ts";
import { districtFault } from "./wanted.ts";
import type { WatchDesk } from "./watch-desk.ts";
import { ALIKE_TO, type AlikeTo, type SiteComparison, type SiteEvent, type Worker } from "./words.ts";

type Alike = SiteComparison["alike"];

/** One district that was chosen, or taken off again. */
export type ComparisonChange = { act: "added" | "removed"; to: AlikeTo; district: AreaCode };

/** `change`: of an event `compared`; undefined where nothing that the server vouches for tells it. */
export type SiteEventTold = SiteEvent & { change: ComparisonChange | undefined };

/** Who may see the site may say what is alike to it; the register decides who that is. */
export interface ComparisonDesk {
  /** Refuses as the register does. */
  of(by: Worker, site: SiteId): Promise<Result<Alike>>;
  /** The history of the site, oldest first, with the district of each choice. Refuses as the register does. */
  history(by: Worker, site: SiteId): Promise<Result<SiteEventTold[]>>;
  /**
   * Undefined: nothing was chosen, or nothing that can be understood. Refuses invalid_value with what is wrong with `to`
   * and `district`: no kecamatan, of another province, within two rings of the site, chosen already; and conflict when
   * somebody else was faster.
   */
  add(
    by: Worker,
    site: SiteId,
    to: AlikeTo | undefined,
    district: AreaCode | undefined,
  ): Promise<Result<undefined>>;
  /** Refuses conflict when it is not among them, or when somebody else was faster. */
  remove(by: Worker, site: SiteId, to: AlikeTo, district: AreaCode): Promise<Result<undefined>>;
}

export function createComparisonDesk(parts: {
  register: Pick<SiteRegister, "find">;
  watch: Pick<WatchDesk, "rings">;
  rows: Pick<SiteRows, "comparisons" | "comparisonsOf" | "addComparison">;
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

  async function placeFault(
    own: AreaCode,
    alike: Alike,
    district: AreaCode | undefined,
  ): Promise<Fault | undefined> {
    if (district === undefined) return undefined;
    if (provinceOf(district) !== provinceOf(own)) return "other_province";
    if ((await watch.rings(own)).some(({ code }) => code === district)) return "too_near";
    return ALIKE_TO.some((to) => alike[to].includes(district)) ? "chosen_already" : undefined;
  }

  return {
    async of(by, site) {
      const found = await register.find(by, site);
      return found.ok ? ok(alikeIn(server, await latest(site))) : found;
    },

    async history(by, site) {
      const found = await register.find(by, site);
      return found.ok
        ? ok(historyWith(found.value.history, changesIn(server, await rows.comparisonsOf(site))))
        : found;
    },

    async add(by, site, to, district) {
      const found = await register.find(by, site);
      if (!found.ok) return found;
      const known = await latest(site);
      const alike = alikeIn(server, known);
      const wrong = faultsAmong({
        district: districtFault(district) ?? (await placeFault(found.value.site.district, alike, district)),
        to: to === undefined ? "choice_missing" : undefined,
      });
      if (wrong !== undefined || to === undefined || district === undefined) return refuseFields(wrong ?? {});
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

type VersionTold = Pick<SiteComparison, "officer" | "at"> & { change: ComparisonChange | undefined };

/** `versions` of one site, oldest first. A row that somebody wrote past the server tells nothing. */
const changesIn = (server: ServerKeys, versions: readonly SiteComparison[]): VersionTold[] =>
  versions.map((version, index) => {
    const { officer, at, alike } = version;
    const genuine = comparisonIsGenuine(server, version);
    return {
      officer,
      at,
      change: genuine ? changeTo(alike, alikeIn(server, versions[index - 1])) : undefined,
    };
  });

/** Each version chooses one district or takes one off. */
function changeTo(after: Alike, before: Alike): ComparisonChange | undefined {
  const added = firstBeyond(before, after);
  if (added !== undefined) return { act: "added", ...added };
  const removed = firstBeyond(after, before);
  return removed && { act: "removed", ...removed };
}

const firstBeyond = (known: Alike, alike: Alike) =>
  ALIKE_TO.flatMap((to) =>
    alike[to].filter((district) => !known[to].includes(district)).map((district) => ({ to, district })),
  )[0];

/** A version and its event were written together, by one officer at one moment; both come in their order. */
function historyWith(history: readonly SiteEvent[], versions: readonly VersionTold[]): SiteEventTold[] {
  const waiting = [...versions];
  return history.map((event) => {
    const index = waiting.findIndex(({ officer, at }) => officer === event.officer && at === event.at);
    const [told] = event.kind === "compared" && index >= 0 ? waiting.splice(index, 1) : [];
    return { ...event, change: told?.change };
  });
}
