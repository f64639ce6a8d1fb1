/** What people do on the pages, by the words they see. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Visitor } from "../servers/browser.ts";
import type { Phone } from "../servers/officer.ts";
import { LOOKING } from "../servers/waiting.ts";

export const CODE = /\d{4}(?: \d{4}){4}/;

export const textOf = (page: Page) => page.locator("main").innerText();
export const shows = (page: Page, words: string) => page.getByText(words).last().waitFor();
/** Without a script nothing comes by itself; the page offers to look again. */
export const looksAgainFor = (page: Page, words: string) =>
  expect
    .poll(async () => {
      if ((await page.getByText(words).count()) > 0) return true;
      await page.getByRole("link", { name: "Lihat balasan" }).first().click();
      return false;
    }, LOOKING)
    .toBe(true);
export const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

export async function signIn(
  { page, look }: Visitor,
  who: { name: string; passphrase: string; phone: Phone },
) {
  await page.fill("[name=nama]", who.name);
  await page.fill("[name=sandi]", who.passphrase);
  await look(`masuk-${who.name}`);
  await page.click("main button");
  await giveCode(page, who.phone);
}

export async function giveCode(page: Page, from: Phone): Promise<void> {
  // Where a code is set up the secret stands before the field: with the field there, it is shown or never will be.
  await page.locator("[name=kode]").waitFor();
  const shown = page.locator(".secret");
  if ((await shown.count()) > 0) from.keep((await shown.innerText()).replaceAll(" ", ""));
  await page.fill("[name=kode]", from.code());
  await page.click("main button");
  await page.waitForURL(/\/(?:petugas|admin)/);
}

/** What somebody says to the end of a report, by words and buttons. */
export async function tell(page: Page, story: string, waitFor = shows): Promise<string> {
  await page.fill("#teks", story);
  await page.click("#tulis > button");
  for (const [question, answer] of [
    ["kami dengarkan", "Itu saja"],
    ["Ini akan dibaca oleh", "Tidak ada / lewati"],
    ["Apakah aman kalau petugas membalas", "Ya, aman"],
    ["Belum dikirim. Kirim sekarang?", "Kirim"],
  ] as const) {
    await waitFor(page, question);
    await page.click(`.choice:has-text("${answer}")`);
  }
  await waitFor(page, "Salin kode itu");
  return CODE.exec(await page.locator("#percakapan").innerText())?.[0] ?? "";
}
