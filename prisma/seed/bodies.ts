/** The bodies of the demonstration: six districts of the studies, their provinces, a national coordinator. */
import { NATION, type AgencyKind, type AreaCode } from "../../api/kernel.ts";
import type { NewAgency, Person } from "../../api/directory/index.ts";

const body = (name: string, kind: AgencyKind, area: string): NewAgency => ({
  name,
  kind,
  area: area as AreaCode,
  phone: undefined,
  email: undefined,
});

export const COORDINATOR: NewAgency = { ...body("Koordinator Nasional", "coordinator", NATION) };
export const ADMIN: Person = { signInName: "admin", name: "Admin Peragaan" };
export const COORDINATOR_OFFICER: Person = { signInName: "koordinator", name: "Petugas Koordinator" };

const DISTRICTS = [
  { name: "Kabupaten Batang", code: "33.25", nick: "batang" },
  { name: "Kota Jambi", code: "15.71", nick: "jambi" },
  { name: "Kota Palembang", code: "16.71", nick: "palembang" },
  { name: "Kota Surabaya", code: "35.78", nick: "surabaya" },
  { name: "Jakarta Barat", code: "31.73", nick: "jakbar" },
  { name: "Jakarta Utara", code: "31.72", nick: "jakut" },
];
const PROVINCES = [
  { name: "Jawa Tengah", code: "33" },
  { name: "Jambi", code: "15" },
  { name: "Sumatera Selatan", code: "16" },
  { name: "Jawa Timur", code: "35" },
  { name: "DKI Jakarta", code: "31" },
];

/** Enrolled bodies with their one officer each. */
export const ENROLLED: { agency: NewAgency; officer: Person }[] = [
  ...DISTRICTS.map(({ name, code, nick }) => ({
    agency: body(`UPTD PPA ${name}`, "protection_office", code),
    officer: { signInName: `ppa-${nick}`, name: `Petugas UPTD PPA ${name}` },
  })),
  {
    agency: body("Satres PPA-PPO Polresta Jambi", "police", "15.71"),
    officer: { signInName: "polres-jambi", name: "Petugas PPA-PPO Jambi" },
  },
  {
    agency: body("Dinas Sosial Kota Jambi", "social_office", "15.71"),
    officer: { signInName: "dinsos-jambi", name: "Petugas Dinas Sosial Jambi" },
  },
];

/** Bodies that are known but not enrolled: passed over, or reached by manual hand-off. */
export const KNOWN: NewAgency[] = [
  ...DISTRICTS.flatMap(({ name, code }) => [
    ...(code === "15.71"
      ? []
      : [
          body(`Unit PPA Polres ${name}`, "police", code),
          body(`Dinas Sosial ${name}`, "social_office", code),
        ]),
    body(`Dinas Kesehatan ${name}`, "health", code),
    body(`Satpol PP ${name}`, "satpol_pp", code),
  ]),
  ...PROVINCES.map(({ name, code }) => body(`UPTD PPA Provinsi ${name}`, "protection_office", code)),
];
