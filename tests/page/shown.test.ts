import { expect, test } from "vitest";
import { after, HOUR, instant, MINUTE } from "../../api/kernel.ts";
import {
  choose,
  facts,
  field,
  form,
  layout,
  localeFrom,
  momentText,
  radios,
  render,
  severityBadge,
  speechOf,
  table,
  tick,
  timeLeft,
  words,
} from "../../api/page/index.ts";
import { createTexts } from "../../locales/index.ts";

const speech = speechOf(createTexts(), "id");
const english = speechOf(createTexts(), "en");
const NOON = instant(Date.UTC(2026, 10, 21, 5, 5));

test("a moment names its zone, and each zone shows its own wall time", () => {
  expect(momentText(speech, NOON, "Asia/Jakarta")).toBe("21 November 2026 pukul 12.05 WIB");
  expect(momentText(speech, NOON, "Asia/Makassar")).toBe("21 November 2026 pukul 13.05 WITA");
  expect(momentText(speech, NOON, "Asia/Jayapura")).toBe("21 November 2026 pukul 14.05 WIT");
  expect(momentText(english, NOON, "Asia/Jakarta")).toBe("21 November 2026, 12:05 WIB");
});

test("a clock says how long is left, as a time that machines read too", () => {
  const clock = render(timeLeft(speech, after(NOON, 2 * HOUR + 5 * MINUTE), NOON, "Asia/Jakarta"));

  expect(clock).toContain("2 jam 5 menit lagi");
  expect(clock).toContain('datetime="2026-11-21T07:10:00.000Z"');
});

test("a clock that ran out says by how much", () => {
  const clock = render(timeLeft(speech, after(NOON, -12 * MINUTE), NOON, "Asia/Jakarta"));

  expect(clock).toContain("Lewat 12 menit");
  expect(clock).toContain("clock-over");
});

test("severity is said in words, not by colour alone", () => {
  expect(render(severityBadge(speech, "emergency"))).toContain("Darurat");
});

test("a table repeats the column's name in each cell, and an empty one says so", () => {
  const parts = { caption: "Nomor", columns: [{ name: "Nama" }], empty: "Belum ada nomor." };

  expect(render(table({ ...parts, rows: [["SAPA"]] }))).toContain('<td data-column="Nama">SAPA</td>');
  expect(render(table({ ...parts, rows: [] }))).toBe('<p class="empty">Belum ada nomor.</p>');
});

test("a pair without a value is left out", () => {
  expect(
    render(
      facts([
        ["Hasil", undefined],
        ["Wilayah", "Batang"],
      ]),
    ),
  ).not.toContain("Hasil");
});

test("a text that begins with a line break comes back with it", () => {
  expect(render(words({ name: "teks", label: "Teks", value: "\nbaris" }))).toMatch(
    /<textarea[^>]*>\n\nbaris<\/textarea>/,
  );
});

test("every control is labelled, and typed values are kept escaped", () => {
  const control = render(field({ scope: "a", name: "nama", label: "Nama", value: '"><b>', required: true }));

  expect(control).toContain('<label for="a-nama">Nama</label>');
  expect(control).toContain('id="a-nama"');
  expect(control).toContain('value="&quot;&gt;&lt;b&gt;"');
});

test("a control that is wrong says so beside it, and to whoever does not see it", () => {
  const wrong = { scope: "a", name: "nama", label: "Nama", hint: "Singkat.", fault: "Belum diisi." };
  const controls = [
    field(wrong),
    words(wrong),
    choose({ ...wrong, options: [] }),
    radios({ ...wrong, options: [{ value: "x", label: "X" }] }),
  ].map(render);

  for (const control of controls) {
    expect(control).toContain('<p class="fault" id="a-nama-salah">Belum diisi.</p>');
    expect(control).toContain('aria-describedby="a-nama-hint a-nama-salah" aria-invalid="true"');
    expect(control.match(/ id="a-nama"/g)).toHaveLength(1);
  }
  expect(render(tick(wrong))).toContain('id="a-nama" name="nama" value="1" aria-describedby="a-nama-salah"');
});

test("a control that is right is described by its hint alone", () => {
  const control = render(field({ name: "nama", label: "Nama", hint: "Singkat.", fault: undefined }));

  expect(control).toContain('aria-describedby="nama-hint"');
  expect(control).not.toContain("aria-invalid");
});

test("a form always carries its CSRF field", () => {
  expect(render(form({ action: "/x", csrf: "token", submit: "Kirim" }))).toContain(
    'name="_csrf" value="token"',
  );
});

test("the frame shows the demonstration mark whenever there is one, and loads scripts only for live pages", () => {
  const frame = { speech, title: "Antrean", here: "/petugas", body: "isi" };

  const marked = render(layout({ ...frame, banner: "PERAGAAN" }));
  const plain = render(layout({ ...frame, banner: undefined, live: true }));

  expect(marked).toContain("PERAGAAN");
  expect(marked).not.toContain("<script");
  expect(plain).not.toContain("demonstration");
  expect(plain).toContain('<script src="/aset/htmx/htmx.min.js" defer></script>');
});

test("an unknown language falls back to Indonesian", () => {
  expect([localeFrom("en"), localeFrom("xx"), localeFrom(undefined)]).toEqual(["en", "id", "id"]);
});
