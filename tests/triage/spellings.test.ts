import { expect, test } from "vitest";
import { read } from "../../api/triage/lexicon.ts";

const plainly = (text: string): string =>
  read(text)
    .tokens.map(({ word }) => word)
    .join(" ");

test.each([
  ["di maluku, bekasi, serang dan tebing tinggi", "di maluku bekasi serang dan tebing tinggi"],
  ["main bola di bangku, kaki sakit", "main bola di bangku kaki sakit"],
  ["private live di tiktok", "private live di tiktok"],
])("names and plain words are not taken for a misspelt word: %s", (written, plain) => {
  expect(plainly(written)).toBe(plain);
});

test.each([
  ["bkn dkt smpn 2, ttg mtk", "bukan dekat smp 2 tentang matematika"],
  ["dpksa plg mlm", "dipaksa pulang malam"],
  ["ambo tinggl di rmh amaknyo", "saya tinggal di rumah ibu"],
])("short forms are read as people mean them: %s", (written, plain) => {
  expect(plainly(written)).toBe(plain);
});
