/** A body at work beside those of the house: two officers who hold its key. */
import type { AgencyKind } from "../../api/kernel.ts";
import { body, granted, REGENCY } from "../directory/house.ts";
import type { OpenWeb } from "./house.ts";

export async function enrolBody(web: OpenWeb, kind: AgencyKind, name: string) {
  const { people, house, directory } = web;
  const agency = granted(await directory.addAgency(people.admin, { ...body(kind, REGENCY), name })).id;
  const first = await house.join(people.admin, agency, `${kind}-satu`);
  await web.approveAll();
  const second = await house.join(people.admin, agency, `${kind}-dua`);
  const by = { officer: first.officer.id, agency, privateKey: first.privateKey };
  granted(await directory.handOverKey(by, second.officer.id));
  return { agency, first };
}
