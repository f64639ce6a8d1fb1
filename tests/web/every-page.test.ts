/** Promises that every page keeps, walked through one by one. */
import { expect, test } from "vitest";
import { LOCALE_COOKIE } from "../../api/page/index.ts";
import type { Browser, Seen } from "./browser.ts";
import { openWeb } from "./house.ts";

const ADMIN = [
  "",
  "/instansi",
  "/petugas",
  "/kewenangan",
  "/kewenangan?baris=1",
  "/piket",
  "/nomor",
  "/nama-tempat",
  "/persetujuan",
  "/perubahan",
  "/statistik",
  "/cakupan",
  "/whatsapp",
  "/akun",
];

async function everyPage(changes = {}): Promise<Seen[]> {
  const web = await openWeb({ banner: async () => "PERAGAAN <satu>", ...changes });
  const id = await web.file();
  const officer = await web.atWork();
  const admin = await web.atAdmin();
  await officer.get(`/petugas/kasus/${id}`);
  await officer.send(`/petugas/kasus/${id}/ambil`);
  const walk = async (browser: Browser, paths: string[]) => {
    const seen: Seen[] = [];
    for (const path of paths) seen.push({ ...(await browser.get(path)) });
    return seen;
  };
  return [
    ...(await walk(web.newBrowser(), ["/masuk", "/tidak-ada", "/undangan/tidak-berlaku"])),
    ...(await walk(officer, [
      "/petugas",
      `/petugas/kasus/${id}`,
      `/petugas/kasus/${id}/buka`,
      "/petugas/kunci",
      "/petugas/piket",
      "/petugas/akun",
      "/petugas/perubahan",
    ])),
    ...(await walk(await web.signIn(web.people.officer), ["/petugas/persetujuan"])),
    ...(await walk(admin, [
      ...ADMIN.map((path) => `/admin${path}`),
      `/admin/instansi/${web.office}`,
      `/admin/piket/${web.office}`,
    ])),
  ];
}

test("every page opens, carries the demonstration mark, and may be neither kept nor framed nor scripted from elsewhere", async () => {
  for (const page of await everyPage()) {
    const failing = page.path === "/tidak-ada" ? 404 : page.path.startsWith("/undangan") ? 410 : 200;
    expect([page.path, page.status]).toEqual([page.path, failing]);
    expect(page.text, page.path).toContain("PERAGAAN &lt;satu&gt;");
    expect(page.headers["cache-control"], page.path).toBe("no-store");
    const policy = String(page.headers["content-security-policy"]);
    expect(policy, page.path).toContain("default-src 'none'");
    expect(policy, page.path).toContain("script-src 'self'");
    expect(policy, page.path).toContain("frame-ancestors 'none'");
    expect(policy, page.path).not.toContain("unsafe");
    expect(page.headers["referrer-policy"], page.path).toBe("no-referrer");
    expect(String(page.headers["strict-transport-security"]), page.path).toContain("max-age=31536000");
  }
});

test("no page has an inline script, an inline style, an event attribute, or an address outside this site", async () => {
  for (const { path, text } of await everyPage()) {
    expect(text, path).not.toMatch(/<style|<script(?![^>]*src="\/aset\/)|\sstyle="|\son[a-z]+="|javascript:/);
    expect(text, path).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
  }
});

test("every control has a label, every id is there once, every page one main heading and its language", async () => {
  for (const { path, text } of await everyPage()) {
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map((found) => found[1] ?? "");
    const labelled = new Set([...text.matchAll(/<label for="([^"]*)"/g)].map((found) => found[1]));
    const controls = [...text.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => !/type="(?:hidden|radio|checkbox)"/.test(tag));
    for (const tag of controls) expect(labelled, `${path} ${tag}`).toContain(/\sid="([^"]*)"/.exec(tag)?.[1]);
    expect(new Set(ids).size, path).toBe(ids.length);
    expect(text.match(/<h1>/g), path).toHaveLength(1);
    expect(text, path).toContain('<html lang="id">');
    expect(text, path).toContain('class="skip" href="#isi"');
  }
});

test("every page speaks English when asked, and remembers it", async () => {
  const web = await openWeb();
  const browser = web.newBrowser();

  await browser.get("/bahasa?ke=en&kembali=%2Fmasuk");

  expect(browser.here().path).toBe("/masuk");
  expect(browser.here().text).toContain('<html lang="en">');
  expect(browser.here().text).toContain("Officer sign-in");
  expect(browser.cookies.get(LOCALE_COOKIE)).toBe("en");
});

test("English pages lack no text", async () => {
  const web = await openWeb();
  const id = await web.file();
  const officer = await web.atWork();
  const admin = await web.atAdmin();
  for (const browser of [officer, admin]) browser.cookies.set(LOCALE_COOKIE, "en");

  for (const path of [
    "/petugas",
    `/petugas/kasus/${id}`,
    `/petugas/kasus/${id}/buka`,
    "/petugas/kunci",
    "/petugas/piket",
    "/petugas/perubahan",
  ]) {
    expect([path, (await officer.get(path)).status]).toEqual([path, 200]);
  }
  for (const path of ADMIN) expect([path, (await admin.get(`/admin${path}`)).status]).toEqual([path, 200]);
});

test.each(["https://evil.example", "//evil.example", "/\\evil.example", ""])(
  "the language switch leads to no other site: %s",
  async (back) => {
    const web = await openWeb();

    const answer = await web.app.inject(`/bahasa?ke=en&kembali=${encodeURIComponent(back)}`);

    expect(answer.headers.location).toBe("/");
  },
);
