/** Numbers to call that an installation begins with. Sources are public pages; none was phoned by us. */
import { instant, NATION, type AreaCode } from "../../api/kernel.ts";
import type { HotlineNumber, NumberId } from "../../api/directory/index.ts";

/** Shown red to admins until somebody has called the number and marks it as checked. */
const NEVER_CHECKED = instant(0);
const at = (code: string) => code as AreaCode;

const line = (
  id: number,
  name: string,
  number: string,
  kind: HotlineNumber["kind"],
  area: AreaCode = NATION,
  more: Partial<Pick<HotlineNumber, "remark" | "corps">> = {},
): HotlineNumber => ({
  id: `00000000-0000-4000-8000-${String(id).padStart(12, "0")}` as NumberId,
  name,
  number,
  remark: more.remark ?? "",
  area,
  kind,
  corps: more.corps,
  order: id,
  checkedAt: NEVER_CHECKED,
});

/** DESIGN §6: SAPA 129 first; 112 only where it is known to be active; 110 asks who calls; 119 ext. 8 never alone. */
export const FIRST_NUMBERS: HotlineNumber[] = [
  line(1, "SAPA 129", "129", "sapa", NATION, {
    remark: "gratis, 24 jam, Kementerian PPPA",
    corps: "protection_office",
  }),
  line(2, "WhatsApp SAPA", "08111-129-129", "sapa", NATION, { corps: "protection_office" }),
  line(3, "Darurat 112", "112", "emergency", at("31")),
  line(4, "Darurat 112", "112", "emergency", at("35.78")),
  line(5, "Polisi", "110", "police", NATION, { remark: "akan menanyakan identitas", corps: "police" }),
  line(6, "Layanan psikologi SEJIWA", "119 ext. 8", "mental_health"),
];
