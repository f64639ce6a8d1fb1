import { expect, test } from "vitest";
import { smallGazetteer } from "../fakes/small-gazetteer.ts";
import { readable } from "./browser.ts";
import { openWeb } from "./house.ts";

const openSearch = async () => (await openWeb({ gazetteer: smallGazetteer() })).newBrowser();

test("without JavaScript it is a plain search that lists full names with their codes", async () => {
  const browser = await openSearch();

  const found = readable(await browser.get("/wilayah?wilayah=sukar"));
  const nothing = readable(await browser.get("/wilayah?wilayah=qqqq"));

  expect(found).toContain("Sukarami, Kota Palembang, Sumatera Selatan (16.71.07)");
  expect(nothing).toContain("Tidak ada wilayah yang cocok");
});

test("while typing, the same address gives options of a listbox", async () => {
  const browser = await openSearch();

  const { text } = await browser.get("/wilayah?wilayah=plg", { "hx-request": "true" });

  expect(text).toContain('role="option"');
  expect(text).toContain('data-value="Kota Palembang, Sumatera Selatan (16.71)"');
  expect(text).not.toContain("<html");
});

test("what is typed comes back as text, never as markup", async () => {
  const browser = await openSearch();

  const { text } = await browser.get(`/wilayah?wilayah=${encodeURIComponent('"><script>x</script>')}`);

  expect(text).not.toContain("<script>x");
});

test("the field is a combobox that names its list and its hint", async () => {
  const web = await openWeb();
  const admin = await web.atAdmin();

  const { text } = await admin.get("/admin/instansi");

  const input = /<input id="instansi-wilayah"[^>]*>/.exec(text)?.[0] ?? "";
  const list = /aria-controls="([^"]+)"/.exec(input)?.[1] ?? "none";
  const hint = /aria-describedby="([^"]+)"/.exec(input)?.[1] ?? "none";
  expect(input).toContain('role="combobox"');
  expect(text).toContain(`<ul id="${list}" role="listbox"`);
  expect(text).toContain(`id="${hint}"`);
});
