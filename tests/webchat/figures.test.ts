import { afterEach, expect, test } from "vitest";
import { createCollectingInbox } from "../contracts/collecting-inbox.ts";
import { openWebchat } from "./open.ts";
import { PROVINCES, PUBLISHED } from "./published.ts";

const provinceName = (code: string) => PROVINCES[code] ?? code;

let opened: Awaited<ReturnType<typeof openWebchat>>;
afterEach(() => opened.app.close());

async function read(path: string, published: Parameters<typeof openWebchat>[1] = {}) {
  opened = await openWebchat(createCollectingInbox(), {
    published: async () => PUBLISHED,
    provinceName,
    ...published,
  });
  return opened.app.inject(path);
}
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();

test("anybody reads the figures of a quarter, as ranges, with what they do not say", async () => {
  const page = await read("/angka");

  const text = textOf(page.body);
  expect(page.statusCode).toBe(200);
  expect(text).toContain("April–Juni 2026");
  expect(text).toContain("Jambi 10–14");
  expect(text).toContain("1 provinsi lain (angka tiap provinsi) kurang dari 10");
  expect(text).toContain("Seluruh Indonesia sedikitnya 60");
  expect(text).toContain("Kekerasan lain Di setiap provinsi kurang dari 10");
  expect(text).toContain("bukan perubahan kejadian");
  expect(text).toContain("Angka Juli–September 2026 terbit paling cepat 1 Januari 2027");
});

test("the home page leads to the figures", async () => {
  expect((await read("/")).body).toContain('href="/angka"');
});

test("before the first publication the page says so, and when it comes", async () => {
  const page = await read("/angka", { published: async () => [] });

  expect(textOf(page.body)).toContain("Belum ada angka yang terbit.");
  expect(textOf(page.body)).toContain("Angka Oktober–Desember 2026 terbit paling cepat 1 April 2027");
});

test("a database that is away is said, and logged by its code only", async () => {
  const page = await read("/angka", {
    published: () => Promise.reject(new Error("cannot reach 10.0.0.7")),
  });

  expect([page.statusCode, (await opened.app.inject("/angka.csv")).statusCode]).toEqual([503, 503]);
  expect(textOf(page.body)).toContain("sedang tidak bisa ditampilkan");
  expect(opened.logged.join("")).toContain("figures_unread");
  expect(opened.logged.join("") + page.body).not.toContain("10.0.0.7");
});

test("the file for researchers has a line for each quarter, topic and province, with both bounds", async () => {
  const file = await read("/angka.csv", {
    provinceName: (code) => (code === "31" ? 'Jakarta, "DKI"' : code),
  });

  const [header, ...lines] = file.body.split("\r\n");
  expect(file.headers["content-type"]).toBe("text/csv; charset=utf-8");
  expect(header).toBe("quarter,published_on,topic,province_code,province,at_least,at_most");
  expect(lines.slice(0, 4)).toEqual([
    "2026-Q2,2026-10-01,sexual_violence_against_children,15,15,10,14",
    '2026-Q2,2026-10-01,sexual_violence_against_children,31,"Jakarta, ""DKI""",0,9',
    "2026-Q2,2026-10-01,sexual_violence_against_children,33,33,35,39",
    "2026-Q2,2026-10-01,sexual_violence_against_children,,elsewhere,15,19",
  ]);
  expect(lines).toHaveLength(24 + 1);
});

test("the same stands in the other file", async () => {
  const { figures } = (await read("/angka.json")).json<{ figures: Record<string, unknown>[] }>();

  expect(figures).toHaveLength(24);
  expect(figures[0]).toEqual({
    quarter: "2026-Q2",
    published_on: "2026-10-01",
    topic: "sexual_violence_against_children",
    province_code: "15",
    province: "Jambi",
    at_least: 10,
    at_most: 14,
  });
});
