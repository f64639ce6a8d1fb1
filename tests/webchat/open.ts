/** A web chat on a Fastify of its own, for tests. */
import { randomBytes } from "node:crypto";
import Fastify from "fastify";
import { instant, type Random } from "../../api/kernel.ts";
import type { PeriodKeys } from "../../api/vault/index.ts";
import type { Inbox } from "../../bots/channel.ts";
import { createWebchat, type WebchatParts } from "../../bots/webchat/index.ts";
import { createTexts } from "../../locales/index.ts";
import { createFakeVisits } from "../fakes/visits.ts";

const texts = createTexts();
export const random: Random = (bytes) => new Uint8Array(randomBytes(bytes));

export async function openWebchat(inbox: Inbox, rest: Partial<WebchatParts> = {}) {
  const visits = createFakeVisits();
  const periods: PeriodKeys = { current: "2026-11-21", keys: new Map([["2026-11-21", random(32)]]) };
  let now = Date.UTC(2026, 10, 21, 3);
  const logged: string[] = [];
  const webchat = createWebchat({
    inbox,
    visits,
    periods: () => periods,
    random,
    clock: () => instant((now += 1)),
    texts,
    numbers: async () => [{ name: "SAPA", number: "129", remark: "" }],
    findPlaces: (typed) =>
      /^suka?r/i.test(typed) ? ["Kecamatan Sukarami, Kota Palembang, Sumatera Selatan"] : [],
    published: async () => [],
    provinceName: (code) => code,
    banner: async () => undefined,
    answerWithinMs: 0,
    ...rest,
  });
  const app = Fastify({
    logger: { level: "info", stream: { write: (line: string) => void logged.push(line) } },
  });
  await app.register(webchat.routes);
  await app.ready();
  await webchat.start();
  return { webchat, app, visits, logged };
}
