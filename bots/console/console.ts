/** The channel's end of the socket: hears each connection in order, says to whoever is still there. */
import { randomUUID } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../api/kernel.ts";
import { type Address, type Channel, type ChannelName, type Inbox, numbered } from "../channel.ts";
import { lineOf, linesFrom, listenAt } from "../socket/index.ts";
import { type FromTerminal, parseFromTerminal } from "./lines.ts";

const CONSOLE = "console" as ChannelName;
/** Between two tries to hand a line to an inbox that failed. */
const TRY_AGAIN_AFTER = 100;

export type ConsoleParts = { socketPath: string; inbox: Inbox; clock: Clock };

/** `start` rejects when another process listens on the socket; a socket left by a crash is replaced. */
export function createConsole({ socketPath, inbox, clock }: ConsoleParts): Channel {
  const connections = new Map<Address, Socket>();
  const talks = new Set<Promise<void>>();
  const taking = new Set<Socket>();
  let server: Server | undefined;

  const isOpen = (): boolean => server !== undefined;

  /** Tries until the inbox takes it or the channel stops; then the terminal, told nothing, says it again. */
  async function take(address: Address, line: FromTerminal): Promise<"taken" | "stopped"> {
    const said = "text" in line ? { kind: "text" as const, text: line.text } : { kind: "opened" as const };
    const heard = { channel: CONSOLE, externalId: `${address} ${line.number}`, address, said, at: clock() };
    while (isOpen()) {
      try {
        await inbox.receive(heard);
        return "taken";
      } catch {
        await sleep(TRY_AGAIN_AFTER);
      }
    }
    return "stopped";
  }

  async function talk(socket: Socket): Promise<void> {
    const address = randomUUID() as string as Address;
    connections.set(address, socket);
    try {
      for await (const value of linesFrom(socket)) {
        const line = parseFromTerminal(value);
        if (line === undefined) break;
        taking.add(socket);
        const outcome = await take(address, line);
        taking.delete(socket);
        if (outcome === "taken") socket.write(lineOf({ taken: line.number }));
        if (!isOpen()) break;
      }
    } catch {
      // Cut off, or not a terminal of ours: either way nobody is there any more.
    } finally {
      connections.delete(address);
      socket.destroySoon();
    }
  }

  return {
    name: CONSOLE,
    abilities: { buttons: false, pauseMs: 0 },
    async start() {
      if (server !== undefined) return;
      server = createServer((socket) => {
        const talking = talk(socket).finally(() => talks.delete(talking));
        talks.add(talking);
      });
      await listenAt(server, socketPath);
    },
    async stop() {
      if (server === undefined) return;
      const closing = server;
      server = undefined;
      const closed = new Promise((resolve) => closing.close(resolve));
      // A line being taken in is waited for; nothing more is read.
      for (const socket of connections.values()) if (!taking.has(socket)) socket.destroySoon();
      await Promise.all(talks);
      await closed;
    },
    async say(address, message) {
      const socket = connections.get(address);
      if (socket === undefined) return { kind: "gone", code: "terminal_closed" };
      return new Promise((resolve) => {
        socket.write(lineOf({ text: numbered(message) }), (failure) => {
          resolve(failure ? { kind: "gone", code: "terminal_closed" } : { kind: "delivered" });
        });
      });
    },
  };
}
