/** Somebody at `npm run chat`, on the socket of a running house. */
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { chatInTerminal } from "../../bots/console/index.ts";
import { createTexts } from "../../locales/index.ts";
import { PATIENCE } from "./waiting.ts";

export interface Terminal {
  types(text: string): void;
  /** Waits until what was shown, since the last wait that succeeded, matches; gives the match. */
  waitsFor(words: RegExp): Promise<string>;
  /** Ctrl-D; resolves with how the chat ended. */
  ends(): Promise<"ended" | "lost" | "no_server">;
}

export function openTerminal(dataDir: string): Terminal {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const socketPath = join(dataDir, "terminal.sock");
  const ended = chatInTerminal({ socketPath, input, output, texts: createTexts() });
  let unread = "";
  let look = () => {};
  output.on("data", (piece: Buffer) => {
    unread += piece.toString();
    look();
  });
  return {
    types: (text) => void input.write(`${text}\n`),
    waitsFor(words) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const late = () => reject(new Error(`the terminal did not show ${words}; unread: ${unread}`));
      const timer = setTimeout(late, PATIENCE);
      look = () => {
        const found = words.exec(unread);
        if (found === null) return;
        look = () => {};
        clearTimeout(timer);
        unread = unread.slice(found.index + found[0].length);
        resolve(found[0]);
      };
      look();
      return promise;
    },
    ends() {
      input.end();
      return ended;
    },
  };
}
