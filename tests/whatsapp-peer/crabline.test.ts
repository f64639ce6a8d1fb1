/**
 * A second opinion: the same settings of Baileys against @openclaw/crabline, which others wrote. It knows text only,
 * unsealed on the way in, and no linking; but it does not share our reading of the protocol.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWhatsAppServer, type ServerRequestEvent, type StartedWhatsAppServer } from "@openclaw/crabline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, freshState } from "./bot.ts";
import { LOOKING } from "../servers/waiting.ts";

const HOTLINE = "6280000000000@s.whatsapp.net";
const REPORTER = "6281000000001@s.whatsapp.net";
const folder = mkdtempSync(join(tmpdir(), "crabline-"));
const events: ServerRequestEvent[] = [];
let server: StartedWhatsAppServer;

beforeAll(async () => {
  server = await startWhatsAppServer({
    selfJid: HOTLINE,
    recorderPath: join(folder, "traffic.jsonl"),
    onEvent: (event) => void events.push(event),
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test("text goes in and out through a server that others wrote", async () => {
  const { endpoints, adminToken } = server.manifest;
  const state = freshState();
  state.creds.me = { id: "6280000000000:1@s.whatsapp.net", name: "Hotline" };
  const bot = await connect({ url: endpoints.baileysWebSocketUrl }, state);
  await bot.open();

  const injected = await fetch(endpoints.adminInboundUrl, {
    method: "POST",
    headers: { "content-type": "application/json", "x-crabline-admin-token": adminToken },
    body: JSON.stringify({ chatJid: REPORTER, senderJid: REPORTER, text: "halo" }),
  });
  const { message } = await bot.hears("halo");
  await bot.says(message.key.remoteJid as string, "balasan");

  expect(injected.ok).toBe(true);
  expect(message.key.remoteJid).toBe(REPORTER);
  await expect.poll(() => JSON.stringify(events), LOOKING).toContain("balasan");
});
