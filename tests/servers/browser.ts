/**
 * People with browsers: a real Chromium, a context of its own for each person, and an eye on every page they see.
 * Comes in: where the house is. Goes out: pages to act on, and a list of faults that no page of ours may have.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { PATIENCE } from "./waiting.ts";

const EXECUTABLE = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
/** A browser that says nothing by itself and needs no graphics. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 900 };
/** The narrowest phone that is still common; whoever must scroll sideways misses words. */
const NARROWEST = { width: 360, height: 640 };

export interface Visitor {
  page: Page;
  /** Looks at the page as it stands: accessibility, width, and a picture when SHOTS names a folder. */
  look(name: string): Promise<void>;
  /** Takes console errors that match, which the visitor has caused on purpose. */
  forgive(errors: RegExp): void;
  /** What this visit has left on the device. */
  remains(): Promise<{ stored: number; databases: number; lastingCookies: string[] }>;
  leave(): Promise<void>;
}

export interface Street {
  /** `elsewhere`: hosts that this visitor may be sent to; they answer with an empty page. */
  visitor(options?: BrowserContextOptions & { elsewhere?: string[] }): Promise<Visitor>;
  /** Everything wrong so far, each with the page on which it was seen. */
  faults(): string[];
  close(): Promise<void>;
}

export async function openStreet(url: string, shots = process.env["SHOTS"]): Promise<Street> {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
  const faults: string[] = [];
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  return {
    visitor: (options = {}) => arrive(browser, { url, shots, faults }, options),
    faults: () => faults,
    close: () => browser.close(),
  };
}

type Eyes = { url: string; shots: string | undefined; faults: string[] };

async function arrive(
  browser: Browser,
  { url, shots, faults }: Eyes,
  { elsewhere = [], ...options }: BrowserContextOptions & { elsewhere?: string[] },
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: PHONE, baseURL: url, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const ours = new URL(url).host;
  const errors: string[] = [];
  const scripts = options.javaScriptEnabled !== false;

  page.on("console", (line) => line.type() === "error" && errors.push(`${pathOf(page)}: ${line.text()}`));
  page.on("pageerror", (error) => errors.push(`${pathOf(page)}: ${error.message}`));
  await context.route(
    ({ host }) => host !== ours,
    (route) => {
      const { host } = new URL(route.request().url());
      if (elsewhere.includes(host)) return route.fulfill({ body: "", contentType: "text/html" });
      faults.push(`${pathOf(page)} asks ${host}`);
      return route.abort();
    },
  );

  async function picture(name: string): Promise<void> {
    if (shots === undefined) return;
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size);
      await page.locator("html").evaluate((root) => root.scrollTo(0, 0));
      await page.screenshot({ path: join(shots, `${name}-${size.width}.png`), fullPage: true });
    }
  }

  /** Unfolds everything and gives how much was folded away. */
  const unfold = () =>
    page.locator("details:not([open])").evaluateAll((all) => {
      for (const folded of all) folded.setAttribute("open", "looking");
      return all.length;
    });
  const foldAgain = () =>
    page.locator('details[open="looking"]').evaluateAll((all) => {
      for (const unfolded of all) unfolded.removeAttribute("open");
    });

  async function look(name: string): Promise<void> {
    // A click waits until the next page begins, not until all of it is there.
    await page.waitForLoadState();
    await picture(name);
    // What is folded away must be as good as what stands open.
    if ((await unfold()) > 0) await picture(`${name}-unfolded`);
    await page.setViewportSize(NARROWEST);
    const width = await page.locator("html").evaluate((root) => root.scrollWidth);
    if (width > NARROWEST.width) faults.push(`${name}: ${width} px wide on a phone of ${NARROWEST.width} px`);
    await page.setViewportSize(PHONE);
    if (scripts) await checkAccess(name);
    await foldAgain();
  }

  async function checkAccess(name: string): Promise<void> {
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
    for (const { id, nodes } of violations)
      faults.push(`${name}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  }

  return {
    page,
    look,
    forgive(expected) {
      for (const error of errors.splice(0)) if (!expected.test(error)) faults.push(error);
    },
    async remains() {
      const stored = await page.evaluate<number>("localStorage.length + sessionStorage.length");
      const databases = await page.evaluate<number>("indexedDB.databases().then((all) => all.length)");
      const cookies = await context.cookies();
      return {
        stored,
        databases,
        lastingCookies: cookies.filter(({ expires }) => expires !== -1).map(({ name }) => name),
      };
    },
    async leave() {
      faults.push(...errors);
      await context.close();
    },
  };
}

const pathOf = (page: Page): string => (URL.canParse(page.url()) ? new URL(page.url()).pathname : page.url());
