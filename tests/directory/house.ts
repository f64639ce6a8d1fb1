/** A directory over the in-memory store, with a clock that a test sets, and short ways to fill it. */
import {
  createDirectory,
  createPasskeys,
  createSignIn,
  type Announce,
  type Officer,
  type Person,
  type StaffRole,
} from "../../api/directory/index.ts";
import {
  instant,
  NATION,
  type AgencyId,
  type AgencyKind,
  type AreaCode,
  type OfficerId,
  type PrivateKey,
  type Result,
} from "../../api/kernel.ts";
import { unlockPrivateKey } from "../../api/vault/index.ts";
import { fakeDirectoryStore } from "../fakes/directory-store.ts";
import { newServer, pepper, quickHash, random } from "../vault/keys.ts";

/** Where officers sign in, as the web under test says it. */
export const SITE = "https://lapor.example";
export const REGENCY = "33.25" as AreaCode;

/** The value, or a failed test that names the refusal. */
export function granted<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal}`);
  return result.value;
}

const person = (name: string): Person => ({ signInName: name, name });

export type Enrolled = { officer: Officer; passphrase: string; privateKey: PrivateKey };

export async function newHouse() {
  const store = fakeDirectoryStore();
  const server = await newServer();
  const time = { now: instant(Date.UTC(2026, 10, 21, 1)) };
  const announced: { news: string; to: OfficerId[] }[] = [];
  const announce: Announce = async (news, to) => {
    if (to.length > 0) announced.push({ news, to: to.map(({ officer }) => officer) });
  };
  const parts = { store, server, pepper, hash: quickHash, random, clock: () => time.now, announce };
  const directory = createDirectory(parts);

  async function accept(token: string): Promise<Enrolled> {
    const { officer, passphrase } = granted(await directory.acceptInvitation(token));
    const { lockedKey, salt } = officer;
    const privateKey = lockedKey && salt && (await unlockPrivateKey(parts, passphrase, lockedKey, salt));
    if (privateKey === undefined) throw new Error("the passphrase does not open the key");
    return { officer, passphrase, privateKey };
  }

  /** A second person's word on whoever has accepted: another admin's than the one who asked. */
  async function approveInvitation(officer: OfficerId): Promise<void> {
    const waiting = (await directory.approvals()).find((approval) => approval.officer === officer);
    if (waiting === undefined) return;
    const admins = (await directory.officers()).filter(
      ({ role, state }) => role === "admin" && state === "active",
    );
    const other = admins.find(({ id }) => id !== waiting.askedBy && id !== officer);
    granted(await directory.approve(other?.id as OfficerId, waiting.id));
  }

  /** Two admins and a national coordinator with one officer. */
  async function begin() {
    const { coordinator, invited } = granted(
      await directory.setUp({
        admins: [person("admin-satu"), person("admin-dua")],
        coordinator: body("coordinator", NATION),
        officers: [person("koordinator")],
      }),
    );
    const [first, second, third] = invited.map(({ token }) => token) as [string, string, string];
    return {
      coordinator: coordinator.id,
      admin: (await accept(first)).officer.id,
      otherAdmin: (await accept(second)).officer.id,
      officer: await accept(third),
    };
  }

  async function join(
    by: OfficerId,
    agency: AgencyId | undefined,
    name: string,
    role: StaffRole = "officer",
  ) {
    const wanted = { signInName: name, name, role, agency };
    const joined = await accept(granted(await directory.inviteOfficer(by, wanted)).token);
    await approveInvitation(joined.officer.id);
    return { ...joined, officer: (await directory.officer(joined.officer.id)) as Officer };
  }

  const isOpenNow = async (id: AgencyId) => (await directory.bodies()).find((one) => one.id === id)?.open;
  return {
    store,
    server,
    time,
    parts,
    announced,
    directory,
    signIn: createSignIn(parts),
    passkeys: createPasskeys({ ...parts, publicUrl: SITE }),
    begin,
    accept,
    approveInvitation,
    join,
    isOpenNow,
  };
}

export const body = (kind: AgencyKind, area: AreaCode) => ({
  name: `Instansi ${kind}`,
  kind,
  area,
  phone: "0285-123",
  email: undefined,
});
