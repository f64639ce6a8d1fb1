/** The first hour of an installation: nobody is there yet to ask or to approve. */
import { newId, ok, refuse, type AgencyId, type Result } from "../kernel.ts";
import { checkAgency, newAgency } from "./bodies.ts";
import type { Directory, DirectoryParts, InvitedOfficer, NewOfficer } from "./contract.ts";
import { checkPerson, invite, newOfficer } from "./invitation.ts";
import { vouchedFor } from "./vouch.ts";

/** Refuses conflict once anybody is in the directory. */
export function createSetUp(parts: DirectoryParts): Pick<Directory, "setUp"> {
  const { store, server, random } = parts;

  return {
    async setUp({ admins, coordinator, officers }) {
      if ((await store.officers()).length > 0 || (await store.agencies()).length > 0)
        return refuse("conflict");
      const body = checkAgency(coordinator);
      if (!body.ok) return body;
      const agency = vouchedFor(server, newAgency(newId<AgencyId>(random), body.value, true));
      const people = checkPeople([
        ...admins.map((person): NewOfficer => ({ ...person, role: "admin", agency: undefined })),
        ...officers.map((person): NewOfficer => ({ ...person, role: "supervisor", agency: agency.id })),
      ]);
      if (!people.ok) return people;
      await store.saveAgency(agency);
      const invited: InvitedOfficer[] = [];
      for (const person of people.value) {
        const officer = newOfficer(random, person);
        await store.saveOfficer(officer);
        invited.push(await invite(parts, officer, undefined));
      }
      return ok({ coordinator: agency, invited });
    },
  };
}

/** All are checked before the first is written: setup either happens or does not. */
function checkPeople(people: NewOfficer[]): Result<NewOfficer[]> {
  const checked: NewOfficer[] = [];
  for (const person of people) {
    const one = checkPerson(person);
    if (!one.ok) return one;
    if (checked.some(({ signInName }) => signInName === one.value.signInName)) return refuse("invalid_value");
    checked.push(one.value);
  }
  return ok(checked);
}
