/** A browser without JavaScript: keeps cookies, reads forms off the page, follows redirects. */
import type { FastifyInstance, LightMyRequestResponse } from "fastify";

export type Browser = ReturnType<typeof createBrowser>;

export function createBrowser(app: FastifyInstance) {
  const jar = new Map<string, string>();
  const setCookies: string[] = [];
  let page = "";

  async function request(method: "GET" | "POST", url: string, fields?: Record<string, string>, headers = {}) {
    const answer = await app.inject({
      method,
      url,
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "), ...headers },
      ...(fields && {
        payload: new URLSearchParams(fields).toString().replaceAll("%0A", "%0D%0A"),
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
          ...headers,
        },
      }),
    });
    remember(answer);
    return answer;
  }

  function remember(answer: LightMyRequestResponse): void {
    for (const line of [answer.headers["set-cookie"] ?? []].flat()) {
      setCookies.push(line);
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") jar.delete(name);
      else jar.set(name, value);
    }
  }

  async function shown(answer: LightMyRequestResponse): Promise<LightMyRequestResponse> {
    const next = answer.headers.location;
    if (answer.statusCode !== 303 || next === undefined || next.startsWith("https:")) {
      page = answer.body;
      return answer;
    }
    return shown(await request("GET", next.split("#")[0] ?? "/"));
  }

  const input = (name: string): string =>
    decode(new RegExp(`<form id="tulis"[\\s\\S]*?name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? "");

  const browser = {
    jar,
    setCookies,
    page: () => page,
    request,
    open: async (url: string) => shown(await request("GET", url)),
    /** The fields that the chat form on the page would post. */
    form: (rest: Record<string, string> = {}) => ({ kunci: input("kunci"), nomor: input("nomor"), ...rest }),
    post: async (url: string, fields: Record<string, string>, headers = {}) =>
      shown(await request("POST", url, fields, headers)),
    type: (text: string) => browser.post("/chat", browser.form({ teks: text })),
    press: (label: string) => {
      const choice = choices().find((one) => one.label.endsWith(label));
      if (choice === undefined) throw new Error(`no choice "${label}" on the page`);
      return browser.post("/chat", browser.form({ pilihan: choice.token, teks: browser.box() }));
    },
    box: () => decode(/<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(page)?.[1] ?? ""),
    lines: (whose: "ours" | "theirs" | "all" = "all") =>
      [...page.matchAll(/class="line (ours|theirs)">[\s\S]*?<p>([\s\S]*?)<\/p>/g)]
        .filter(([, who]) => whose === "all" || who === whose)
        .map(([, , text]) => decode(text ?? "")),
    choices: () => choices().map(({ label }) => label),
  };

  function choices(): { token: string; label: string }[] {
    return [...page.matchAll(/name="pilihan" value="([^"]*)"[^>]*>([^<]*)</g)].map(([, token, label]) => ({
      token: decode(token ?? ""),
      label: decode(label ?? ""),
    }));
  }
  return browser;
}

const decode = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
