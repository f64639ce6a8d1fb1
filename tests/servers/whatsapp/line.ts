/** Logins of the linked bot: what waits for it, what it sends, and every way in which WhatsApp ends a connection. */
import type { BinaryNode } from "@whiskeysockets/baileys";
import { answerIq, type Directory } from "./answers.ts";
import type { LinkedDevice } from "./device.ts";
import type { Wire } from "./noise.ts";
import { child, node, notification, seconds, SERVER } from "./stanzas.ts";
import { PATIENCE } from "../waiting.ts";
import { createWaiting } from "./waiting.ts";

export type LineParts = Directory & {
  device(): LinkedDevice | undefined;
  unlink(): void;
  record(stanza: BinaryNode): void;
  /** A message of the bot; gives the error code when WhatsApp refuses it. */
  onMessage(stanza: BinaryNode): Promise<string | undefined>;
  /** The bot asks for a message once more. */
  onRetry(receipt: BinaryNode): void;
};

export type Line = ReturnType<typeof createLine>;

export function createLine(parts: LineParts) {
  const failures: number[] = [];
  const waiting = createWaiting();
  let waits: BinaryNode[] = [];
  let current: Wire | undefined;
  let active = false;
  let silent = false;
  let logins = 0;

  const until = (holds: () => boolean, timeoutMs: number, wanted: string) =>
    waiting.until(
      () => holds() || undefined,
      timeoutMs,
      () => wanted,
    );

  function end(wire: Wire, stanza?: BinaryNode): void {
    if (stanza !== undefined) wire.send(stanza);
    wire.close();
  }

  async function meet(wire: Wire): Promise<void> {
    const { device, username } = wire.payload;
    const linked = parts.device();
    const failure = failures.shift();
    const isLinked =
      linked?.jid === `${String(username)}:${String(device)}@s.whatsapp.net` &&
      linked.noiseKey.equals(wire.staticKey);
    if (failure !== undefined || linked === undefined || !isLinked) {
      return end(wire, node("failure", { reason: String(failure ?? 401), location: "peer" }));
    }
    if (current !== undefined) end(current, streamError(440));
    current = wire;
    active = false;
    logins += 1;
    wire.send(node("success", { lid: linked.lid, t: seconds(), companion_enc_static: "" }));
    for (let stanza = await wire.next(); stanza !== undefined; stanza = await wire.next()) {
      parts.record(stanza);
      if (!silent) await hear(wire, linked, stanza);
    }
    if (current !== wire) return;
    current = undefined;
    active = false;
    waiting.changed();
  }

  async function hear(wire: Wire, device: LinkedDevice, stanza: BinaryNode): Promise<void> {
    const { id = "", to = "", type } = stanza.attrs;
    if (stanza.tag === "iq") {
      if (type === "result" || type === "error") return;
      wire.send(answerIq(stanza, device, parts));
      if (stanza.attrs["xmlns"] === "passive") activate(wire);
      if (child(stanza, "remove-companion-device")) parts.unlink();
    } else if (stanza.tag === "message") {
      const error = await parts.onMessage(stanza);
      wire.send(node("ack", { class: "message", id, from: to, t: seconds(), ...(error && { error }) }));
    } else if (stanza.tag === "receipt" || stanza.tag === "ack") {
      waits = waits.filter((one) => one.attrs["id"] !== id);
      if (type === "retry") parts.onRetry(stanza);
      if (stanza.tag === "receipt") wire.send(node("ack", { class: "receipt", id, from: to }));
      waiting.changed();
    }
  }

  /** The bot is ready: what waited is told first, then how much it was. */
  function activate(wire: Wire): void {
    if (active) return;
    active = true;
    for (const [index, stanza] of waits.entries())
      wire.send({ ...stanza, attrs: { ...stanza.attrs, offline: String(index) } });
    wire.send(node("ib", { from: SERVER }, [node("offline", { count: String(waits.length) })]));
    waiting.changed();
  }

  return {
    meet,
    /** To the bot, at once or when it logs in; kept until it acknowledges. */
    deliver(stanza: BinaryNode): void {
      waits.push(stanza);
      if (active) current?.send(stanza);
    },
    /** The device has few one-time keys left. */
    askForKeys(left: number): void {
      current?.send(notification("encrypt", [node("count", { value: String(left) })]));
    },
    sessions: {
      /** How often a bot has logged in. */
      logins: () => logins,
      connected: () => active,
      /** Stanzas the bot has not acknowledged yet. */
      waiting: () => waits.length,
      /** Resolves when a bot is logged in and has been told everything that waited. */
      online: (timeoutMs = PATIENCE): Promise<unknown> => until(() => active, timeoutMs, "the bot to log in"),
      gone: (timeoutMs = PATIENCE): Promise<unknown> =>
        until(() => current === undefined, timeoutMs, "the bot to go"),
      settled: (timeoutMs = PATIENCE): Promise<unknown> =>
        until(() => waits.length === 0, timeoutMs, "the bot to acknowledge"),
      /** Ends the connection with this code of Baileys' table; 428 just hangs up. */
      drop(code = 428): void {
        if (current !== undefined) end(current, code === 428 ? undefined : streamError(code));
      },
      /** The next `times` logins are refused with this reason. */
      failNextLogin(code: number, times = 1): void {
        failures.push(...Array.from({ length: times }, () => code));
      },
      /** Hears, but answers nothing any more, as a line that broke without a word. */
      goSilent(yes = true): void {
        silent = yes;
      },
    },
  };
}

function streamError(code: number): BinaryNode {
  if (code === 440) return node("stream:error", {}, [node("conflict", { type: "replaced" })]);
  if (code === 401)
    return node("stream:error", { code: "401" }, [node("conflict", { type: "device_removed" })]);
  return node("stream:error", { code: String(code) });
}
