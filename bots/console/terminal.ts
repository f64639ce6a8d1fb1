/** The person's end of the socket: `npm run chat`. */
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { codeOf } from "../../api/log.ts";
import type { Texts } from "../../locales/index.ts";
import { lineOf, linesFrom, parseToTerminal } from "./lines.ts";
import { bindablePath } from "./socket-path.ts";

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
  const socket = await opened(bindablePath(parts.socketPath));
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

/** Whether a server listens on the socket; it notices nothing of the question. */
export async function isServed(socketPath: string): Promise<boolean> {
  const socket = await opened(bindablePath(socketPath));
  socket?.destroy();
  return socket !== undefined;
}

function opened(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path, () => resolve(socket));
    socket.once("error", () => resolve(undefined));
  });
}

/** Words only: signs that steer a terminal could rewrite what stands above them. */
// oxlint-disable-next-line no-control-regex
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const printable = (text: string): string => text.replace(STEERING, "");
