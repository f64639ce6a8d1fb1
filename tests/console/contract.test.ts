import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instant } from "../../api/kernel.ts";
import { createConsole } from "../../bots/console/index.ts";
import { channelContract } from "../contracts/channel.ts";

channelContract("console", async (inbox) => {
  const folder = mkdtempSync(join(tmpdir(), "lapor-console-"));
  const socketPath = join(folder, "c.sock");
  let now = 0;
  const channel = createConsole({ socketPath, inbox, clock: () => instant((now += 1)) });
  await channel.start();
  const terminal = createTerminal(socketPath);
  return {
    channel: {
      ...channel,
      // Resolves once the words stand on the terminal.
      say: async (address, message) => {
        const before = terminal.texts.length;
        const delivery = await channel.say(address, message);
        if (delivery.kind === "delivered") await terminal.shows(before + 1);
        return delivery;
      },
      start: async () => {
        await channel.start();
        terminal.comesBack();
      },
    },
    person: {
      types: (text) => terminal.types(text),
      reads: () => terminal.texts,
      sees: () => terminal.texts,
      identity: [folder],
    },
    filesFetched: () => 0,
    close: async () => {
      terminal.leaves();
      rmSync(folder, { recursive: true });
    },
  };
});

/** A terminal that says again what nobody took, once it can connect again. */
function createTerminal(path: string) {
  const texts: string[] = [];
  const untaken = new Map<number, { line: string; tried: () => void }>();
  const watchers = new Set<() => void>();
  let socket: Socket | undefined;
  let number = 0;

  function reach(): void {
    let rest = "";
    const reached = connect(path);
    socket = reached;
    reached.setEncoding("utf8");
    reached.on("data", (piece: string) => {
      const lines = (rest + piece).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) read(JSON.parse(line));
    });
    reached.on("error", () => undefined);
    reached.on("close", () => {
      if (socket === reached) socket = undefined;
      for (const { tried } of untaken.values()) tried();
    });
    for (const { line } of untaken.values()) reached.write(line);
  }
  function read(line: { text: string } | { taken: number }): void {
    if ("text" in line) {
      texts.push(line.text);
      for (const watcher of watchers) watcher();
      return;
    }
    untaken.get(line.taken)?.tried();
    untaken.delete(line.taken);
  }

  return {
    texts,
    types: (text: string) =>
      new Promise<void>((tried) => {
        number += 1;
        const line = `${JSON.stringify({ number, text })}\n`;
        untaken.set(number, { line, tried });
        if (socket === undefined) reach();
        else socket.write(line);
      }),
    shows: (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (texts.length < count) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
    comesBack: () => reach(),
    leaves: () => socket?.destroy(),
  };
}
