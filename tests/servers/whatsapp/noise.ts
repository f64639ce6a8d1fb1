/** The server's half of Noise_XX_25519_AESGCM_SHA256 as WhatsApp speaks it, over one WebSocket. */
import {
  aesDecryptGCM,
  aesEncryptGCM,
  Curve,
  decodeBinaryNode,
  encodeBinaryNode,
  hkdf,
  NOISE_MODE,
  NOISE_WA_HEADER,
  proto,
  sha256,
  type BinaryNode,
} from "@whiskeysockets/baileys";
import type { WebSocket } from "ws";
import type { Certificate } from "./certificate.ts";
import { framed, readFrames } from "./frames.ts";

/** A line to one bot after the handshake. */
export type Wire = {
  /** What the bot says of itself: a device that wants to be linked, or one that logs in. */
  payload: proto.ClientPayload;
  /** The bot's long-lived Noise key; the server knows a linked device by it. */
  staticKey: Buffer;
  send(node: BinaryNode): void;
  /** The next stanza; undefined when the line is closed. */
  next(): Promise<BinaryNode | undefined>;
  close(): void;
};

/** Meets a new connection. Rejects when the other side breaks the protocol or hangs up. */
export async function acceptNoise(socket: WebSocket, certificate: Certificate): Promise<Wire> {
  const frames = readFrames(socket);
  const noise = createHandshake();
  const ephemeral = Curve.generateKeyPair();
  const { clientHello } = proto.HandshakeMessage.decode(await opened(frames.next()));
  const theirs = Buffer.from(clientHello?.ephemeral ?? []);

  noise.mixHash(theirs);
  noise.mixHash(ephemeral.public);
  noise.mixKey(Curve.sharedKey(ephemeral.private, theirs));
  const sealedStatic = noise.encrypt(certificate.serverKey.public);
  noise.mixKey(Curve.sharedKey(certificate.serverKey.private, theirs));
  const sealedChain = noise.encrypt(certificate.chain);
  const serverHello = { ephemeral: ephemeral.public, static: sealedStatic, payload: sealedChain };
  socket.send(framed(proto.HandshakeMessage.encode({ serverHello }).finish()));

  const { clientFinish } = proto.HandshakeMessage.decode(await opened(frames.next()));
  const staticKey = noise.decrypt(Buffer.from(clientFinish?.static ?? []));
  noise.mixKey(Curve.sharedKey(ephemeral.private, staticKey));
  const payload = proto.ClientPayload.decode(noise.decrypt(Buffer.from(clientFinish?.payload ?? [])));
  const [fromClient, toClient] = noise.split();

  let received = 0;
  let sent = 0;
  const nothing = Buffer.alloc(0);
  return {
    payload,
    staticKey,
    send(node) {
      if (socket.readyState !== socket.OPEN) return;
      socket.send(framed(aesEncryptGCM(encodeBinaryNode(node), toClient, nonce(sent++), nothing)));
    },
    async next() {
      const frame = await frames.next();
      return frame && decodeBinaryNode(aesDecryptGCM(frame, fromClient, nonce(received++), nothing));
    },
    close: () => socket.close(),
  };
}

/** The symmetric state of the handshake: hash, chaining key, cipher key with its counter. */
function createHandshake() {
  let hash: Buffer = Buffer.from(NOISE_MODE);
  let salt = hash;
  let key = hash;
  let counter = 0;
  const mixHash = (bytes: Uint8Array) => {
    hash = sha256(Buffer.concat([hash, bytes]));
  };
  const expand = (secret: Uint8Array): [Buffer, Buffer] => {
    const bytes = Buffer.from(hkdf(secret, 64, { salt, info: "" }));
    return [bytes.subarray(0, 32), bytes.subarray(32)];
  };
  mixHash(NOISE_WA_HEADER);
  return {
    mixHash,
    mixKey(secret: Uint8Array) {
      [salt, key] = expand(secret);
      counter = 0;
    },
    encrypt(plain: Uint8Array) {
      const sealed = aesEncryptGCM(plain, key, nonce(counter++), hash);
      mixHash(sealed);
      return sealed;
    },
    decrypt(sealed: Buffer) {
      const plain = aesDecryptGCM(sealed, key, nonce(counter++), hash);
      mixHash(sealed);
      return plain;
    },
    /** Keys of the transport: client to server, server to client. */
    split: () => expand(Buffer.alloc(0)),
  };
}

function nonce(counter: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(counter, 8);
  return bytes;
}

async function opened(frame: Promise<Buffer | undefined>): Promise<Buffer> {
  const bytes = await frame;
  if (bytes === undefined) throw new Error("the line was closed during the handshake");
  return bytes;
}
