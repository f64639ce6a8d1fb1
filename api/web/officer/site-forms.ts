/** The forms about closed sites: their fields, and what was sent as the register wants it. */
import type { AreaCode, OutreachId } from "../../kernel.ts";
import { LONGEST, SITE_KINDS, SITE_SOURCES, type EnteredSite } from "../../sites/index.ts";
import { oneOf, type Fields } from "../form-body.ts";
import type { FormFields } from "../forms-again.ts";

export const SITE_FORM = {
  scope: "lokasi",
  fields: {
    district: { name: "wilayah", label: "web.sites.district" },
    kind: { name: "jenis", label: "web.sites.col_kind" },
    closedOn: { name: "tanggal", label: "web.sites.col_day" },
    source: { name: "sumber", label: "web.sites.source" },
    place: { name: "tempat", label: "web.sites.place", longest: LONGEST.place },
    note: { name: "catatan", label: "web.sites.note", longest: LONGEST.note },
  },
} as const satisfies FormFields<keyof EnteredSite>;

export const LINK_FORM = {
  scope: "jalur",
  fields: { other: { name: "wilayah", label: "web.sites.link_to" } },
} as const satisfies FormFields<"other">;

export const COMPARISON_FORM = {
  scope: "pembanding",
  fields: {
    district: { name: "wilayah", label: "web.compare.district" },
    to: { name: "untuk", label: "web.compare.alike_to" },
  },
} as const satisfies FormFields<"district" | "to">;

export const WITHDRAW_FORM = {
  scope: "tarik",
  fields: { sure: { name: "yakin", label: "web.act.sure" } },
} as const satisfies FormFields<"sure">;

/** One for each errand of the page. */
export const outcomeForm = (id: OutreachId): FormFields<"outcome"> => ({
  scope: errandAnchor(id),
  fields: { outcome: { name: "hasil", label: "web.outreach.outcome" } },
});

/** Where an errand stands on the page of its body. */
export const errandAnchor = (id: OutreachId): string => `tugas-${id}`;

export const enteredSite = (fields: Fields, district: AreaCode | undefined): EnteredSite => ({
  district,
  kind: oneOf(SITE_KINDS, fields.jenis),
  closedOn: fields.tanggal ?? "",
  source: oneOf(SITE_SOURCES, fields.sumber),
  place: fields.tempat ?? "",
  note: fields.catatan ?? "",
});
