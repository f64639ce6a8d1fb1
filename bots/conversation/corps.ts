/** Which bodies a person names when saying who must not read it. */
import type { Corps } from "../../api/kernel.ts";
import { withStems } from "./vocabulary.ts";

const NAMED: [Corps, RegExp][] = [
  ["police", /\b(polisi|polres|polsek|polda|kepolisian|aparat|police)\b/u],
  ["satpol_pp", /\b(satpol|satpolpp|pol pp|pamong praja)\b/u],
  ["social_office", /\b(dinsos|dinas sosial|social office|social affairs)\b/u],
  ["protection_office", /\b(uptd|ppa|dinas pppa|dp3a|p2tp2a|protection office)\b/u],
  ["village", /\b(rt|rw|lurah|kelurahan|kades|kepala desa|desa|kadus|dukuh|village)\b/u],
  ["school", /\b(sekolah|guru|kepsek|madrasah|pesantren|kampus|dosen|school|teacher)\b/u],
  ["military", /\b(tentara|tni|koramil|kodim|babinsa|military|army|soldier)\b/u],
  [
    "local_government",
    /\b(pemda|pemkot|pemkab|bupati|walikota|wali kota|camat|kecamatan|gubernur|local government)\b/u,
  ],
  ["religious", /\b(ustad|ustadz|ustaz|kyai|kiai|masjid|gereja|pendeta|pastor|imam|mosque|church|priest)\b/u],
  ["care_home", /\b(panti|yayasan|care home|orphanage)\b/u],
  ["health", /\b(puskesmas|rumah sakit|dokter|bidan|dinkes|dinas kesehatan|hospital|doctor|clinic)\b/u],
  ["justice", /\b(jaksa|kejaksaan|hakim|pengadilan|prosecutor|judge|court)\b/u],
];

/** Every corps the words name, in the order of the list. */
export function corpsIn(text: string): Corps[] {
  // "unit PPA polres" is police, not the protection office.
  const said = withStems(text).replace(/\bunit ppa\b/gu, "polisi");
  return NAMED.filter(([, pattern]) => pattern.test(said)).map(([corps]) => corps);
}
