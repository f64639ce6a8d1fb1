/** The language of one page: texts bound to the reader's locale, and how that locale is remembered. */
import { LOCALES, type Locale } from "../kernel.ts";
import type { Params, Texts } from "../../locales/index.ts";

/** Texts bound to one locale; what every page function receives. */
export type Speech = { locale: Locale; say: (key: string, params?: Params) => string };

export const speechOf = (texts: Texts, locale: Locale): Speech => ({
  locale,
  say: (key, params) => texts.say(locale, key, params),
});

/** Holds the chosen language and nothing else; readable by nobody but this site. */
export const LOCALE_COOKIE = "la_bahasa";

/** The locale a cookie asks for; Indonesian when it asks for none, or for one we do not speak. */
export const localeFrom = (cookie: string | undefined): Locale =>
  LOCALES.find((locale) => locale === cookie) ?? "id";
