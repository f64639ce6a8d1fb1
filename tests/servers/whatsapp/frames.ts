/** Frames on a WebSocket: three bytes of length, then the payload; the first message begins with WhatsApp's greeting. */
import { NOISE_WA_HEADER } from "@whiskeysockets/baileys";
import type { WebSocket } from "ws";

export function framed(payload: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(payload.byteLength);
  return Buffer.concat([length.subarray(1), payload]);
}

/** Cuts what arrives into frames; a message of the WebSocket may hold several, or a part of one. */
export function readFrames(socket: WebSocket) {
  let bytes = Buffer.alloc(0);
  let greeted = false;
  let ended = false;
  const ready: Buffer[] = [];
  let waiting: ((frame: Buffer | undefined) => void) | undefined;

  function greet(): void {
    if (greeted || bytes.length < NOISE_WA_HEADER.length) return;
    greeted = bytes.subarray(0, NOISE_WA_HEADER.length).equals(NOISE_WA_HEADER);
    bytes = bytes.subarray(NOISE_WA_HEADER.length);
    if (!greeted) socket.terminate();
  }
  function cut(): void {
    while (bytes.length >= 3) {
      const end = 3 + bytes.readUIntBE(0, 3);
      if (bytes.length < end) break;
      ready.push(bytes.subarray(3, end));
      bytes = bytes.subarray(end);
    }
  }
  function hand(): void {
    if (waiting === undefined || (ready.length === 0 && !ended)) return;
    waiting(ready.shift());
    waiting = undefined;
  }
  socket.on("message", (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    greet();
    if (greeted) cut();
    hand();
  });
  socket.on("close", () => {
    ended = true;
    hand();
  });
  return {
    /** The next frame; undefined when the line is closed. */
    next: () =>
      new Promise<Buffer | undefined>((resolve) => {
        waiting = resolve;
        hand();
      }),
  };
}
