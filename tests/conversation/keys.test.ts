/** Every text the conversation can ask for exists, and no text waits for a conversation that never asks. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LOCALES } from "../../api/kernel.ts";
import { createTexts } from "../../locales/index.ts";

/** Dispatch says a word of its own to a chat that is slowed. */
const FOLDERS = ["conversation", "dispatch"].map((part) => new URL(`../../bots/${part}/`, import.meta.url));
const sourceIn = (folder: URL): string[] =>
  readdirSync(folder, { recursive: true })
    .filter((name): name is string => typeof name === "string" && name.endsWith(".ts"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"));
const source = FOLDERS.flatMap(sourceIn).join("\n");
const literal = [...source.matchAll(/"((?:bot|word)\.[a-z_.]+)"/gu)].map((match) => match[1] ?? "");
const families = [...source.matchAll(/`(bot\.[a-z_.]+?[._])\$\{/gu)].map((match) => match[1] ?? "");

type Tree = { [key: string]: string | Tree };
const leaves = (tree: Tree, path: string): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [path + key] : leaves(value, `${path}${key}.`),
  );
const written = leaves(
  JSON.parse(readFileSync(new URL("../../locales/id/bot.json", import.meta.url), "utf8")) as Tree,
  "bot.",
);

test.each([...new Set(literal)])("%s exists in every language", (key) => {
  const texts = createTexts();

  for (const locale of LOCALES) expect(texts.has(locale, key)).toBe(true);
});

test("every text of the bot is used", () => {
  const inTexts = /^bot\.(duration|fallback_numbers|summary\.(place_unknown|child|going_on|kind|urgency))/u;

  const unused = written
    .filter((key) => !inTexts.test(key))
    .map((key) => key.replace(/_child$/u, ""))
    .filter((key) => !literal.includes(key) && !families.some((family) => key.startsWith(family)));

  expect(unused).toEqual([]);
});
