/** A person at the keyboard plays a citizen: each line is an act, until ":quit". */
import { createInterface, type Interface } from "node:readline/promises";

export type Play = {
  /** Writes above the prompt. */
  print(text: string): void;
  /** Resolves at ":quit" or Ctrl-D. An act that fails says why, and the play goes on. */
  run(act: (words: string) => Promise<void>): Promise<void>;
};

export function openPlay(): Play {
  let terminal: Interface | undefined;
  const print = (text: string) => {
    process.stdout.write(`${text}\n`);
    terminal?.prompt();
  };
  return {
    print,
    async run(act) {
      terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: "you> " });
      terminal.prompt();
      for await (const line of terminal) {
        const words = line.trim();
        if (words === ":quit") break;
        if (words !== "") await act(words).catch((failure: Error) => print(`  (${failure.message})`));
        terminal.prompt();
      }
      terminal.close();
      terminal = undefined;
    },
  };
}
