/** The operator's end: `npm run whatsapp:pair`. */
import type { Writable } from "node:stream";
import { renderUnicodeCompact } from "uqr";
import type { Texts } from "../../locales/index.ts";
import { dial, lineOf, linesFrom } from "../socket/index.ts";
import type { LineStatus, PairingWish } from "./words.ts";

type Tell = (key: string, params?: Record<string, string>) => void;
type Progress = "done" | "failed" | "asking" | "going_on";

/** Reasons that have words of their own; any other is shown as its code. */
const EXPLAINED: ReadonlySet<string> = new Set(["passkey_needed", "qr_expired", "logged_out", "440", "403"]);

/**
 * Tells the running server the wish, shows what the phone needs, and ends when it has come true ("done") or cannot
 * any more ("failed"). Without a wish it only shows how the line is.
 */
export async function pairInTerminal(parts: {
  socketPath: string;
  wish: PairingWish | undefined;
  output: Writable;
  texts: Texts;
}): Promise<"done" | "failed" | "no_server"> {
  const { output, texts, wish } = parts;
  const tell: Tell = (key, params) => output.write(`${texts.say("id", `command.whatsapp.${key}`, params)}\n`);
  const socket = await dial(parts.socketPath);
  if (socket === undefined) return "no_server";

  let asked = false;
  let before: LineStatus | undefined;
  try {
    for await (const value of linesFrom(socket)) {
      const status = value as LineStatus;
      const progress = progressOf(wish, asked, status);
      if (progress === "asking") {
        asked = true;
        socket.write(lineOf(wish));
        continue;
      }
      show(status, before, output, tell);
      before = status;
      if (progress !== "going_on") return progress;
    }
  } catch {
    // The server went away in the middle of it.
  } finally {
    socket.destroy();
  }
  return "failed";
}

function progressOf(wish: PairingWish | undefined, asked: boolean, { state }: LineStatus): Progress {
  if (wish === undefined) return "done";
  const isUnpaired = state === "unpaired";
  switch (wish.ask) {
    case "unpair":
    case "stop":
      if (isUnpaired) return "done";
      return asked ? "going_on" : "asking";
    case "qr":
    case "code":
    case "reconnect":
      if (state === "open") return "done";
      if (!asked)
        return isUnpaired === (wish.ask !== "reconnect") || state === "pairing" ? "asking" : "failed";
      return isUnpaired || state === "stopped" ? "failed" : "going_on";
  }
}

function show(status: LineStatus, before: LineStatus | undefined, output: Writable, tell: Tell): void {
  const { state, code, qr, pairingCode } = status;
  if (qr !== undefined && qr !== before?.qr) {
    output.write(`\n${renderUnicodeCompact(qr)}\n\n`);
    tell("scan");
  }
  if (pairingCode !== undefined && pairingCode !== before?.pairingCode) {
    tell("type_code", { code: `${pairingCode.slice(0, 4)}-${pairingCode.slice(4)}` });
  }
  if (state !== before?.state) tell(`state.${state}`);
  if (code !== undefined && code !== before?.code) {
    tell(EXPLAINED.has(code) ? `why.${code}` : "why.other", { code });
  }
}
