/** A DirectoryStore in memory, with the promises of the real one; both meet the same contract. */
import type { DirectoryStore } from "../../api/directory/ports.ts";
import type {
  Agency,
  Approval,
  Change,
  DutyContact,
  DutyHours,
  HotlineNumber,
  Invitation,
  NumberId,
  Officer,
  Passkey,
} from "../../api/directory/words.ts";
import { after, MINUTE, type AgencyId, type Instant, type OfficerId, type Sealed } from "../../api/kernel.ts";
import type { Mandate } from "../../api/routing/index.ts";

const RECOVERY = "recovery";

/** `rows` is what a thief of the database would have, and what a writer past the application would change. */
export type DirectoryRows = {
  agencies: Map<AgencyId, Agency>;
  copies: Map<string, Sealed<"agency-key">>;
  officers: Map<OfficerId, Officer>;
  passkeys: Map<string, Passkey>;
  invitations: Map<string, Invitation>;
  duty: Map<AgencyId, DutyHours[]>;
  contacts: Map<string, DutyContact>;
  linkCodes: Map<string, { officer: OfficerId; expiresAt: Instant }>;
  mandates: { version: number; mandates: Mandate[]; mac: Uint8Array<ArrayBuffer> } | undefined;
  numbers: Map<NumberId, HotlineNumber>;
  approvals: Map<string, Approval>;
  changes: Map<string, Change>;
  readings: Set<string>;
  settings: Map<string, string>;
  failures: Map<OfficerId, Instant[]>;
};

const copyKey = (agency: AgencyId, officer: OfficerId | undefined) => `${agency} ${officer ?? RECOVERY}`;

export function fakeDirectoryStore(): DirectoryStore & { rows: DirectoryRows } {
  const rows: DirectoryRows = {
    agencies: new Map(),
    copies: new Map(),
    officers: new Map(),
    passkeys: new Map(),
    invitations: new Map(),
    duty: new Map(),
    contacts: new Map(),
    linkCodes: new Map(),
    mandates: undefined,
    numbers: new Map(),
    approvals: new Map(),
    changes: new Map(),
    readings: new Set(),
    settings: new Map(),
    failures: new Map(),
  };

  const whole = (officer: Officer): Officer => ({
    ...officer,
    holdsAgencyKey: officer.agency !== undefined && rows.copies.has(copyKey(officer.agency, officer.id)),
  });
  const counted = (agency: Agency): Agency => ({
    ...agency,
    keyHolders: [...rows.officers.values()].filter(
      (officer) => officer.state !== "disabled" && rows.copies.has(copyKey(agency.id, officer.id)),
    ).length,
  });
  const found = (hash: string, now: Instant): Invitation | undefined => {
    const invitation = rows.invitations.get(hash);
    return invitation !== undefined && invitation.expiresAt > now ? invitation : undefined;
  };

  const takeCopy = (agency: AgencyId, officer: OfficerId): boolean => {
    const others = [...rows.officers.values()].filter(
      ({ id, state }) => id !== officer && state !== "disabled" && rows.copies.has(copyKey(agency, id)),
    );
    const mayGo = others.length > 0 || rows.copies.has(copyKey(agency, undefined));
    if (mayGo) rows.copies.delete(copyKey(agency, officer));
    return !rows.copies.has(copyKey(agency, officer));
  };

  const adding = (change: Change): (() => void) => {
    if (rows.changes.has(change.id)) throw new Error("a change is only added");
    return () => void rows.changes.set(change.id, structuredClone(change));
  };

  return {
    rows,
    agencies: async () => [...rows.agencies.values()].map(counted),
    agency: async (id) => {
      const agency = rows.agencies.get(id);
      return agency && counted(agency);
    },
    saveAgency: async (agency) => void rows.agencies.set(agency.id, { ...agency }),
    saveAgencyKeyCopy: async (agency, officer, sealed) =>
      void rows.copies.set(copyKey(agency, officer), sealed),
    agencyKeyCopy: async (agency, officer) => rows.copies.get(copyKey(agency, officer)),
    removeAgencyKeyCopy: async (agency, officer) => takeCopy(agency, officer),

    officers: async () => [...rows.officers.values()].map(whole),
    officer: async (id) => {
      const officer = rows.officers.get(id);
      return officer && whole(officer);
    },
    officerBySignInName: async (name) => {
      const officer = [...rows.officers.values()].find(({ signInName }) => signInName === name);
      return officer && whole(officer);
    },
    saveOfficer: async (officer) => void rows.officers.set(officer.id, { ...officer }),
    useTotpStep: async (id, step) => {
      const officer = rows.officers.get(id);
      if (officer === undefined || (officer.totpStep ?? -1) >= step) return false;
      rows.officers.set(id, { ...officer, totpStep: step });
      return true;
    },
    countSignIn: async (officer, now, right) => {
      const recent = (rows.failures.get(officer) ?? []).filter((at) => at > after(now, -15 * MINUTE));
      const failures = right ? [] : [...recent, now];
      rows.failures.set(officer, failures);
      return failures.length;
    },

    passkeys: async (officer) => [...rows.passkeys.values()].filter((passkey) => passkey.officer === officer),
    addPasskey: async (passkey) => {
      if (rows.passkeys.has(passkey.id)) return false;
      rows.passkeys.set(passkey.id, { ...passkey });
      return true;
    },
    usePasskey: async (id, counter) => {
      const passkey = rows.passkeys.get(id);
      if (passkey === undefined) return false;
      if (passkey.counter >= counter && (passkey.counter > 0 || counter > 0)) return false;
      rows.passkeys.set(id, { ...passkey, counter });
      return true;
    },
    removePasskey: async (officer, id) =>
      rows.passkeys.get(id)?.officer === officer && rows.passkeys.delete(id),

    saveInvitation: async (invitation) => void rows.invitations.set(invitation.tokenHash, { ...invitation }),
    findInvitation: async (hash, now) => found(hash, now),
    takeInvitation: async (hash, now) => {
      const invitation = found(hash, now);
      rows.invitations.delete(hash);
      return invitation;
    },

    duty: async (agency) => rows.duty.get(agency) ?? [],
    saveDuty: async (agency, hours) => void rows.duty.set(agency, [...hours]),
    contacts: async (officer) => [...rows.contacts.values()].filter((contact) => contact.officer === officer),
    saveContact: async (contact) =>
      void rows.contacts.set(`${contact.officer} ${contact.channel}`, { ...contact }),
    removeContact: async (officer, channel) => void rows.contacts.delete(`${officer} ${channel}`),
    saveLinkCode: async (hash, officer, expiresAt) => void rows.linkCodes.set(hash, { officer, expiresAt }),
    takeLinkCode: async (hash, now) => {
      const code = rows.linkCodes.get(hash);
      rows.linkCodes.delete(hash);
      return code !== undefined && code.expiresAt > now ? code.officer : undefined;
    },

    mandates: async () => rows.mandates,
    numbers: async () => [...rows.numbers.values()],
    saveNumber: async (number) => void rows.numbers.set(number.id, { ...number }),
    removeNumber: async (id) => void rows.numbers.delete(id),

    approvals: async () => [...rows.approvals.values()],
    saveApproval: async (approval, change) => {
      const add = change && adding(change);
      rows.approvals.set(approval.id, { ...approval });
      add?.();
    },
    endApproval: async (id, { change, agency, officer, keyCopy, mandates }) => {
      if (!rows.approvals.has(id)) return false;
      // Whatever may fail comes before the first row is touched.
      const add = change && adding(change);
      if (mandates !== undefined && mandates.version <= (rows.mandates?.version ?? 0))
        throw new Error("this version of the mandates is there already");
      rows.approvals.delete(id);
      add?.();
      if (agency !== undefined) rows.agencies.set(agency.id, { ...agency });
      if (officer !== undefined) rows.officers.set(officer.id, { ...officer });
      if (keyCopy !== undefined) takeCopy(keyCopy.agency, keyCopy.officer);
      if (mandates !== undefined) rows.mandates = mandates;
      return true;
    },

    changes: async (limit) =>
      [...rows.changes.values()].toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)).slice(0, limit),
    proposedChange: async (approval) =>
      [...rows.changes.values()].find((change) => change.approval === approval && change.step === "proposed"),
    markChangeRead: async (change, officer) => void rows.readings.add(`${officer} ${change}`),
    changesRead: async (officer) =>
      [...rows.readings]
        .filter((one) => one.startsWith(`${officer} `))
        .map((one) => one.slice(officer.length + 1)),

    setting: async (name) => rows.settings.get(name),
    saveSetting: async (name, value) => void rows.settings.set(name, value),
  };
}
