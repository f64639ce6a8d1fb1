/** A browser without JavaScript: keeps cookies, follows redirects, fills in the forms of the page it is on. */
import type { FastifyInstance, LightMyRequestResponse } from "fastify";

export type Seen = { status: number; path: string; text: string; headers: LightMyRequestResponse["headers"] };

const HTML = { accept: "text/html,application/xhtml+xml" };

export function openBrowser(app: FastifyInstance) {
  const cookies = new Map<string, string>();
  const setCookies: string[] = [];
  let here: Seen = { status: 0, path: "/", text: "", headers: {} };

  async function request(method: "GET" | "POST", url: string, payload?: string, headers = {}): Promise<Seen> {
    const form = payload === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
    const response = await app.inject({
      method,
      url,
      payload,
      headers: { ...HTML, ...form, ...headers },
      cookies: Object.fromEntries(cookies),
    });
    for (const { name, value, expires } of response.cookies as {
      name: string;
      value: string;
      expires?: Date;
    }[]) {
      if (value === "" || (expires !== undefined && expires.getTime() <= 0)) cookies.delete(name);
      else cookies.set(name, value);
    }
    setCookies.push(...[response.headers["set-cookie"] ?? []].flat());
    const { location } = response.headers;
    if (response.statusCode === 303 && typeof location === "string") return request("GET", location);
    here = { status: response.statusCode, path: url, text: response.body, headers: response.headers };
    return here;
  }

  /** Sends the form of this page that posts to `action`, with its hidden fields as they stand. */
  function send(action: string, typed: Record<string, string> = {}): Promise<Seen> {
    const found = formsIn(here.text).find((form) => form.action === action);
    if (found === undefined) throw new Error(`no form posts to ${action} on ${here.path}`);
    return request("POST", action, new URLSearchParams({ ...found.hidden, ...typed }).toString());
  }

  return {
    cookies,
    /** Every Set-Cookie line so far, as it was sent. */
    setCookies,
    here: () => here,
    get: (url: string, headers = {}) => request("GET", url, undefined, headers),
    /** A post that no form of ours made. */
    postRaw: (url: string, fields: Record<string, string>) =>
      request("POST", url, new URLSearchParams(fields).toString()),
    send,
  };
}

export type Browser = ReturnType<typeof openBrowser>;

export function formsIn(text: string): { action: string; hidden: Record<string, string> }[] {
  return [...text.matchAll(/<form method="post" action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].map((form) => ({
    action: decode(form[1] ?? ""),
    hidden: Object.fromEntries(
      [...(form[2] ?? "").matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((field) => [
        field[1] ?? "",
        decode(field[2] ?? ""),
      ]),
    ),
  }));
}

export const decode = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** What a person reads: no tags, single spaces. A line under words parts them from nothing. */
export const readable = ({ text }: { text: string }): string =>
  decode(
    text
      .replace(/<head>[\s\S]*?<\/head>/, "")
      .replace(/<\/?mark\b[^>]*>/g, "")
      .replace(/<[^>]*>/g, " "),
  ).replace(/\s+/g, " ");
