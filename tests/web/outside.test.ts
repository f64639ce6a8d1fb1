import { expect, test } from "vitest";
import { openWeb } from "./house.ts";

test("health tells machines whether all is well, and nobody that a message has just come in", async () => {
  const backlog = [
    { name: "inbox", waiting: 1, oldestSeconds: 40 },
    { name: "telegram", waiting: 3, oldestSeconds: 150 },
  ];
  const well = await openWeb({ health: async () => ({ ok: true, database: true, backlog }) });
  const ill = await openWeb({ health: async () => ({ ok: false, database: false, backlog: [] }) });

  const good = await well.app.inject("/health");
  const bad = await ill.app.inject("/health");

  expect(good.statusCode).toBe(200);
  expect(good.json()).toEqual({
    ok: true,
    database: true,
    backlog: [
      { name: "inbox", minutes: 0 },
      { name: "telegram", minutes: 2 },
    ],
    channels: [{ name: "telegram", state: "ready" }],
  });
  expect(bad.statusCode).toBe(503);
});

test("a webhook hands headers and the very bytes to its channel and answers as the channel says", async () => {
  const calls: unknown[] = [];
  const web = await openWeb({
    webhooks: [
      {
        path: "/webhook/telegram",
        receive: async ({ headers, bytes }) => {
          calls.push([headers["x-telegram-bot-api-secret-token"], Buffer.from(bytes).toString()]);
          return 202;
        },
      },
    ],
  });

  const answer = await web.app.inject({
    method: "POST",
    url: "/webhook/telegram",
    headers: { "x-telegram-bot-api-secret-token": "s", "content-type": "application/json" },
    payload: '{ "update_id" :1}',
  });

  expect(answer.statusCode).toBe(202);
  expect(answer.body).toBe("");
  expect(calls).toEqual([["s", '{ "update_id" :1}']]);
});

test("a platform that asks whether the address is ours is answered in plain text, where a channel answers at all", async () => {
  const web = await openWeb({
    webhooks: [
      {
        path: "/webhook/asked",
        receive: async () => 200,
        verify: (query) => ({ status: 200, text: `${query["a.b"]}` }),
      },
      { path: "/webhook/unasked", receive: async () => 200 },
    ],
  });

  const asked = await web.app.inject("/webhook/asked?a.b=%3Cb%3E");
  const unasked = await web.app.inject("/webhook/unasked");

  expect([asked.statusCode, asked.body, asked.headers["content-type"]]).toEqual([
    200,
    "<b>",
    "text/plain; charset=utf-8",
  ]);
  expect(unasked.statusCode).toBe(404);
});

test("a webhook takes the 3 MB that Meta posts after an outage, and no more", async () => {
  const web = await openWeb({ webhooks: [{ path: "/webhook/telegram", receive: async () => 200 }] });
  const post = (size: number) =>
    web.app.inject({ method: "POST", url: "/webhook/telegram", payload: { text: "x".repeat(size) } });

  expect((await post(3_000_000)).statusCode).toBe(200);
  expect((await post(3_200_000)).statusCode).toBe(413);
});

test("style, icon and htmx are served from here", async () => {
  const web = await openWeb();

  for (const path of ["lapor.css", "ikon.svg", "htmx/htmx.min.js", "htmx/ext/hx-sse.min.js"]) {
    expect([path, (await web.app.inject(`/aset/${path}`)).statusCode]).toEqual([path, 200]);
  }
  expect((await web.app.inject("/aset/../app.ts")).statusCode).toBe(404);
});

test("an open queue hears within moments which case changed, by its id alone", async () => {
  const web = await openWeb({ lookEvery: 10, publicUrl: "http://127.0.0.1" });
  const browser = await web.atWork();
  const address = await web.web.listen("127.0.0.1", 0);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const stream = await fetch(`${address}/petugas/kabar`, { headers: { cookie, "hx-request": "true" } });
  const readUntil = readerOf(stream);

  const id = await web.file();
  const heard = await readUntil(id);

  expect(stream.headers.get("content-type")).toContain("text/event-stream");
  expect(heard).toContain(`event: antrean\ndata: ${id}\n\n`);
  await web.web.close();
  expect(await readUntil("no such words")).not.toContain("event:");
});

/** Reads on until the words came, or the stream ended; gives what was read by this call. */
function readerOf(stream: Response): (words: string) => Promise<string> {
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  return async (words) => {
    let read = "";
    for (let piece; !read.includes(words) && piece?.done !== true; read += piece?.value ?? "")
      piece = await reader?.read();
    return read;
  };
}

test("whoever begins to listen is told to look at once: a case may have changed since the page was drawn", async () => {
  const web = await openWeb({ publicUrl: "http://127.0.0.1" });
  const browser = await web.atWork();
  const address = await web.web.listen("127.0.0.1", 0);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");

  const stream = await fetch(`${address}/petugas/kabar`, { headers: { cookie } });
  const first = await readerOf(stream)("\n\n");

  expect(first).toBe("event: antrean\ndata: \n\n");
  await web.web.close();
});

test("the stream of a signed-out officer ends by itself", async () => {
  const web = await openWeb({ lookEvery: 10, publicUrl: "http://127.0.0.1" });
  const browser = await web.atWork();
  const address = await web.web.listen("127.0.0.1", 0);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const stream = await fetch(`${address}/petugas/kabar`, { headers: { cookie } });

  web.sessions.rows.clear();
  await web.file();
  const all = await stream.text();

  expect(all.match(/^event:.*\ndata: .*$/gm)).toEqual(["event: antrean\ndata: "]);
  await web.web.close();
});

test("a page that updates itself after the session ended is told to reload, not given a sign-in form", async () => {
  const web = await openWeb();

  const answer = await web.app.inject({ url: "/petugas/antrean", headers: { "hx-request": "true" } });

  expect(answer.statusCode).toBe(401);
  expect(answer.headers["hx-refresh"]).toBe("true");
  expect(answer.body).toBe("");
});
