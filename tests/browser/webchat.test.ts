import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Heard, Inbox } from "../../bots/channel.ts";
import { openWebchat } from "../webchat/open.ts";
import { LOOKING } from "../servers/waiting.ts";

const choices = [
  { token: "yes", label: "Ya" },
  { token: "no", label: "Tidak" },
];

const NOON = new Date("2026-11-21T05:00:00Z");

let browser: Browser;
let context: BrowserContext;
let page: Page;
let url: string;
let opened: Awaited<ReturnType<typeof openWebchat>>;
let heard: Heard[];
let faults: string[];

beforeAll(async () => {
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});
afterAll(() => browser.close());

beforeEach(async () => {
  heard = [];
  faults = [];
  // A hotline that answers every message with one question.
  const inbox: Inbox = {
    async receive(one) {
      heard.push(one);
      setImmediate(() => void answer(one, "Apakah ada anak di bawah 18 tahun?"));
      return "new";
    },
  };
  opened = await openWebchat(inbox, { answerWithinMs: 2_000 });
  url = await opened.app.listen({ host: "127.0.0.1", port: 0 });
  context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  page = await context.newPage();
  page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
  page.on("pageerror", (fault) => faults.push(fault.message));
});
afterEach(async () => {
  await context.close();
  await opened.app.close();
});

const answer = (to: Heard, text: string) =>
  opened.webchat.say(to.address, { text, choices, protect: true }).then(() => undefined);
const lines = () => page.locator(".line p").allTextContents();
const send = async (text: string) => {
  await page.fill("#teks", text);
  await page.click("#tulis > button");
};

test("a chat runs without reloading: words, choices, and answers that come by themselves", async () => {
  await page.goto(`${url}/`);
  await page.click("button.big");
  await page.waitForSelector(".choice");
  await send("ada anak di kos dekat rumah");
  await expect.poll(() => page.inputValue("#teks"), LOOKING).toBe("");
  await page.click("text=1. Ya");
  await expect.poll(() => page.locator(".line").count(), LOOKING).toBe(5);

  await answer(heard[0] as Heard, "Petugas menulis kepada Anda.");
  await page.waitForSelector("text=Petugas menulis kepada Anda.");

  const question = "Apakah ada anak di bawah 18 tahun?";
  expect(await lines()).toEqual([
    question,
    "ada anak di kos dekat rumah",
    question,
    "Ya",
    question,
    "Petugas menulis kepada Anda.",
  ]);
  expect(faults).toEqual([]);
});

test("words stay in the box while the network is gone, and are sent once when it is back", async () => {
  await page.goto(`${url}/chat`);
  await send("halo");
  await page.waitForSelector(".choice");
  await context.setOffline(true);

  await send("jangan hilang");
  await page.waitForSelector("#kabar:has-text('belum terkirim')");
  const kept = await page.inputValue("#teks");
  await context.setOffline(false);
  await page.click("#tulis > button");
  await expect.poll(() => page.locator(".line").count(), LOOKING).toBe(4);

  expect(kept).toBe("jangan hilang");
  expect(heard.map(({ said }) => said)).toEqual([
    { kind: "text", text: "halo" },
    { kind: "text", text: "jangan hilang" },
  ]);
});

test("Escape twice empties the screen, leads elsewhere, and Back shows no word", async () => {
  await page.route("https://www.google.com/**", (route) =>
    route.fulfill({ body: "resep", contentType: "text/html" }),
  );
  await page.goto(`${url}/chat`);
  await send("halo");
  await page.waitForSelector(".choice");

  // Twice within a second, however long the machine takes for it.
  await page.clock.setFixedTime(NOON);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.waitForURL(/google/);
  await page.goto(`${url}/chat`);

  expect(await lines()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});

test("lines erased at the person's wish go from the screen too", async () => {
  await page.goto(`${url}/chat`);
  await send("hapus");
  await page.waitForSelector(".choice");
  const { address } = heard[0] as Heard;

  await opened.webchat.erase?.(address, []);
  await opened.webchat.say(address, { text: "Sudah dihapus.", choices: [], protect: true });
  await page.waitForSelector("text=Sudah dihapus.");

  expect(await lines()).toEqual(["Sudah dihapus."]);
});

test.each(["light", "dark"] as const)(
  "every public page can be used by everybody (%s)",
  async (colorScheme) => {
    // axe needs to run a script of its own, which our policy forbids.
    const open = await browser.newContext({
      viewport: { width: 390, height: 844 },
      colorScheme,
      bypassCSP: true,
    });
    const looked = await open.newPage();
    const found: string[] = [];

    for (const path of ["/", "/chat", "/privasi", "/chat/selesai"]) {
      await looked.goto(url + path);
      const { violations } = await new AxeBuilder({ page: looked }).analyze();
      found.push(...violations.map(({ id }) => `${path} ${id}`));
    }
    await looked.goto(`${url}/chat`);
    await looked.fill("#teks", "halo");
    await looked.click("#tulis > button");
    await looked.waitForSelector(".choice");
    const { violations } = await new AxeBuilder({ page: looked }).analyze();
    await open.close();

    expect([...found, ...violations.map(({ id }) => id)]).toEqual([]);
  },
);
