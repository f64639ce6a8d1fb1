/** What WhatsApp answers to the bot's questions (`iq`): keys, devices, settings. */
import type { BinaryNode } from "@whiskeysockets/baileys";
import type { LinkedDevice } from "./device.ts";
import type { SignalPhone } from "./signal.ts";
import { child, children, node, SERVER } from "./stanzas.ts";

/** Who can be found by an address. */
export type Directory = {
  /** The phone behind the digits of a number or LID; the hotline's own is `own`. */
  find(user: string): { signal: SignalPhone; lid: string; own: boolean } | undefined;
  mediaHost: string;
};

export function answerIq(iq: BinaryNode, device: LinkedDevice, directory: Directory): BinaryNode {
  const answer = { from: SERVER, type: "result", id: iq.attrs["id"] as string };
  return node("iq", answer, contentFor(iq, device, directory));
}

function contentFor(iq: BinaryNode, device: LinkedDevice, directory: Directory): BinaryNode[] | undefined {
  switch (iq.attrs["xmlns"]) {
    case "encrypt":
      return aboutKeys(iq, device, directory);
    case "usync":
      return [
        node("usync", {}, [
          node(
            "list",
            {},
            usersIn(iq, "usync").map((jid) => found(jid, device, directory)),
          ),
        ]),
      ];
    case "w:m":
      return [
        node("media_conn", { auth: "peer", ttl: "3600" }, [node("host", { hostname: directory.mediaHost })]),
      ];
    case "privacy":
      return [node("privacy", {}, [node("category", { name: "readreceipts", value: "all" })])];
    case "blocklist":
      return [node("list")];
    case "abt":
      return [node("props", { protocol: "1" })];
    default:
      return undefined;
  }
}

function aboutKeys(iq: BinaryNode, device: LinkedDevice, { find }: Directory): BinaryNode[] | undefined {
  if (child(iq, "count")) return [node("count", { value: String(device.left()) })];
  if (child(iq, "digest")) return [node("digest")];
  if (child(iq, "rotate")) device.rotate(iq);
  if (child(iq, "list")) device.upload(iq);
  if (!child(iq, "key")) return undefined;
  const known = usersIn(iq, "key").flatMap((jid) => {
    const phone = find(userOf(jid));
    return phone === undefined ? [] : [node("user", { jid }, phone.signal.handOut())];
  });
  return [node("list", {}, known)];
}

function usersIn(iq: BinaryNode, tag: "key" | "usync"): string[] {
  const asked = child(iq, tag);
  const list = tag === "key" ? asked : child(asked, "list");
  return children(list, "user").map(({ attrs }) => attrs["jid"] as string);
}

/** The devices behind an address: each person has a phone only, the hotline also its bot. Numbers are told their LID. */
function found(jid: string, device: LinkedDevice, { find }: Directory): BinaryNode {
  const phone = find(userOf(jid));
  if (phone === undefined) return node("user", { jid });
  const number = String(device.number);
  const devices = [node("device", { id: "0" })];
  if (phone.own) devices.push(node("device", { id: number, "key-index": number }));
  const lid = jid.endsWith("@lid") ? [] : [node("lid", { val: `${phone.lid}@lid` })];
  return node("user", { jid }, [node("devices", {}, [node("device-list", {}, devices)]), ...lid]);
}

/** `123:4@lid` → `123`. */
export const userOf = (jid: string): string => jid.split(/[:@]/)[0] as string;
