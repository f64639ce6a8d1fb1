/** Words for people who may be harmed and for fear: where one stands, no message is taken for an advert. */
import { plain } from "./vocabulary.ts";

const SOMEBODY =
  /\b(anak|adik|adek|ponakan|keponakan|cucu|bocah|bayi|balita|remaja|abg|siswa|siswi|murid|santri|gadis|putri|putra|perempuan|wanita|cewek|istri|suami|korban|pelaku|umur|usia|tahun|thn|sd|smp|sma|takut|nangis|menangis|tolong|bantu|bahaya|darurat|gawat|luka|sakit|dipukul|dipaksa|diancam|disekap|dikurung|polisi|child|children|girl|girls|boy|kid|kids|daughter|son|woman|wife|victim|scared|afraid|help|hurt|danger|old)(nya|ku|mu|ny)?\b/u;

/** Whether a child, a victim, a wrongdoer or a fear is named at all. */
export const speaksOfSomebody = (text: string): boolean => SOMEBODY.test(plain(text));
