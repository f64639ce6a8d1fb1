import type { Message, Update } from "grammy/types";
import { describe, expect, test } from "vitest";
import { instant } from "../../api/kernel.ts";
import { asUpdate, readUpdate } from "../../bots/telegram/hear.ts";

const NOW = instant(1_800_000_000_000);
const DATE = 1_799_999_000;
const SOMEBODY = {
  id: 42,
  is_bot: false,
  first_name: "Namadepan",
  username: "namapengguna",
  language_code: "en",
};
const CHAT = { id: 42, type: "private", first_name: "Namadepan", username: "namapengguna" } as const;

/** An update with a private message; Telegram's types want every variant spelled out, a test does not. */
function update(content: object, field: "message" | "edited_message" = "message"): Update {
  return {
    update_id: 7,
    [field]: { message_id: 3, date: DATE, chat: CHAT, from: SOMEBODY, ...content },
  };
}
const saidIn = (content: object, field?: "message" | "edited_message") =>
  readUpdate(update(content, field), NOW).heard.map(({ said }) => said);

test("a message is heard with the update's id, the chat's address, its own time and its trace", () => {
  const { heard } = readUpdate(update({ text: "halo" }), NOW);

  expect(heard).toEqual([
    {
      channel: "telegram",
      externalId: "7",
      address: "42",
      said: { kind: "text", text: "halo" },
      at: DATE * 1_000,
      trace: "3",
    },
  ]);
});

test("a message dated later than our clock is heard now", () => {
  const { heard } = readUpdate(update({ text: "halo", date: DATE + 999_999 }), NOW);

  expect(heard[0]?.at).toBe(NOW);
});

test("a forwarded, quoting reply keeps its words and loses everybody in it", () => {
  const other = { id: 77, is_bot: false, first_name: "Oranglain" };
  const quoting = {
    text: "saya lihat ini",
    forward_origin: { type: "user", date: DATE, sender_user: other },
    reply_to_message: { message_id: 1, date: DATE, chat: CHAT, text: "kata orang lain" } as Message,
    quote: { text: "kata orang lain", position: 0 },
    entities: [{ type: "text_mention", offset: 0, length: 4, user: other }],
  };

  const { heard } = readUpdate(update(quoting), NOW);

  expect(heard.map(({ said }) => said)).toEqual([{ kind: "text", text: "saya lihat ini" }]);
  expect(JSON.stringify(heard)).not.toMatch(/Namadepan|namapengguna|Oranglain|orang lain|77/);
});

test("an address hidden behind words is kept, since it is part of what was said", () => {
  const text = {
    text: "lihat akun ini",
    entities: [{ type: "text_link", offset: 6, length: 8, url: "https://example.org/a" }],
  };

  expect(saidIn(text)).toEqual([{ kind: "text", text: "lihat akun ini\nhttps://example.org/a" }]);
});

test("the words under a picture are heard, and the picture is refused beside them", () => {
  const { heard } = readUpdate(update({ photo: [{ file_id: "f" }], caption: "ini rumahnya" }), NOW);

  expect(heard.map(({ externalId, said }) => [externalId, said])).toEqual([
    ["7", { kind: "text", text: "ini rumahnya" }],
    ["7.1", { kind: "unreadable", what: "picture" }],
  ]);
  expect(JSON.stringify(heard)).not.toContain("file_id");
});

test("ten pictures of one album are refused under one id, so once", () => {
  const ids = [1, 2, 3].map((id) => {
    const picture = { ...update({ photo: [{ file_id: "f" }], media_group_id: "900" }), update_id: id };
    return readUpdate(picture, NOW).heard[0]?.externalId;
  });

  expect(new Set(ids)).toEqual(new Set(["album.900"]));
});

test.each([
  ["photo", "picture"],
  ["live_photo", "picture"],
  ["video", "video"],
  ["video_note", "video"],
  ["voice", "voice"],
  ["audio", "voice"],
  ["document", "file"],
  ["sticker", "sticker"],
  ["contact", "contact"],
  ["poll", "other"],
  ["a_kind_of_message_not_invented_yet", "other"],
] as const)("a %s is refused as %s", (field, what) => {
  expect(saidIn({ [field]: {} })).toEqual([{ kind: "unreadable", what }]);
});

test("an animation is a video, although it also carries a document", () => {
  expect(saidIn({ animation: {}, document: {} })).toEqual([{ kind: "unreadable", what: "video" }]);
});

test("a location is a place; a named place is heard with its name", () => {
  const location = { latitude: -6.98, longitude: 110.41 };
  const place = { kind: "place", ...location };

  expect(saidIn({ location })).toEqual([place]);
  expect(saidIn({ location, venue: { location, title: "Pasar", address: "Jalan Satu" } })).toEqual([
    place,
    { kind: "text", text: "Pasar, Jalan Satu" },
  ]);
});

test("a live location is heard once, not at every step", () => {
  expect(
    saidIn({ location: { latitude: -6.9, longitude: 110.4, live_period: 900 } }, "edited_message"),
  ).toEqual([]);
});

test("a correction is heard as edited, of a text or of words under a picture", () => {
  const corrected = [{ kind: "text", text: "Jalan Dua", edited: true }];

  expect(saidIn({ text: "Jalan Dua", edit_date: DATE + 5 }, "edited_message")).toEqual(corrected);
  expect(saidIn({ photo: [], caption: "Jalan Dua" }, "edited_message")).toEqual(corrected);
});

test.each([
  ["/start", { kind: "opened" }],
  ["/start@uji_lapor_bot", { kind: "opened" }],
  ["/start kota-7", { kind: "opened", payload: "kota-7" }],
  ["/start tolong saya sekarang", { kind: "text", text: "/start tolong saya sekarang" }],
  ["/hapus", { kind: "text", text: "hapus" }],
  ["/hapus@uji_lapor_bot", { kind: "text", text: "hapus" }],
  ["/ 12", { kind: "text", text: "/ 12" }],
])("%s is heard as %j", (text, said) => {
  expect(saidIn({ text })).toEqual([said]);
});

test("the phone's language is not heard; a deep link that names one is", () => {
  expect(readUpdate(update({ text: "/start" }), NOW).heard[0]).not.toHaveProperty("locale");
  expect(readUpdate(update({ text: "/start en" }), NOW).heard[0]?.locale).toBe("en");
});

test("notices of the chat itself are nothing said", () => {
  expect(saidIn({ pinned_message: {} })).toEqual([]);
  expect(saidIn({ message_auto_delete_timer_changed: {} })).toEqual([]);
});

const press = (rest: object) =>
  ({ update_id: 8, callback_query: { id: "q", from: SOMEBODY, chat_instance: "1", ...rest } }) as Update;

describe("presses", () => {
  test("a press is its token, and owes an answer", () => {
    const reading = readUpdate(
      press({ data: "child-1:yes", message: { message_id: 9, date: 0, chat: CHAT } }),
      NOW,
    );

    expect(reading.heard.map(({ said, at }) => [said, at])).toEqual([
      [{ kind: "choice", token: "child-1:yes" }, NOW],
    ]);
    expect(reading.press).toEqual({ query: "q", message: { chat: 42, id: 9 } });
  });

  test("a press without a token or without a chat still owes an answer", () => {
    for (const rest of [
      { game_short_name: "g", message: { message_id: 9, date: 0, chat: CHAT } },
      { data: "x" },
    ]) {
      const reading = readUpdate(press(rest), NOW);

      expect(reading.heard).toEqual([]);
      expect(reading.press?.query).toBe("q");
    }
  });
});

const membership = (chat: object, status: string) =>
  ({
    update_id: 9,
    my_chat_member: { chat, from: SOMEBODY, date: DATE, old_chat_member: {}, new_chat_member: { status } },
  }) as Update;

describe("coming and going", () => {
  test("who blocks the bot has left; who unblocks it has said nothing yet", () => {
    expect(readUpdate(membership(CHAT, "kicked"), NOW).heard[0]?.said).toEqual({ kind: "left" });
    expect(readUpdate(membership(CHAT, "member"), NOW).heard).toEqual([]);
  });

  test("a group is left when somebody puts the bot into it, and not heard", () => {
    const group = { id: -100, type: "supergroup", title: "Warga" };

    expect(readUpdate(membership(group, "member"), NOW)).toEqual({ heard: [], leave: -100 });
    expect(readUpdate(membership(group, "left"), NOW)).toEqual({ heard: [] });
    expect(saidIn({ text: "halo", chat: group })).toEqual([]);
  });
});

test.each([[undefined], [null], ["text"], [{}], [{ update_id: "7" }], [[]]])("%j is no update", (body) => {
  expect(asUpdate(body)).toBeUndefined();
});
