import { rmSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCollectingInbox, type CollectingInbox } from "../contracts/collecting-inbox.ts";
import { startWhatsAppPeer, type WhatsAppPeer } from "../servers/whatsapp/index.ts";
import { createFakeStateRows } from "../fakes/whatsapp-state.ts";
import { LOOKING } from "../servers/waiting.ts";
import { freshlyKept, isOpen, link, makeBot, openLinked, type Bot, type Kept } from "./bot.ts";

let inbox: CollectingInbox;
beforeEach(() => {
  inbox = createCollectingInbox();
});

describe("a linked line", () => {
  let opened: Awaited<ReturnType<typeof openLinked>>;
  let bot: Bot;
  let peer: WhatsAppPeer;
  beforeEach(async () => {
    opened = await openLinked(inbox);
    ({ bot, peer } = opened);
  });
  afterEach(() => opened.close());

  const stoppedWith = async (code: number) => {
    peer.sessions.drop(code);
    return bot.until(({ state }) => state === "stopped" || state === "unpaired");
  };

  test.each([408, 428, 503])(
    "comes back by itself after %d, and hears what was written meanwhile",
    async (code) => {
      const logins = peer.sessions.logins();
      peer.sessions.drop(code);
      await bot.until((status) => !isOpen(status));
      await peer.contact().write("sementara putus");

      await bot.until(isOpen);

      expect((await inbox.hasHeard(1))[0]?.said).toMatchObject({ text: "sementara putus" });
      expect(peer.sessions.logins()).toBe(logins + 1);
    },
  );

  test("comes back when the door was closed for a while", async () => {
    peer.sessions.closeDoor("unavailable");
    peer.sessions.drop(428);
    await bot.until(({ state }) => state === "waiting");

    peer.sessions.openDoor();

    expect((await bot.until(isOpen)).state).toBe("open");
  });

  test.each([440, 402, 403, 406])("stops after %d and says so", async (code) => {
    expect(await stoppedWith(code)).toMatchObject({ state: "stopped", code: String(code) });
    expect(bot.logged.join()).toContain(`"code":"${code}"`);
  });

  test("stopped, it tries again when the operator says so", async () => {
    await stoppedWith(440);

    await bot.whatsapp.ask({ ask: "reconnect" });

    expect((await bot.until(isOpen)).state).toBe("open");
  });

  test("unlinked at the phone, it forgets everything and can be linked anew", async () => {
    peer.phone.unlink();
    const status = await bot.until(({ state }) => state === "unpaired");
    await expect.poll(() => opened.kept.rows.after(undefined), LOOKING).toEqual([]);

    await link(peer, bot);

    expect(status.code).toBe("logged_out");
    expect(bot.whatsapp.status().state).toBe("open");
  });

  test("unlinked by the operator, the phone is told and nothing is kept", async () => {
    await bot.whatsapp.ask({ ask: "unpair" });

    expect(bot.whatsapp.status()).toEqual({ state: "unpaired" });
    expect(await opened.kept.rows.after(undefined)).toEqual([]);
    const told = () => peer.sent.map(({ content }) => Array.isArray(content) && content[0]?.tag);
    await expect.poll(told, LOOKING).toContain("remove-companion-device");
  });

  test("tells that WhatsApp lets us begin no new chats", async () => {
    peer.phone.restrict(3_600);

    const { restrictedUntil } = await bot.until((status) => status.restrictedUntil !== undefined);

    expect(restrictedUntil).toBeGreaterThan(Date.now());
  });

  test("started anew from what was kept, it needs no pairing", async () => {
    await bot.whatsapp.stop();
    const next = makeBot(peer, inbox, opened.kept);

    await next.whatsapp.start();
    await next.until(isOpen);
    await peer.contact().write("setelah mulai lagi");

    expect((await inbox.hasHeard(1))[0]?.said).toMatchObject({ text: "setelah mulai lagi" });
    await next.whatsapp.stop();
  });
});

describe("pairing", () => {
  let peer: WhatsAppPeer;
  let kept: Kept;
  let bot: Bot;
  beforeEach(async () => {
    peer = await startWhatsAppPeer();
    kept = freshlyKept();
    bot = makeBot(peer, inbox, kept);
    await bot.whatsapp.start();
  });
  afterEach(async () => {
    await bot.whatsapp.stop();
    await peer.stop();
    rmSync(kept.folder, { recursive: true });
  });
  const qr = async (but?: string) =>
    (await bot.until((status) => status.qr !== undefined && status.qr !== but)).qr ?? "";

  test("nothing is dialled before somebody asks for it", () => {
    expect(bot.whatsapp.status()).toEqual({ state: "unpaired" });
    expect(peer.sessions.connected()).toBe(false);
  });

  test("by code", async () => {
    await bot.whatsapp.ask({ ask: "code", number: peer.phone.number });
    const { pairingCode } = await bot.until((status) => status.pairingCode !== undefined);

    await peer.phone.enterPairingCode(pairingCode ?? "");

    expect((await bot.until(isOpen)).state).toBe("open");
  });

  test("by the QR code with the new secret, when WhatsApp has retired the one that is shown", async () => {
    await bot.whatsapp.ask({ ask: "qr" });
    const first = await qr();

    peer.phone.refreshSecret(first);
    const second = await qr(first);
    await peer.phone.scanQr(second);

    expect((await bot.until(isOpen)).state).toBe("open");
  });

  test("a demanded passkey ends the attempt with a word for it", async () => {
    await bot.whatsapp.ask({ ask: "qr" });
    peer.phone.demandPasskey();

    await expect(peer.phone.scanQr(await qr())).rejects.toThrow("passkey");

    expect(await bot.until(({ state }) => state === "unpaired")).toEqual({
      state: "unpaired",
      code: "passkey_needed",
    });
  });

  test("an attempt that was given up leaves nothing, and the next start does not log in with it", async () => {
    await bot.whatsapp.ask({ ask: "code", number: peer.phone.number });
    await bot.until((status) => status.pairingCode !== undefined);
    await expect.poll(async () => (await kept.rows.after(undefined)).length, LOOKING).toBeGreaterThan(0);
    // What a kill leaves, in rows of its own: the attempt that lives on may still write to the others.
    const left = createFakeStateRows();
    await left.write({ remove: [], add: await kept.rows.after(undefined), contacts: [] });

    const next = makeBot(peer, inbox, { ...kept, rows: left });
    await next.whatsapp.start();

    expect(next.whatsapp.status()).toEqual({ state: "unpaired" });
    expect(await left.after(undefined)).toEqual([]);
    await next.whatsapp.stop();
  });

  test("stopped by the operator, it is as before", async () => {
    await bot.whatsapp.ask({ ask: "qr" });
    await qr();

    await bot.whatsapp.ask({ ask: "stop" });

    expect(bot.whatsapp.status()).toEqual({ state: "unpaired" });
  });
});
