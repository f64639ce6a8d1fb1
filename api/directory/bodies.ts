/** The bodies themselves: adding, editing, and how routing sees them. */
import { newId, ok, refuse, type AgencyId, type AreaCode, type OfficerId, type Result } from "../kernel.ts";
import type { Body } from "../routing/index.ts";
import { isAdmin, otherAdmins } from "./acting.ts";
import { askFirstEnrolment } from "./approvals.ts";
import type { Coverage, Directory, DirectoryParts, NewAgency } from "./contract.ts";
import { isOpen } from "./open.ts";
import { agencyIsGenuine, vouchedFor } from "./vouch.ts";
import type { Agency } from "./words.ts";

type Offered = "agencies" | "agency" | "bodies" | "coverage" | "addAgency" | "editAgency";

export function createBodies(parts: DirectoryParts): Pick<Directory, Offered> {
  const { store, server, random } = parts;

  async function addAgency(by: OfficerId, wanted: NewAgency): Promise<Result<Agency>> {
    if (!(await isAdmin(parts, by))) return refuse("not_admin");
    const checked = checkAgency(wanted);
    if (!checked.ok) return checked;
    const agency = vouchedFor(server, newAgency(newId<AgencyId>(random), checked.value, false));
    await store.saveAgency(agency);
    return ok(agency);
  }

  async function editAgency(by: OfficerId, id: AgencyId, wanted: NewAgency): Promise<Result<Agency>> {
    if (!(await isAdmin(parts, by))) return refuse("not_admin");
    const agency = await store.agency(id);
    if (agency === undefined) return refuse("unknown_agency");
    const checked = checkAgency(wanted);
    if (!checked.ok) return checked;
    const moved = agency.kind !== checked.value.kind || agency.area !== checked.value.area;
    if (moved && agency.approved && (await otherAdmins(parts, by)).length === 0)
      return refuse("needs_second_admin");
    // A row that somebody edited past us is written anew by this edit, so it must not keep an approval either.
    const approved = agency.approved && !moved && agencyIsGenuine(server, agency);
    const edited = vouchedFor(server, { ...agency, ...checked.value, approved });
    await store.saveAgency(edited);
    if (!approved && edited.publicKey !== undefined)
      await askFirstEnrolment(parts, edited, by, agency.approved ? agency : undefined);
    return ok(edited);
  }

  const seen = async () =>
    (await store.agencies()).map((agency) => bodyOf(agency, agencyIsGenuine(server, agency)));

  return {
    agencies: () => store.agencies(),
    agency: (id) => store.agency(id),
    bodies: seen,
    coverage: async () => coverageOf(await seen()),
    addAgency,
    editAgency,
  };
}

export const newAgency = (id: AgencyId, wanted: NewAgency, approved: boolean): Agency => ({
  ...wanted,
  id,
  publicKey: undefined,
  keyMac: undefined,
  mac: undefined,
  approved,
  hasRecoveryCopy: false,
  keyHolders: 0,
});

/** Trims, and refuses text_missing or invalid_value. */
export function checkAgency({ name, kind, area, phone, email }: NewAgency): Result<NewAgency> {
  if (name.trim() === "") return refuse("text_missing");
  if (!isAreaCode(area)) return refuse("invalid_value");
  return ok({
    name: name.trim(),
    kind,
    area,
    phone: phone?.trim() || undefined,
    email: email?.trim() || undefined,
  });
}

/** The form only; whether such an area exists is the gazetteer's to say. */
export const isAreaCode = (area: AreaCode): boolean => /^(\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?)?$/.test(area);

/** The number of a body that is not genuine is left out: somebody could have written his own. */
function bodyOf(agency: Agency, genuine: boolean): Body {
  const { id, name, kind, area, phone } = agency;
  return { id, name, kind, area, open: isOpen(agency, genuine), ...(genuine && phone ? { phone } : {}) };
}

function coverageOf(bodies: Body[]): Coverage[] {
  const areas = [...new Set(bodies.map(({ area }) => area))].toSorted();
  return areas.map((area) => {
    const here = bodies.filter((body) => body.area === area);
    const open = new Set(here.filter((body) => body.open).map(({ kind }) => kind));
    const notOpen = new Set(here.map(({ kind }) => kind).filter((kind) => !open.has(kind)));
    return { area, open: [...open], notOpen: [...notOpen] };
  });
}
