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
/** "Guru kelas 1", "perempuan empat lima orang": no child's class or age. */
const OF_A_CHILD = ["minor", "pupil"];
const NO_CHILD_AFTER = new Set(["guru", "wali", "ruang"]);
const NO_CHILD_BEFORE = new Set(["orang"]);

/** The places of a sign without those where its words carry it by chance. */
export function meantBy({ tokens, places }: Signs, sign: string): Place[] {
  const misleading = MISLEADING[sign];
  const seen = places.get(sign) ?? [];
  const meant = OF_A_CHILD.includes(sign)
    ? seen.filter(
        ({ from, to }) =>
          !NO_CHILD_AFTER.has(tokens[from - 1]?.word ?? "") && !NO_CHILD_BEFORE.has(tokens[to]?.word ?? ""),
      )
    : seen;
  if (misleading === undefined) return meant;
  return meant.filter(({ from, to }) => {
    const words = tokens.slice(from, to).map(({ word }) => word);
    return !misleading.has(words.join(" ")) && !words.some((word) => misleading.has(word));
  });
}
