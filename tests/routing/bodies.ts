/** Bodies of an imagined Sumatera Selatan, for routing tests: Kota Palembang (16.71), Ogan Ilir (16.10). */
import type { AgencyId, AgencyKind, AreaCode } from "../../api/kernel.ts";
import type { Body, RoutingQuestion } from "../../api/routing/index.ts";

export const SUKARAMI = "16.71.07" as AreaCode;
export const PALEMBANG = "16.71" as AreaCode;

export function body(kind: AgencyKind, area: string, rest: Partial<Body> = {}): Body {
  const id = `${kind}@${area === "" ? "nation" : area}` as AgencyId;
  return { id, name: id, kind, area: area as AreaCode, open: true, ...rest };
}

/** One open body of every kind in the city, the province and the nation. */
export function everyBody(): Body[] {
  const kinds: AgencyKind[] = ["protection_office", "police", "social_office", "health", "satpol_pp", "ngo"];
  return ["16.71", "16", ""]
    .flatMap((area) => kinds.map((kind) => body(kind, area)))
    .concat(body("coordinator", ""));
}

export function question(rest: Partial<RoutingQuestion> = {}): RoutingQuestion {
  return {
    category: "child_sexual_abuse",
    child: "yes",
    indicators: [],
    implicated: [],
    notReaders: [],
    area: SUKARAMI,
    ...rest,
  };
}
