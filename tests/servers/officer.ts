/**
 * A person at the staff pages of a running house, over HTTP and without a browser: keeps cookies, follows redirects,
 * fills in the forms that the page shows with their hidden fields, and has a phone with an authenticator app.
 */
import { Secret, TOTP } from "otpauth";
import { formsIn, readable } from "../web/browser.ts";
import type { Account } from "./house.ts";

const STEP_MS = 30_000;

export type Page = { status: number; path: string; text: string };

export interface StaffBrowser {
  here(): Page;
  /** What a person reads on this page: no tags, single spaces. */
  reads(): string;
  visit(path: string): Promise<Page>;
  /** Fills in and sends the form of this page that posts to `action`; throws when there is none. */
  send(action: string, typed?: Record<string, string>): Promise<Page>;
  /** The address of the form or link on this page that ends so. */
  addressEnding(end: string): string;
  /** Passphrase, then the code; sets the code up when this is the first time. */
  signIn(person: Person): Promise<Page>;
  signOut(): Promise<Page>;
  /** Opens an invitation and accepts it; the page shows name and passphrase this once. */
  acceptInvitation(link: string): Promise<Account>;
}

/** The phone remembers the secret over several sign-ins; a code works once, so each takes the next 30 seconds' code. */
export type Phone = { keep(secret: string): void; code(): string };
export type Person = Account & { phone: Phone };

export const withPhone = (account: Account): Person => ({ ...account, phone: createPhone() });

export function createPhone(): Phone {
  let secret: Secret | undefined;
  let used = 0;
  return {
    keep(shown) {
      secret = Secret.fromBase32(shown);
    },
    code() {
      if (secret === undefined) throw new Error("no code was set up on this phone");
      // The server takes codes one step early or late, so this step's code and the next one's make two sign-ins at
      // once, each with half a minute or more to arrive. The step before would be a third one's, which may die on the way.
      const now = Math.floor(Date.now() / STEP_MS);
      used = Math.max(used + 1, now);
      if (used > now + 1) throw new Error("too many sign-ins within a minute for codes that work once");
      return new TOTP({ secret }).generate({ timestamp: used * STEP_MS });
    },
  };
}

export function openStaffBrowser(url: string): StaffBrowser {
  // Secure cookies are sent too: this stands behind the proxy that speaks https.
  const cookies = new Map<string, string>();
  let here: Page = { status: 0, path: "/", text: "" };

  function keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /;\s*Max-Age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
  }

  async function request(method: "GET" | "POST", path: string, body?: URLSearchParams): Promise<Page> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { accept: "text/html", cookie };
    const response = await fetch(new URL(path, url), { method, headers, body, redirect: "manual" });
    keepCookies(response);
    const text = await response.text();
    const next = response.headers.get("location");
    if (response.status === 303 && next !== null) return request("GET", next);
    here = { status: response.status, path, text };
    return here;
  }

  const visit = (path: string) => request("GET", path);

  function send(action: string, typed: Record<string, string> = {}): Promise<Page> {
    const form = formsIn(here.text).find((one) => one.action === action);
    if (form === undefined) {
      const shown = formsIn(here.text).map((one) => one.action);
      throw new Error(
        `no form posts to ${action} on ${here.path}, only to: ${shown.join(", ") || "nothing"}`,
      );
    }
    return request("POST", action, new URLSearchParams({ ...form.hidden, ...typed }));
  }

  async function signIn({ signIn: nama, passphrase: sandi, phone }: Person): Promise<Page> {
    if (here.path !== "/masuk") await visit("/masuk");
    await send("/masuk", { nama, sandi });
    if (here.path === "/masuk/penyiapan") phone.keep(secretIn(here));
    return send(here.path, { kode: phone.code() });
  }

  return {
    here: () => here,
    reads: () => readable(here),
    visit,
    send,
    addressEnding(end) {
      const addresses = [...here.text.matchAll(/(?:action|href)="([^"]+)"/g)].map(
        ([, address = ""]) => address,
      );
      const found = addresses.find((address) => address.endsWith(end));
      if (found === undefined) throw new Error(`nothing on ${here.path} leads to …${end}`);
      return found;
    },
    signIn,
    signOut: () => send("/keluar"),
    async acceptInvitation(link) {
      const path = new URL(link).pathname;
      await visit(path);
      await send(path);
      const signInName = formsIn(here.text).find(({ action }) => action === "/masuk")?.hidden["nama"];
      if (signInName === undefined) throw new Error(`the invitation was not accepted: ${readable(here)}`);
      return { signIn: signInName, passphrase: secretIn(here, " ") };
    },
  };
}

/** What stands in the page to be copied to paper or phone; a TOTP secret is shown in groups. */
function secretIn({ path, text }: Page, between = ""): string {
  const shown = /class="secret">([^<]+)</.exec(text)?.[1];
  if (shown === undefined) throw new Error(`nothing to copy is shown on ${path}`);
  return shown.trim().split(/\s+/).join(between);
}
