/**
 * Texts: everything a person reads, by language and key; the only home of i18next.
 * Comes in: a language, a key ("namespace.path.to"), its parameters. Goes out: the sentence.
 * Never knows: who reads it, and on which channel.
 */
import { readdirSync, readFileSync } from "node:fs";
import i18next, { type i18n } from "i18next";
import { LOCALES, type Locale } from "../api/kernel.ts";

/** `context` chooses the variant `<key>_<context>` where there is one (`child`: for a child who writes alone). */
export type Params = Record<string, string | number>;

export interface Texts {
  /**
   * The sentence in that language. Throws on an unknown key and on a missing parameter: both are bugs, and a person
   * in danger must never be shown a key instead of a number to call.
   */
  say(locale: Locale, key: string, params?: Params): string;
  has(locale: Locale, key: string): boolean;
}

type Tree = { [key: string]: string | Tree };

/**
 * Reads every `locales/<language>/<namespace>.json`. Beside plain `{{name}}`, a text may use
 * `{{minutes, duration}}` ("2 jam"), `{{value, word(of: bot.some.words)}}` (the text at `bot.some.words.<value>`) and
 * `{{value, or(key: bot.some.text)}}` (that text when the value is empty).
 */
export function createTexts(): Texts {
  const texts = i18next.createInstance();
  void texts.init({
    initAsync: false,
    resources: Object.fromEntries(LOCALES.map((locale) => [locale, { all: readTree(locale) }])),
    defaultNS: "all",
    ns: ["all"],
    nsSeparator: false,
    fallbackLng: false,
    returnNull: false,
    interpolation: { escapeValue: false },
    missingInterpolationHandler: (text, match) => {
      throw new Error(`parameter missing: ${String(match[0])} in "${text}"`);
    },
  });
  addFormats(texts);
  const has = (locale: Locale, key: string, params: Params = {}) =>
    texts.exists(key, { ...params, lng: locale });
  return {
    has: (locale, key) => has(locale, key),
    say(locale, key, params = {}) {
      if (!has(locale, key, params)) throw new Error(`text missing: ${locale} ${key}`);
      const said: unknown = texts.t(key, { ...params, lng: locale, nest: false, returnObjects: true });
      if (typeof said !== "string") throw new Error(`text missing: ${locale} ${key} is a group of texts`);
      return said;
    },
  };
}

/** The namespaces of one language, each under the name of its file. */
function readTree(locale: Locale): Tree {
  const folder = new URL(`./${locale}/`, import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return Object.fromEntries(
    files.map((name) => [
      name.slice(0, -".json".length),
      JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Tree,
    ]),
  );
}

function addFormats(texts: i18n): void {
  const formats = texts.services.formatter;
  if (formats === undefined) throw new Error("i18next started without its formatter");
  const word = (key: string, lng: string | undefined, params: Params = {}) => {
    if (!texts.exists(key, { ...params, lng })) throw new Error(`text missing: ${lng} ${key}`);
    return texts.t(key, { ...params, lng });
  };
  formats.add("duration", (minutes: number, lng) => {
    const { unit, count } = wholeUnits(minutes);
    return word(`bot.duration.${unit}`, lng, { count });
  });
  formats.add("or", (value: string, lng, options: { key: string }) =>
    value === "" ? word(options.key, lng) : value,
  );
  formats.add("word", (value: string | number, lng, options: { of: string }) =>
    word(`${options.of}.${value}`, lng),
  );
}

/** The largest unit that says it without a fraction hiding lateness: rounded up, never down. */
function wholeUnits(minutes: number): { unit: "minutes" | "hours" | "days"; count: number } {
  if (minutes < 90) return { unit: "minutes", count: Math.ceil(minutes) };
  if (minutes <= 48 * 60) return { unit: "hours", count: Math.ceil(minutes / 60) };
  return { unit: "days", count: Math.ceil(minutes / (24 * 60)) };
}
