import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Address, Heard, Message } from "../../bots/channel.ts";
import { type CollectingInbox, createCollectingInbox } from "../contracts/collecting-inbox.ts";
import { type Browser, createBrowser } from "./browser.ts";
import { openWebchat } from "./open.ts";

const message = (text: string, rest: Partial<Message> = {}): Message => ({
  text,
  choices: [],
  protect: true,
  ...rest,
});
const yesNo = [
  { token: "child:yes", label: "Ya" },
  { token: "child:no", label: "Tidak" },
];

let opened: Awaited<ReturnType<typeof openWebchat>>;
let inbox: CollectingInbox;
let browser: Browser;

async function begin(rest: Parameters<typeof openWebchat>[1] = {}): Promise<void> {
  inbox = createCollectingInbox();
  opened = await openWebchat(inbox, rest);
  browser = createBrowser(opened.app);
  await browser.open("/chat");
}
beforeEach(() => begin());
afterEach(() => opened.app.close());

const address = (): Address => (inbox.heard[0] as Heard).address;

describe("what a glance over the shoulder or a stolen device shows", () => {
  test("title and icon say nothing, and every page has the way out on it", async () => {
    for (const path of ["/", "/chat", "/privasi", "/chat/selesai"]) {
      await browser.open(path);

      expect(browser.page()).toContain("<title>Obrolan</title>");
      expect(browser.page()).toContain('class="exit" href="/keluar"');
    }
  });

  test("looking leaves no cookie; the first word leaves one that goes with the browser", async () => {
    await browser.open("/");
    await browser.open("/privasi");
    expect(browser.setCookies).toEqual([]);

    await browser.open("/chat");
    await browser.type("halo");

    expect(browser.setCookies).toHaveLength(1);
    expect(browser.setCookies[0]).toMatch(/HttpOnly/);
    expect(browser.setCookies[0]).toMatch(/SameSite=Strict/);
    expect(browser.setCookies[0]).not.toMatch(/Max-Age|Expires/i);
  });

  test("over https the cookie never travels in the open", async () => {
    await opened.app.close();
    await begin({ secure: true });

    await browser.type("halo");

    expect(browser.setCookies[0]).toMatch(/Secure/);
  });

  test("no page is kept, framed or told to another site, and nothing runs that is not a file of ours", async () => {
    for (const path of ["/", "/chat", "/privasi"]) {
      const answer = await browser.open(path);

      expect(answer.headers["cache-control"]).toBe("no-store");
      expect(answer.headers["referrer-policy"]).toBe("no-referrer");
      expect(answer.headers["content-security-policy"]).not.toContain("unsafe");
      expect(answer.body).not.toMatch(/<style|style="|<script>|\son\w+="/);
    }
  });

  test("the quick exit leads somewhere ordinary, and Back finds an empty chat", async () => {
    await browser.type("halo");

    const answer = await browser.open("/keluar");
    await browser.open("/chat");

    expect(answer.headers.location).toMatch(/^https:\/\/www\.google\.com\/search\?q=resep/);
    expect(browser.lines()).toEqual([]);
    expect(opened.visits.rows.size).toBe(0);
  });

  test("ending the visit erases the lines and the cookie, and later answers find it gone", async () => {
    await browser.type("halo");
    const token = browser.form().kunci;

    await browser.post("/chat/akhiri", { kunci: token });

    expect(browser.page()).toContain("Percakapan sudah dihapus dari layar");
    expect(browser.jar.size).toBe(0);
    expect(opened.visits.rows.size).toBe(0);
    expect(await opened.webchat.say(address(), message("Kami membaca."))).toMatchObject({ kind: "gone" });
  });
});

describe("what a thief with the table has", () => {
  test("neither the words nor the address of a chat", async () => {
    await browser.type("kata yang tidak boleh terbaca");

    const table = JSON.stringify(
      [...opened.visits.rows].map(([visit, lines]) => [
        visit,
        lines.map((l) => Buffer.from(l.sealed).toString("latin1")),
      ]),
    );

    expect(table).not.toContain("tidak boleh terbaca");
    expect(table).not.toContain(address());
    expect(address()).not.toContain(browser.jar.get("sesi") as string);
  });

  test("a line moved into another visit is not shown there", async () => {
    await browser.type("milik orang lain");
    const [mine] = [...opened.visits.rows.values()];
    const other = createBrowser(opened.app);
    await other.open("/chat");
    await other.type("halo");
    const [, theirVisit = ""] = [...opened.visits.rows.keys()];

    for (const line of mine ?? []) await opened.visits.append(theirVisit, line.sealed, line.at);
    await other.open("/chat");

    expect(other.lines()).toEqual(["halo"]);
  });
});

describe("words are never lost and never doubled", () => {
  test("sending the same form twice changes nothing", async () => {
    const form = browser.form({ teks: "hanya sekali" });
    await browser.post("/chat", form);

    await browser.post("/chat", { ...form, kunci: browser.form().kunci });

    expect(inbox.heard).toHaveLength(1);
    expect(browser.lines()).toEqual(["hanya sekali"]);
  });

  test("when they cannot be taken in, they stand in the box again, and no log line holds them", async () => {
    inbox.failNext(1);

    const answer = await browser.type('rahasia <b>"besar"</b>');

    expect(answer.statusCode).toBe(503);
    expect(browser.box()).toBe('rahasia <b>"besar"</b>');
    expect(browser.page()).not.toContain("<b>");
    expect(browser.lines()).toEqual([]);
    expect(opened.logged.join("")).not.toContain("rahasia");
  });

  test("a database that is down costs neither the words in the box nor the numbers to call", async () => {
    await browser.type("halo");
    const form = browser.form({ teks: "lanjutan" });
    opened.visits.failing = true;

    const answer = await browser.post("/chat", form);

    expect(answer.statusCode).toBe(503);
    expect(browser.box()).toBe("lanjutan");
    expect(browser.page()).toContain('href="tel:129"');
    opened.visits.failing = false;
  });

  test("a text too long for one go stays in the box", async () => {
    const long = "a".repeat(9_000);

    const answer = await browser.type(long);

    expect(answer.statusCode).toBe(413);
    expect(browser.box()).toBe(long);
    expect(inbox.heard).toEqual([]);
  });

  test("a form that another site sends is refused, with the words kept", async () => {
    await browser.type("halo");

    const answer = await browser.post("/chat", browser.form({ teks: "bukan saya" }), {
      "sec-fetch-site": "cross-site",
    });

    expect(answer.statusCode).toBe(403);
    expect(inbox.heard).toHaveLength(1);
    expect(browser.box()).toBe("bukan saya");
  });

  test("a form without this visit's token is refused, and works when sent once more from the new page", async () => {
    await browser.type("halo");

    const refused = await browser.post("/chat", browser.form({ kunci: "salah", teks: "dari tab lama" }));
    const accepted = await browser.post("/chat", browser.form({ teks: browser.box() }));

    expect(refused.statusCode).toBe(403);
    expect(accepted.statusCode).toBe(200);
    expect(browser.lines()).toEqual(["halo", "dari tab lama"]);
  });
});

describe("the talk", () => {
  test("the button on the first page opens a chat without a word being said", async () => {
    await browser.open("/");
    const nonce = /name="nomor" value="([^"]*)"/.exec(browser.page())?.[1] ?? "";

    await browser.post("/chat", { nomor: nonce, mulai: "ya" });

    expect(inbox.heard.map(({ said }) => said)).toEqual([{ kind: "opened" }]);
    expect(await opened.webchat.say(address(), message("Halo."))).toEqual({ kind: "delivered" });
  });

  test("an answer that comes quickly stands on the page that the post returns", async () => {
    await opened.app.close();
    await begin({ answerWithinMs: 5_000 });
    const typed = browser.type("halo");
    await inbox.hasHeard(1);

    await opened.webchat.say(address(), message("Halo juga."));
    await opened.webchat.say(address(), message("Apakah aman untuk chat sekarang?"));
    await typed;

    expect(browser.lines()).toEqual(["halo", "Halo juga.", "Apakah aman untuk chat sekarang?"]);
  });

  test("without an answer yet, the page says that the words have arrived", async () => {
    await browser.type("halo");

    expect(browser.page()).toContain("Pesan Anda sudah masuk");
  });

  test("a pressed choice stands as the person's words, and is not offered again", async () => {
    await browser.type("halo");
    await opened.webchat.say(address(), message("Apakah ada anak?", { choices: yesNo }));
    await browser.open("/chat");
    expect(browser.choices()).toEqual(["1. Ya", "2. Tidak"]);

    await browser.press("Ya");

    expect(browser.lines()).toEqual(["halo", "Apakah ada anak?", "Ya"]);
    expect(browser.choices()).toEqual([]);
  });

  test("words in the box survive a pressed choice", async () => {
    await browser.type("halo");
    await opened.webchat.say(address(), message("Apakah ada anak?", { choices: yesNo }));
    await browser.open("/chat");

    await browser.post("/chat", browser.form({ pilihan: "child:no", teks: "belum selesai" }));

    expect(inbox.heard.at(-1)?.said).toEqual({ kind: "choice", token: "child:no" });
    expect(browser.box()).toBe("belum selesai");
  });

  test("a place is looked up only when the button is pressed, and the one that is picked is sent", async () => {
    await browser.type("halo");
    const asking = browser.page();
    await opened.webchat.say(address(), message("Di mana?", { askPlace: true }));
    await browser.open("/chat");
    const asked = browser.page();

    await browser.post("/chat", browser.form({ teks: "sukar", cari: "1" }));
    const [found, heard] = [browser.page(), inbox.heard.length];
    const tempat = /name="tempat" value="([^"]+)"/.exec(found)?.[1] ?? "";
    await browser.post("/chat", browser.form({ teks: browser.box(), tempat }));

    expect(asking).not.toContain('name="cari"');
    expect(asked).toContain('name="cari"');
    expect([heard, browser.lines("theirs")]).toEqual([1, ["halo", tempat]]);
    expect(inbox.heard.at(-1)?.said).toEqual({ kind: "text", text: tempat });
    expect(tempat).toContain("Kota Palembang");
  });

  test("a name that is not on the list stays in the box and may be sent as it is", async () => {
    await browser.type("halo");
    await opened.webchat.say(address(), message("Di mana?", { askPlace: true }));

    await browser.post("/chat", browser.form({ teks: "belakang pabrik", cari: "1" }));

    expect(browser.page()).toContain("Nama itu tidak ada di daftar");
    expect(browser.box()).toBe("belakang pabrik");
  });

  test("after erasing, the goodbye still arrives", async () => {
    await browser.type("hapus");

    await opened.webchat.erase?.(address(), []);
    const delivery = await opened.webchat.say(address(), message("Sudah dihapus."));
    await browser.open("/chat");

    expect(delivery.kind).toBe("delivered");
    expect(browser.lines()).toEqual(["Sudah dihapus."]);
  });

  test("an address that never visited is gone", async () => {
    expect(await opened.webchat.say("nobody" as Address, message("Halo."))).toMatchObject({ kind: "gone" });
  });

  test("the script hears of a new line as soon as it is said", async () => {
    await browser.type("halo");
    const waiting = browser.request("GET", "/chat/baru?sesudah=2");

    await opened.webchat.say(address(), message("Kami membaca."));
    const answer = await waiting;

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain("Kami membaca.");
  });

  test("a closing server does not wait for its visitors", async () => {
    await browser.type("halo");
    const waiting = browser.request("GET", "/chat/baru?sesudah=2");
    await browser.open("/chat");

    await opened.app.close();

    expect((await waiting).statusCode).toBe(204);
  });

  test("the script hears that lines were erased, so that they go from the screen too", async () => {
    await browser.type("hapus");
    const waiting = browser.request("GET", "/chat/baru?sesudah=2");

    await opened.webchat.erase?.(address(), []);
    const answer = await waiting;

    expect(answer.statusCode).toBe(200);
    expect(answer.body).not.toContain("hapus</p>");
  });

  test("an ended visit has no news, and the script is told so", async () => {
    await browser.type("halo");
    const waiting = browser.request("GET", "/chat/baru?sesudah=2");

    await browser.post("/chat/akhiri", { kunci: browser.form().kunci });

    expect((await waiting).statusCode).toBe(410);
    expect((await browser.request("GET", "/chat/baru?sesudah=2")).statusCode).toBe(410);
  });
});

describe("the pages around the chat", () => {
  test("numbers to call stand on the first page, and one holds even when the list cannot be read", async () => {
    await browser.open("/");
    expect(browser.page()).toContain('href="tel:129"');

    await opened.app.close();
    await begin({ numbers: async () => Promise.reject(new Error("no list")) });
    await browser.open("/");

    expect(browser.page()).toContain("SAPA 129");
  });

  test("English is one touch away and forgotten with the browser", async () => {
    await browser.open("/privasi?bahasa=en");

    expect(browser.page()).toContain('<html lang="en"');
    expect(browser.setCookies.join()).not.toMatch(/Max-Age|Expires/i);
    await browser.open("/chat");
    await browser.type("hello");
    expect(inbox.heard[0]?.locale).toBe("en");
  });

  test("a demonstration says that it is one", async () => {
    await opened.app.close();
    await begin({ banner: async () => "Ini hanya contoh" });

    await browser.open("/");

    expect(browser.page()).toContain("Ini hanya contoh");
  });

  test("script, style and icon are served as files", async () => {
    for (const file of ["chat.js", "chat.css", "icon.svg"]) {
      expect((await browser.request("GET", `/chat/aset/${file}`)).statusCode).toBe(200);
    }
  });
});
