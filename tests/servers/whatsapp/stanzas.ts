/** Small words for stanzas: building and reading the nodes of WhatsApp's binary XML. */
import {
  getBinaryNodeChild,
  getBinaryNodeChildBuffer,
  getBinaryNodeChildren,
  S_WHATSAPP_NET,
  type BinaryNode,
} from "@whiskeysockets/baileys";

export const SERVER = S_WHATSAPP_NET;
export const child = getBinaryNodeChild;
export const children = getBinaryNodeChildren;

export const node = (
  tag: string,
  attrs: BinaryNode["attrs"] = {},
  content?: BinaryNode["content"],
): BinaryNode => (content === undefined ? { tag, attrs } : { tag, attrs, content });

/** The bytes in a child; throws when a bot leaves out what the protocol demands. */
export function bytesIn(parent: BinaryNode | undefined, tag: string): Buffer {
  const bytes = getBinaryNodeChildBuffer(parent, tag);
  if (bytes === undefined) throw new Error(`<${parent?.tag}> has no <${tag}>`);
  return Buffer.from(bytes);
}

/** Unix seconds, as all stanzas tell the time. */
export const seconds = () => String(Math.floor(Date.now() / 1_000));

let lastId = 0;
/** An id of its own for each stanza of the server. */
export function stanzaId(): string {
  lastId += 1;
  return `peer-${lastId}`;
}

export const notification = (type: string, content: BinaryNode[], more: BinaryNode["attrs"] = {}) =>
  node("notification", { from: SERVER, type, id: stanzaId(), t: seconds(), ...more }, content);
