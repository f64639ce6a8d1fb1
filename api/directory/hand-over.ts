/** Handing a body's key on: to newcomers, to an offline recovery key, and back from it. */
import {
  done,
  refuse,
  type AgencyId,
  type OfficerId,
  type PrivateKey,
  type PublicKey,
  type Result,
} from "../kernel.ts";
import { isPublicKey, OpeningError, publicKeyOf, SwappedKeyError } from "../vault/index.ts";
import { activeOfficer, isAdmin } from "./acting.ts";
import { openAgencyKey, sealAgencyKey } from "./agency-key.ts";
import type { Directory, DirectoryParts, KeyHolder } from "./contract.ts";
import { officerKeyIsGenuine } from "./vouch.ts";

type Offered = "pendingHandOvers" | "handOverKey" | "makeRecoveryCopy" | "recoverKey" | "unlockAgencyKey";

export function createHandOver(parts: DirectoryParts): Pick<Directory, Offered> {
  const { store, server } = parts;

  const pendingHandOvers = async (agency: AgencyId) =>
    (await store.officers()).filter(
      (officer) => officer.agency === agency && officer.state === "active" && !officer.holdsAgencyKey,
    );

  async function handOverKey(by: KeyHolder, to: OfficerId): Promise<Result<undefined>> {
    const key = await heldKey(by);
    return key === undefined ? refuse("no_access") : sealTo(by.agency, key, to);
  }

  async function makeRecoveryCopy(by: KeyHolder, offlinePublicKey: PublicKey): Promise<Result<undefined>> {
    const agency = await store.agency(by.agency);
    const key = await heldKey(by);
    if (agency === undefined || key === undefined) return refuse("no_access");
    if (!isPublicKey(offlinePublicKey)) return refuse("invalid_value");
    await store.saveAgencyKeyCopy(
      by.agency,
      undefined,
      await sealAgencyKey(by.agency, key, offlinePublicKey),
    );
    await store.saveAgency({ ...agency, hasRecoveryCopy: true });
    return done;
  }

  async function recoverKey(by: OfficerId, offline: PrivateKey, to: OfficerId): Promise<Result<undefined>> {
    if (!(await isAdmin(parts, by))) return refuse("not_admin");
    const agency = (await store.officer(to))?.agency;
    const copy = agency && (await store.agencyKeyCopy(agency, undefined));
    if (agency === undefined || copy === undefined) return refuse("no_access");
    const key = await openedIfFits(() => openAgencyKey(agency, offline, copy));
    return key === undefined ? refuse("invalid_value") : sealTo(agency, key, to);
  }

  async function unlockAgencyKey(id: OfficerId, privateKey: PrivateKey): Promise<PrivateKey | undefined> {
    const agency = (await activeOfficer(parts, id))?.agency;
    return agency && heldKey({ officer: id, agency, privateKey });
  }

  /** The body's key by the holder's copy; undefined unless it is the key that reports are sealed to now. */
  async function heldKey({ officer, agency, privateKey }: KeyHolder): Promise<PrivateKey | undefined> {
    const holder = await activeOfficer(parts, officer);
    const copy = holder?.agency === agency ? await store.agencyKeyCopy(agency, officer) : undefined;
    const key = copy && (await openedIfFits(() => openAgencyKey(agency, privateKey, copy)));
    const current = (await store.agency(agency))?.publicKey;
    return key !== undefined && (await publicKeyOf(key)) === current ? key : undefined;
  }

  async function sealTo(agency: AgencyId, key: PrivateKey, to: OfficerId): Promise<Result<undefined>> {
    const newcomer = await store.officer(to);
    if (newcomer?.agency !== agency || newcomer.state !== "active" || newcomer.publicKey === undefined) {
      return refuse("no_access");
    }
    if (!officerKeyIsGenuine(server, newcomer)) throw new SwappedKeyError(to);
    await store.saveAgencyKeyCopy(agency, to, await sealAgencyKey(agency, key, newcomer.publicKey));
    return done;
  }

  return { pendingHandOvers, handOverKey, makeRecoveryCopy, recoverKey, unlockAgencyKey };
}

/** Undefined for a key that does not fit; anything else that goes wrong is thrown on. */
async function openedIfFits(opening: () => Promise<PrivateKey>): Promise<PrivateKey | undefined> {
  try {
    return await opening();
  } catch (cause) {
    if (cause instanceof OpeningError) return undefined;
    throw cause;
  }
}
