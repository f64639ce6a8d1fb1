/** Where a sign means what it says: the weights know what else its words may be, a reader who sees a quote does not. */
import type { Place, Signs } from "./signs.ts";

/** Words, and whole phrases, that carry a sign by chance: in them it shows nothing. */
const MISLEADING: Partial<Record<string, ReadonlySet<string>>> = {
  pupil: new Set(["seragam", "osis", "pramuka", "paskib", "angkatan", "wali", "guru"]),
  held_papers: new Set(["kontrak"]),
  forced: new Set(["dibayar", "bayar", "digaji"]),
  contact_online: new Set(["tinggal", "admin"]),
  online_only: new Set(["tinggal", "admin"]),
  own_story: new Set([
    "saya di",
    "saya dulu",
    "saya sudah",
    "saya masih",
    "saya lagi",
    "saya sekarang",
    "umur saya",
  ]),
  parent: new Set(["adik"]),
  household: new Set(["adik"]),
};
/** "Guru kelas 1", "divonis 6 tahun", "perempuan empat lima orang": no child's class or age. */
const NO_CHILD_AFTER = new Set(["guru", "wali", "ruang", "divonis", "dihukum", "penjara"]);
const NO_CHILD_BEFORE = new Set(["orang"]);
/** "Mami pegang HP-nya", "pegang parang": nobody is touched. */
const THINGS = new Set(
  "hp video foto akun ktp uang duit kunci parang pisau clurit golok botol senjata kamera stir setir".split(
    " ",
  ),
);
type Around = { before: string; after: string };
const NOT_MEANT: Partial<Record<string, (around: Around) => boolean>> = {
  minor: ({ before, after }) => NO_CHILD_AFTER.has(before) || NO_CHILD_BEFORE.has(after),
  pupil: ({ before }) => NO_CHILD_AFTER.has(before),
  touch: ({ after }) => THINGS.has(after),
};

/** The places of a sign without those where its words, or those around them, carry it by chance. */
export function meantBy({ tokens, places }: Signs, sign: string): Place[] {
  const misleading = MISLEADING[sign];
  const notMeant = NOT_MEANT[sign];
  const seen = places.get(sign) ?? [];
  if (misleading === undefined && notMeant === undefined) return seen;
  return seen.filter(({ from, to }) => {
    const words = tokens.slice(from, to).map(({ word }) => word);
    const around = { before: tokens[from - 1]?.word ?? "", after: tokens[to]?.word ?? "" };
    const byChance = misleading?.has(words.join(" ")) || words.some((word) => misleading?.has(word));
    return !byChance && !notMeant?.(around);
  });
}
