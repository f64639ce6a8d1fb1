/** Baileys' key store over our sealed state. */
import {
  BufferJSON,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
} from "./baileys.ts";
import type { StateChange, WhatsappState } from "./state.ts";

export type PatientParts = {
  /** Real time when left out. */
  wait: (ms: number) => Promise<void>;
  isStopped: () => boolean;
};

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

/**
 * Does it, however long the database is away. A failure would be taken for a message that does not open, and answered
 * with a request to send it anew; while we wait, the message is not acknowledged, and WhatsApp keeps it.
 */
export async function patiently<T>(work: () => Promise<T>, { wait, isStopped }: PatientParts): Promise<T> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
    try {
      return await work();
    } catch (failure) {
      if (isStopped()) throw failure;
      await wait(pause);
    }
  }
}

/** `isOurs`: false once the account was wiped; what a connection of it still writes must not come back by that. */
export function createSignalKeys(
  state: WhatsappState,
  patience: PatientParts,
  isOurs: () => boolean,
): SignalKeyStore {
  return {
    async get(type, ids) {
      const values = await patiently(() => state.read(type, ids), patience);
      return Object.fromEntries([...values].map(([id, value]) => [id, revived(type, value)]));
    },
    async set(changes) {
      const flat = flatten(changes);
      if (flat.length > 0 && isOurs()) await patiently(() => state.write(flat), patience);
    },
  };
}

function flatten(changes: SignalDataSet): StateChange[] {
  return Object.entries(changes).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, value]: [string, unknown]) => ({
      type,
      id,
      value: value === null || value === undefined ? undefined : JSON.stringify(value, BufferJSON.replacer),
    })),
  );
}

function revived<T extends keyof SignalDataTypeMap>(type: T, value: string): SignalDataTypeMap[T] {
  const plain: unknown = JSON.parse(value, BufferJSON.reviver);
  // The only value that must be a message of the protocol, not a plain object.
  const made =
    type === "app-state-sync-key" ? proto.Message.AppStateSyncKeyData.fromObject(plain as object) : plain;
  return made as SignalDataTypeMap[T];
}
