/** A name for talking about a case on the phone or in a corridor, which says nothing about it: "Kenari Teduh 41". */
import type { Random } from "../kernel.ts";

const BIRDS_AND_PLANTS = [
  "Anggrek",
  "Akasia",
  "Bangau",
  "Beringin",
  "Cemara",
  "Cempaka",
  "Camar",
  "Cendana",
  "Damar",
  "Dahlia",
  "Elang",
  "Flamboyan",
  "Gelatik",
  "Jalak",
  "Jati",
  "Kenanga",
  "Kenari",
  "Ketapang",
  "Kutilang",
  "Kemuning",
  "Lontar",
  "Mahoni",
  "Maleo",
  "Melati",
  "Meranti",
  "Merpati",
  "Murai",
  "Nuri",
  "Pandan",
  "Pinus",
  "Pipit",
  "Puyuh",
  "Rajawali",
  "Sawo",
  "Seroja",
  "Seruni",
  "Sonokeling",
  "Tanjung",
  "Teratai",
  "Trembesi",
] as const;

const GENTLE = [
  "Bening",
  "Biru",
  "Cerah",
  "Damai",
  "Elok",
  "Hangat",
  "Hening",
  "Hijau",
  "Jernih",
  "Kokoh",
  "Lembut",
  "Luas",
  "Megah",
  "Pagi",
  "Permai",
  "Rimbun",
  "Ringan",
  "Sabar",
  "Sejuk",
  "Senja",
  "Setia",
  "Subur",
  "Tabah",
  "Teduh",
  "Tegar",
  "Tenang",
  "Tulus",
  "Wangi",
] as const;

/** Two words and a number from 10 to 99, by chance; unlike enough to be told apart, not promised to be unique. */
export const newLabel = (random: Random): string => labelFrom(random(4));

/** The same bytes, four or more, always give the same label; only those four count. */
export function labelFrom([first = 0, second = 0, third = 0, fourth = 0]: Uint8Array): string {
  const noun = BIRDS_AND_PLANTS[((first << 8) | fourth) % BIRDS_AND_PLANTS.length];
  const adjective = GENTLE[second % GENTLE.length];
  return `${noun} ${adjective} ${10 + (third % 90)}`;
}
