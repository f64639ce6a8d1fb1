/** The web chat, put together: hearing what forms post, saying into a visit's transcript. */
import type { FastifyPluginAsync } from "fastify";
import { type Clock, localDay, SECOND } from "../../api/kernel.ts";
import { codeOf } from "../../api/log.ts";
import type { PeriodKeys } from "../../api/vault/index.ts";
import type { Channel, ChannelName, Inbox } from "../channel.ts";
import type { Posted } from "./form.ts";
import type { Visits } from "./ports.ts";
import { type RouteParts, webchatRoutes } from "./routes.ts";
import { createTranscript } from "./transcript.ts";
import { externalIdOf, visitOf, type Visitor } from "./visit.ts";

const WEBCHAT = "webchat" as ChannelName;

export type WebchatParts = Omit<RouteParts, "transcript" | "hear" | "today"> & {
  inbox: Inbox;
  visits: Visits;
  periods: () => PeriodKeys;
  clock: Clock;
};

export type Webchat = Channel & { routes: FastifyPluginAsync };

/** A visit that ended, by the visitor or by time, is "gone": its report waits behind the receipt code. */
export function createWebchat(parts: WebchatParts): Webchat {
  const { inbox, clock } = parts;
  const transcript = createTranscript(parts);
  const hearing = new Set<Promise<unknown>>();
  let open = false;

  async function take(visitor: Visitor, posted: Posted): Promise<void> {
    const at = clock();
    const externalId = externalIdOf(visitor, posted.nonce);
    const heard = { channel: WEBCHAT, externalId, address: visitor.address, at, locale: posted.locale };
    // First, so that no answer finds an unknown visit, however fast it comes.
    if (!(await transcript.isKnown(visitor.visit)))
      await transcript.add(visitor.visit, { from: "nobody" }, at);
    const received = await inbox.receive({ ...heard, said: posted.said });
    if (received === "duplicate" || posted.shown === undefined) return;
    await transcript.add(visitor.visit, { from: "person", text: posted.shown }, at);
  }

  async function hear(visitor: Visitor, posted: Posted): Promise<"heard" | "closed"> {
    if (!open) return "closed";
    const taken = take(visitor, posted);
    hearing.add(taken);
    try {
      await taken;
    } finally {
      hearing.delete(taken);
    }
    return "heard";
  }

  return {
    name: WEBCHAT,
    abilities: { buttons: true, pauseMs: 0 },
    routes: webchatRoutes({
      ...parts,
      transcript,
      hear,
      today: () => localDay(clock(), "Asia/Jakarta"),
    }),
    async start() {
      open = true;
    },
    async stop() {
      open = false;
      await Promise.allSettled(hearing);
    },
    async say(address, { text, choices, askPlace }) {
      const visit = visitOf(address);
      try {
        if (!(await transcript.isKnown(visit))) return { kind: "gone", code: "visit_ended" };
        await transcript.add(visit, { from: "us", text, choices, ...(askPlace && { askPlace }) }, clock());
        return { kind: "delivered" };
      } catch (failure) {
        return { kind: "later", afterMs: 5 * SECOND, code: codeOf(failure) };
      }
    },
    async erase(address) {
      const visit = visitOf(address);
      if (await transcript.isKnown(visit)) await transcript.clear(visit, clock());
    },
  };
}
