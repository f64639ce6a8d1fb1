/** The hotline's number: its own phone, and the device that the bot becomes when it is linked. */
import { proto, unpadRandomMax16, type BinaryNode } from "@whiskeysockets/baileys";
import { userOf } from "./answers.ts";
import { linkDevice, type LinkedDevice } from "./device.ts";
import { createPairing } from "./pairing.ts";
import { createSignalPhone } from "./signal.ts";
import { child, children } from "./stanzas.ts";

const NUMBER = "6280000000000";
const LID = "177000000000000";
/** Below this, WhatsApp asks a device for more one-time keys. */
const FEW_KEYS = 5;

export type HotlineParts = {
  qrRefs: number;
  record(stanza: BinaryNode): void;
  /** Another device takes the place of the one before. */
  onReplaced(): void;
  onFewKeys(left: number): void;
};

export type Hotline = ReturnType<typeof createHotline>;

export function createHotline({ qrRefs, record, onReplaced, onFewKeys }: HotlineParts) {
  const signal = createSignalPhone(LID);
  const copies: string[] = [];
  let device: LinkedDevice | undefined;
  let devices = 0;
  let linked = Promise.withResolvers<LinkedDevice>();

  const pairing = createPairing({
    phoneNumber: NUMBER,
    identity: signal.identity,
    qrRefs,
    record,
    nextDevice() {
      devices += 1;
      const jid = `${NUMBER}:${devices}@s.whatsapp.net`;
      return { number: devices, jid, lid: `${LID}:${devices}@lid` };
    },
    onLinked(fresh) {
      if (device !== undefined) onReplaced();
      device = linkDevice(fresh);
      linked.resolve(device);
    },
  });

  return {
    number: NUMBER,
    lid: LID,
    signal,
    copies,
    pairing,
    device: () => device,
    is: (user: string) => user === NUMBER || user === LID,
    unlink() {
      device = undefined;
      linked = Promise.withResolvers();
    },
    /** The bot's device, when it can be written to. */
    async reachable(): Promise<LinkedDevice> {
      const here = device ?? (await linked.promise);
      await here.reachable;
      return {
        ...here,
        take() {
          const bundle = here.take();
          if (here.left() < FEW_KEYS) onFewKeys(here.left());
          return bundle;
        },
      };
    },
    /** The bot sends each message to the hotline's own phone too, so that the chat looks the same there. */
    async copy(stanza: BinaryNode): Promise<void> {
      const to = children(child(stanza, "participants"), "to");
      const mine = to.find(({ attrs }) => [NUMBER, LID].includes(userOf(attrs["jid"] as string)));
      const enc = child(mine, "enc");
      if (enc === undefined || device === undefined) return;
      const sealed = { type: enc.attrs["type"] as "pkmsg" | "msg", bytes: enc.content as Buffer };
      const plain = await signal.decrypt(device.jid, sealed);
      const { deviceSentMessage } = proto.Message.decode(unpadRandomMax16(plain));
      const { conversation, extendedTextMessage } = deviceSentMessage?.message ?? {};
      copies.push(conversation ?? extendedTextMessage?.text ?? "");
    },
  };
}
