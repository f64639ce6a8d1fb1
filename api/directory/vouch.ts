/**
 * What the server vouches for in the directory. A row that decides who can read reports, or who may act, carries a
 * MAC; whoever can write rows but lacks SERVER_KEY_FILE can neither swap a key nor promote a body or a person.
 */
import type { PublicKey } from "../kernel.ts";
import type { Mandate } from "../routing/index.ts";
import { bodyKeyMac, checkMac, macOf, type ServerKeys } from "../vault/index.ts";
import { lineText } from "./mandate-lines.ts";
import type { Agency, BodyFacts, Change, ChangeContent, Officer } from "./words.ts";

type Mac = Uint8Array<ArrayBuffer>;

/** Everything routing and manual hand-off believe about a body. */
export const agencyFields = (agency: Agency): string[] => [
  agency.id,
  agency.name,
  agency.kind,
  agency.area,
  agency.phone ?? "",
  agency.email ?? "",
  agency.publicKey ?? "",
  agency.approved ? "approved" : "waiting",
];

export const agencyMac = (server: ServerKeys, agency: Agency): Mac =>
  macOf(server, "agency", agencyFields(agency));

/** The agency with the MAC that belongs to it; the last step before it is saved. */
export const vouchedFor = (server: ServerKeys, agency: Agency): Agency => ({
  ...agency,
  mac: agencyMac(server, agency),
});

export function agencyIsGenuine(server: ServerKeys, agency: Agency): boolean {
  if (agency.mac === undefined || !checkMac(server, "agency", agencyFields(agency), agency.mac)) return false;
  if (agency.publicKey === undefined) return true;
  return agency.keyMac !== undefined && equal(agency.keyMac, bodyKeyMac(server, agency.id, agency.publicKey));
}

/** Role and body are bound to the key, so that a row cannot be moved to another body or made an admin. */
export const officerKeyFields = (
  { id, role, agency }: Pick<Officer, "id" | "role" | "agency">,
  publicKey: PublicKey,
): string[] => [id, role, agency ?? "", publicKey];

export const officerKeyMac = (server: ServerKeys, officer: Officer, publicKey: PublicKey): Mac =>
  macOf(server, "officer-key", officerKeyFields(officer, publicKey));

export const officerKeyIsGenuine = (server: ServerKeys, officer: Officer): boolean =>
  officer.publicKey !== undefined &&
  officer.keyMac !== undefined &&
  checkMac(server, "officer-key", officerKeyFields(officer, officer.publicKey), officer.keyMac);

export const mandatesMac = (server: ServerKeys, version: number, mandates: Mandate[]): Mac =>
  macOf(server, "mandates", mandateFields(version, mandates));

export const mandatesAreGenuine = (
  server: ServerKeys,
  saved: { version: number; mandates: Mandate[]; mac: Uint8Array },
): boolean => checkMac(server, "mandates", mandateFields(saved.version, saved.mandates), saved.mac);

const mandateFields = (version: number, mandates: Mandate[]): string[] => [
  String(version),
  ...mandates.map(lineText),
];

/** Every word of a step of the log; a row that was edited, or given to another body, is not genuine any more. */
const changeFields = (change: Omit<Change, "mac">): string[] => [
  change.id,
  change.approval,
  change.step,
  String(change.at),
  change.by ?? "",
  change.proposedBy ?? "",
  String(change.proposedAt),
  change.affected.join(" "),
  ...contentFields(change.content),
];

function contentFields(content: ChangeContent): string[] {
  switch (content.kind) {
    case "first_enrolment": {
      const factsOf = (body: BodyFacts | undefined) => (body ? [body.name, body.kind, body.area] : ["new"]);
      return [content.kind, content.agency, ...factsOf(content.before), "→", ...factsOf(content.after)];
    }
    case "mandates":
      return [content.kind, ...content.gone.map(lineText), "→", ...content.added.map(lineText)];
  }
}

export const changeMac = (server: ServerKeys, change: Omit<Change, "mac">): Mac =>
  macOf(server, "directory-change", changeFields(change));

export const changeIsGenuine = (server: ServerKeys, change: Change): boolean =>
  checkMac(server, "directory-change", changeFields(change), change.mac);

const equal = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
