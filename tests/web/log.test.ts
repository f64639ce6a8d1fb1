/** The log is searched for everything that must never be in it, also and above all when requests fail. */
import { expect, test } from "vitest";
import { openWeb } from "./house.ts";

const SECRETS = [
  "rahasia-kalimat",
  "nama-orang",
  "token-undangan",
  "kata-sandi-salah",
  "isi-parameter",
  "isi-kepala",
];

test("words, names, tokens and addresses of failing requests are not in the log", async () => {
  const web = await openWeb();
  const id = await web.file();
  const browser = await web.atWork();
  await browser.get(`/petugas/kasus/${id}`);
  await browser.send(`/petugas/kasus/${id}/ambil`);
  web.log.broken = true;

  await browser.send(`/petugas/kasus/${id}/catatan`, { teks: "rahasia-kalimat" });
  await browser.get(`/petugas/kasus/${id}/buka?isi-parameter=isi-parameter`, { "x-custom": "isi-kepala" });
  await browser.get("/undangan/token-undangan");
  await browser.get("/tidak-ada/nama-orang?q=isi-parameter");
  const stranger = web.newBrowser();
  await stranger.get("/masuk");
  await stranger.send("/masuk", { nama: "nama-orang", sandi: "kata-sandi-salah" });
  await web.app.inject({
    method: "POST",
    url: "/masuk",
    headers: { "content-type": "application/json" },
    payload: '{"rahasia-kalimat',
  });
  await web.app.inject({
    method: "POST",
    url: "/masuk",
    payload: "rahasia-kalimat".repeat(20_000),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });

  const log = web.lines.join("");
  for (const secret of [
    ...SECRETS,
    web.officer.passphrase,
    "sari",
    id,
    browser.cookies.get("la_session") ?? "x",
  ]) {
    expect(log).not.toContain(secret);
  }
  expect(log).toContain('"route":"/petugas/kasus/:id/buka"');
  expect(log).toContain('"status":500');
});

test("an error's message, which may quote what somebody wrote, is left out; code and place stay", async () => {
  const web = await openWeb({
    health: async () => {
      throw Object.assign(new Error("rahasia-kalimat\nnama-orang"), { code: "E_DATABASE" });
    },
  });

  const failed = await web.app.inject("/health");

  expect(failed.statusCode).toBe(500);
  expect(failed.body).toBe('{"error":"server"}');
  const log = web.lines.join("");
  expect(log).not.toMatch(/rahasia-kalimat|nama-orang/);
  expect(log).toContain('"code":"E_DATABASE"');
  expect(log).toContain("log.test.ts");
});

test("a plugin that logs an error whole is cut down to its code", async () => {
  const web = await openWeb({
    plugins: [
      async (app) => {
        app.get("/gagal", async (request) => {
          request.log.error(new Error("rahasia-kalimat"));
          request.log.error({ err: new Error("nama-orang"), req: request }, "gagal");
          return "";
        });
      },
    ],
  });

  await web.app.inject("/gagal?isi-parameter");

  expect(web.lines.join("")).not.toMatch(/rahasia-kalimat|nama-orang|isi-parameter/);
});

test("what reporters and platforms do leaves no line, so that no log says when somebody wrote", async () => {
  const web = await openWeb({
    plugins: [async (app) => void app.post("/chat", async () => "")],
    webhooks: [{ path: "/webhook/telegram", receive: async () => 200 }],
  });

  await web.app.inject({ method: "POST", url: "/chat" });
  await web.app.inject({ method: "POST", url: "/webhook/telegram", payload: { update_id: 1 } });

  expect(web.lines).toEqual([]);
});
