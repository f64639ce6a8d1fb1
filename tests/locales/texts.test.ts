/** The texts: whole in every language, and never a bare key or a hole where a number to call should be. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  AGENCY_KINDS,
  CATEGORIES,
  CHILD_STATUSES,
  CORPS,
  INDICATORS,
  LOCALES,
  FAULTS,
  REFUSALS,
  SEVERITIES,
} from "../../api/kernel.ts";
import { createTexts } from "../../locales/index.ts";

const texts = createTexts();
const ROOT = new URL("../../locales/", import.meta.url);
type Tree = { [key: string]: string | Tree };

const filesOf = (locale: string) => readdirSync(new URL(`${locale}/`, ROOT)).toSorted();
const read = (locale: string, file: string) =>
  JSON.parse(readFileSync(new URL(`${locale}/${file}`, ROOT), "utf8")) as Tree;
const leaves = (tree: Tree, path = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[path + key, value]] : leaves(value, `${path}${key}.`),
  );
/** A plural form belongs to its language; its key without the form must be in each. */
const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/u, "");
const holes = (text: string) =>
  [...new Set([...text.matchAll(/\{\{\s*([a-zA-Z]+)/gu)].map((match) => match[1] ?? ""))].toSorted();

describe("Texts", () => {
  test("every language has the same files", () => {
    const [first, ...others] = LOCALES.map(filesOf);

    for (const files of others) expect(files).toEqual(first);
  });

  test.each(filesOf("id"))("%s has the same keys and the same parameters in every language", (file) => {
    const [first, ...others] = LOCALES.map(
      (locale) => new Map(leaves(read(locale, file)).map(([key, text]) => [withoutPlural(key), holes(text)])),
    );

    for (const keys of others) expect(Object.fromEntries(keys)).toEqual(Object.fromEntries(first ?? []));
  });

  test("no text is empty", () => {
    const empty = LOCALES.flatMap((locale) =>
      filesOf(locale).flatMap((file) => leaves(read(locale, file)).filter(([, text]) => text.trim() === "")),
    );

    expect(empty).toEqual([]);
  });

  test("no text uses words that hurt, or promises what nobody can keep", () => {
    const wrong =
      /\b(aib|psk|wts|pelacur|pornografi anak|child porn\w*|prostitute)\b|100 ?% ?anonim|100 ?% ?anonymous/iu;

    const found = LOCALES.flatMap((locale) =>
      filesOf(locale).flatMap((file) => leaves(read(locale, file)).filter(([, text]) => wrong.test(text))),
    );

    expect(found).toEqual([]);
  });

  test.each([...REFUSALS])("the refusal %s is said in every language", (refusal) => {
    for (const locale of LOCALES) expect(texts.say(locale, `refusal.${refusal}`).length).toBeGreaterThan(20);
  });

  test("no refusal and no fault of a field is left in the texts that the kernel does not know, and none is missing", () => {
    const said = (file: string) => leaves(read("id", file)).map(([key]) => key);

    expect(said("refusal.json").toSorted()).toEqual([...REFUSALS].toSorted());
    expect(said("fault.json").toSorted()).toEqual([...FAULTS].toSorted());
  });

  test("the field's words are there for every code of the kernel", () => {
    const groups = {
      category: CATEGORIES,
      severity: SEVERITIES,
      child: CHILD_STATUSES,
      indicator: INDICATORS,
      corps: CORPS,
      agency_kind: AGENCY_KINDS,
    };

    const missing = LOCALES.flatMap((locale) =>
      Object.entries(groups).flatMap(([group, codes]) =>
        codes.filter((code) => !texts.has(locale, `word.${group}.${code}`)).map((code) => `${group}.${code}`),
      ),
    );

    expect(missing).toEqual([]);
  });
});

describe("say", () => {
  test("throws on a key that is not there, rather than showing the key to a person", () => {
    expect(() => texts.say("id", "bot.no.such.text")).toThrow("text missing");
  });

  test("throws on a group of texts", () => {
    expect(() => texts.say("id", "bot.greeting")).toThrow("text missing");
  });

  test("throws when a parameter is missing", () => {
    expect(() => texts.say("id", "bot.opened.reply", { agency: "UPTD PPA Contoh" })).toThrow(
      "parameter missing",
    );
  });

  test("shows what a person or officer wrote exactly as written, markup of templates included", () => {
    const text = "{{code}} $t(bot.stale) <b>& \"'";

    const said = texts.say("id", "bot.opened.reply", { agency: "UPTD PPA Contoh", text });

    expect(said).toBe(`UPTD PPA Contoh:\n${text}`);
  });

  test("takes the child's wording where there is one, and the common one where there is none", () => {
    expect(texts.say("id", "bot.ask.where", { context: "child" })).toContain("kamu");
    expect(texts.say("id", "bot.stale", { context: "child" })).toBe(texts.say("id", "bot.stale"));
  });

  test.each([
    [15, "15 menit", "15 minutes"],
    [1, "1 menit", "1 minute"],
    [120, "2 jam", "2 hours"],
    [121, "3 jam", "3 hours"],
    [72 * 60, "3 hari", "3 days"],
  ])("says %i minutes as a person would, never shorter than it is", (minutes, id, en) => {
    const params = { readers: "• UPTD PPA Contoh", minutes };

    expect(texts.say("id", "bot.filed.received", params)).toContain(`dalam ${id}`);
    expect(texts.say("en", "bot.filed.received", params)).toContain(`within ${en} `);
  });

  test("an empty list of numbers still leaves somebody to call", () => {
    expect(texts.say("id", "bot.cry.newcomer", { numbers: "" })).toContain("129");
  });
});
