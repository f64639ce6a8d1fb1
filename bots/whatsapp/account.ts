/** The linked account's own keys and names, kept in the sealed state. */
import { BufferJSON, initAuthCreds, type AuthenticationCreds } from "./baileys.ts";
import { userOf } from "./contacts.ts";
import { DESK_KEYS } from "./desk.ts";
import type { WhatsappState } from "./state.ts";

const KEY = { type: "creds", id: "creds" };

export interface Account {
  readonly creds: AuthenticationCreds;
  /** Neither `registered` nor `me` says so: the one stays false after a QR, the other is set before success. */
  isPaired(): boolean;
  /** Written in order; resolves when this state of things is kept. */
  save(): Promise<void>;
  /** Forgets account, contacts and everything else; the next pairing begins with new keys. */
  wipe(): Promise<void>;
}

/**
 * What was kept, or new keys. An attempt to pair that was given up is wiped: to log in with it would be to log in as a
 * device that does not exist. `name` is set as soon as there is an account, for without one Baileys does not say
 * "unavailable", and the phone would show the hotline as online.
 */
export async function openAccount(state: WhatsappState, name: string): Promise<Account> {
  const stored = (await state.read(KEY.type, [KEY.id])).get(KEY.id);
  let creds =
    stored === undefined ? initAuthCreds() : (JSON.parse(stored, BufferJSON.reviver) as AuthenticationCreds);
  let saving: Promise<void> = Promise.resolve();

  const isPaired = () => creds.account !== undefined && creds.account !== null;
  function settle(): void {
    if (creds.me !== undefined && !creds.me.name) creds.me.name = name;
    state.setOwn([creds.me?.id, creds.me?.lid].flatMap((jid) => (jid === undefined ? [] : userOf(jid))));
  }

  async function wipe(): Promise<void> {
    creds = initAuthCreds();
    settle();
    await saving.catch(() => undefined);
    await state.clear(DESK_KEYS);
  }

  if (stored !== undefined && !isPaired()) await wipe();
  settle();

  return {
    get creds() {
      return creds;
    },
    isPaired,
    save() {
      settle();
      const value = JSON.stringify(creds, BufferJSON.replacer);
      const saved = creds;
      // Wiped while it waited its turn, it must not come back.
      const write = async () => (saved === creds ? state.write([{ ...KEY, value }]) : undefined);
      saving = saving.catch(() => undefined).then(write);
      return saving;
    },
    wipe,
  };
}
