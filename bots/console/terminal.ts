/** The person's end of the socket: `npm run chat`. */
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { codeOf } from "../../api/log.ts";
import type { Texts } from "../../locales/index.ts";
import { dial, lineOf, linesFrom } from "../socket/index.ts";
import { parseToTerminal } from "./lines.ts";

/**
 * Chats with a running server until the input ends (Ctrl-D) or the server goes; every line typed is one message.
 * Resolves with "ended", "lost" when the server went away, or "no_server" when none was there.
 */
export async function chatInTerminal(parts: {
  socketPath: string;
  input: Readable;
  output: Writable;
  texts: Texts;
}): Promise<"ended" | "lost" | "no_server"> {
  const { input, output, texts } = parts;
  const tell = (key: string) => output.write(`${texts.say("id", `public.console.${key}`)}\n`);
  const socket = await dial(parts.socketPath);
  if (socket === undefined) {
    tell("no_server");
    return "no_server";
  }

  let number = 0;
  let taken = 0;
  let inputEnded = false;
  const leaveWhenTaken = () => {
    if (inputEnded && taken === number) socket.end();
  };
  const send = (what: { text: string } | { opened: true }) =>
    socket.write(lineOf({ number: ++number, ...what }));

  tell("hello");
  send({ opened: true });
  const typed = createInterface({ input, terminal: false });
  typed.on("line", (text) => {
    if (text.trim() !== "") send({ text });
  });
  typed.on("close", () => {
    inputEnded = true;
    leaveWhenTaken();
  });

  try {
    for await (const value of linesFrom(socket)) {
      const line = parseToTerminal(value);
      if (line !== undefined && "text" in line) output.write(`\n${printable(line.text)}\n\n`);
      if (line !== undefined && "taken" in line) taken = line.taken;
      leaveWhenTaken();
    }
  } catch (failure) {
    // The connection broke; what that means for the person is said below.
    output.write(`(${codeOf(failure)})\n`);
  }
  const outcome = inputEnded ? "ended" : "lost";
  typed.close();
  tell(outcome);
  return outcome;
}

/** Words only: signs that steer a terminal could rewrite what stands above them. */
// oxlint-disable-next-line no-control-regex
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const printable = (text: string): string => text.replace(STEERING, "");
