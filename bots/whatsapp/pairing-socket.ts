/** The running server's end of `npm run whatsapp:pair`. */
import { createServer, type Server, type Socket } from "node:net";
import { lineOf, linesFrom, listenAt } from "../socket/index.ts";
import { wishFrom } from "./wishes.ts";
import type { LineStatus, PairingWish } from "./words.ts";

export interface PairingSocket {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Tells every terminal how the line is now. */
  show(status: LineStatus): void;
}

export function createPairingSocket(parts: {
  path: string;
  status(): LineStatus;
  ask(wish: PairingWish): Promise<void>;
}): PairingSocket {
  const terminals = new Set<Socket>();
  let server: Server | undefined;

  async function talk(socket: Socket): Promise<void> {
    terminals.add(socket);
    socket.write(lineOf(parts.status()));
    try {
      for await (const value of linesFrom(socket)) {
        const wish = wishFrom(value);
        if (wish === undefined) break;
        await parts.ask(wish);
      }
    } catch {
      // Cut off, or not a terminal of ours: either way nobody is there any more.
    } finally {
      terminals.delete(socket);
      socket.destroySoon();
    }
  }

  return {
    async start() {
      if (server !== undefined) return;
      server = createServer((socket) => void talk(socket));
      await listenAt(server, parts.path);
    },
    async stop() {
      const closing = server;
      server = undefined;
      if (closing === undefined) return;
      const closed = new Promise((resolve) => closing.close(resolve));
      for (const socket of terminals) socket.destroySoon();
      await closed;
    },
    show(status) {
      for (const socket of terminals) socket.write(lineOf(status));
    },
  };
}
