/** Public figures in a real browser, on a phone and on a desk: readable by everybody, no wider than the screen. */
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCollectingInbox } from "../contracts/collecting-inbox.ts";
import { openStreet, type Street } from "../servers/browser.ts";
import { openWebchat } from "../webchat/open.ts";
import { PROVINCES, PUBLISHED } from "../webchat/published.ts";
import { shows } from "./acts.ts";

let opened: Awaited<ReturnType<typeof openWebchat>>;
let street: Street;
beforeAll(async () => {
  opened = await openWebchat(createCollectingInbox(), {
    published: async () => PUBLISHED,
    provinceName: (code) => PROVINCES[code] ?? code,
  });
  await opened.app.listen({ port: 0, host: "127.0.0.1" });
  street = await openStreet(`http://127.0.0.1:${(opened.app.server.address() as AddressInfo).port}`);
});
afterAll(async () => {
  await street.close();
  await opened.app.close();
});

test.each([
  ["phone", "light", { width: 390, height: 844 }],
  ["desk", "dark", { width: 1280, height: 900 }],
] as const)(
  "anybody finds the figures from the home page and opens an older quarter (%s)",
  async (name, colorScheme, viewport) => {
    const visitor = await street.visitor({ viewport, colorScheme });
    const { page, look } = visitor;

    await page.goto("/");
    await page.getByRole("main").getByRole("link", { name: "Angka laporan" }).click();
    await shows(page, "bukan perubahan kejadian");
    await look(`angka-${name}`);
    await page.getByText("Januari–Maret 2026").click();
    await look(`angka-${name}-lama`);
    await visitor.leave();

    expect(street.faults()).toEqual([]);
  },
);
