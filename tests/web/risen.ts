/** Reports have risen around a site, and its people are asked to go and see. */
import { newId, type AgencyId, type AreaCode, type LocalDay, type OutreachId } from "../../api/kernel.ts";
import type { Finding, FoundCluster, Outreach, OwnPast, Scope } from "../../api/sites/index.ts";
import type { OpenWeb } from "./house.ts";

export async function raiseAround(
  web: OpenWeb,
  scope: Scope,
  agency: AgencyId,
  told: {
    district: AreaCode;
    observed: number;
    expected: number;
    recurrenceInterval: number;
    surge: boolean;
    ownPast?: OwnPast;
    /** Before and after at the site; 40 and 2 unless told. */
    site?: { before: number; after: number };
    /** In districts held to be alike. */
    alike?: NonNullable<Finding["effect"]>["alike"];
    /** Of a province: weaker rises beside it. */
    others?: FoundCluster[];
    shareUnknown?: number;
  },
): Promise<Outreach> {
  const week = "2026-11-09" as LocalDay;
  const {
    district,
    surge,
    ownPast,
    others,
    site = { before: 40, after: 2 },
    alike,
    shareUnknown = 0.2,
    ...cluster
  } = told;
  const districts = [district];
  const errand: Outreach = {
    id: newId<OutreachId>(web.house.parts.random),
    scope,
    week,
    districts,
    surge,
    agencies: [agency],
    raisedAt: web.time.now,
    decided: undefined,
  };
  const finding = {
    verdict: "alarm" as const,
    weeks: 57,
    incidents: 240,
    shareUnknown,
    threshold: 52,
    ownPast,
    cluster: { districts, weeks: 4, ...cluster },
    others,
    surge: true,
    effect: {
      site,
      nearby: { before: 20, after: 18 },
      control: { before: 90, after: 31 },
      ...(alike && { alike }),
      ratio: 2.61,
      low: 1.38,
      high: 4.92,
    },
  };
  await web.watch.keep({ scope, week, finding }, [errand], []);
  return errand;
}
