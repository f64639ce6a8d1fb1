import { expect, test } from "vitest";
import type { LineStatus, PairingDesk } from "../../api/web/index.ts";
import { openWeb } from "./house.ts";

const QR = "https://wa.me/settings/linked_devices#ref,noise,identity,secret,1";

async function openPage(status: LineStatus, { refuses = false } = {}) {
  const asked: Parameters<PairingDesk["ask"]>[0][] = [];
  const line = { status };
  const whatsapp: PairingDesk = {
    status: async () => line.status,
    async ask(wish) {
      asked.push(wish);
      return !refuses;
    },
  };
  const web = await openWeb({ whatsapp });
  const admin = await web.atAdmin();
  return { asked, line, web, admin, page: await admin.get("/admin/whatsapp") };
}

test("an admin asks for a QR code, and the page draws it itself", async () => {
  const { admin, asked, line } = await openPage({ state: "unpaired" });

  const sent = await admin.send("/admin/whatsapp", { minta: "qr" });
  line.status = { state: "pairing", qr: QR };
  const page = await admin.get("/admin/whatsapp");

  expect(sent.status).toBe(200);
  expect(asked).toEqual([{ ask: "qr" }]);
  expect(page.text).toContain("<svg");
  expect(page.text).not.toContain("wa.me");
});

test("an admin asks for letters to type, and reads them in two halves", async () => {
  const { admin, asked, line } = await openPage({ state: "unpaired" });

  await admin.send("/admin/whatsapp", { minta: "code", nomor: "0812 3456 7890" });
  line.status = { state: "pairing", pairingCode: "ABCD2345" };

  expect(asked).toEqual([{ ask: "code", number: "0812 3456 7890" }]);
  expect((await admin.get("/admin/whatsapp")).text).toContain("ABCD-2345");
});

test("a number that is none is said to be so, and nothing is kept of it but the form", async () => {
  const { admin } = await openPage({ state: "unpaired" }, { refuses: true });

  const sent = await admin.send("/admin/whatsapp", { minta: "code", nomor: "bukan nomor" });

  expect(sent.text).toContain('role="alert"');
});

test("where a passkey is demanded, the page says to use the Cloud API", async () => {
  const { page } = await openPage({ state: "unpaired", code: "passkey_needed" });

  expect(page.text).toMatch(/passkey.*Cloud API/);
});

test.each<[LineStatus, string[]]>([
  [{ state: "unpaired" }, ["qr", "code"]],
  [{ state: "pairing" }, ["stop"]],
  [{ state: "open" }, ["unpair"]],
  [{ state: "stopped", code: "440" }, ["reconnect", "unpair"]],
  [{ state: "away" }, []],
])("offers what fits the state: %o", async (status, wishes) => {
  const { page } = await openPage(status);

  expect([...page.text.matchAll(/name="minta" value="(\w+)"/g)].map(([, wish]) => wish)).toEqual(wishes);
});

test("the state goes on by itself, and the whole page is loaded anew when its forms do not fit any more", async () => {
  const { admin, line } = await openPage({ state: "pairing", qr: QR });

  const same = await admin.get("/admin/whatsapp/keadaan?dari=pairing");
  line.status = { state: "open" };
  const changed = await admin.get("/admin/whatsapp/keadaan?dari=pairing");

  expect(same.text).toContain("<svg");
  expect(changed.headers["hx-refresh"]).toBe("true");
});

test("while it is not turned on, the page says which setting does it", async () => {
  const web = await openWeb();
  const admin = await web.atAdmin();

  expect((await admin.get("/admin/whatsapp")).text).toContain("WHATSAPP_ENABLED=yes");
});

test("officers do not get there", async () => {
  const { web } = await openPage({ state: "pairing", qr: QR });
  const officer = await web.atWork();

  const page = await officer.get("/admin/whatsapp");

  expect(page.status).toBe(403);
  expect(page.text).not.toContain('class="qr"');
});
