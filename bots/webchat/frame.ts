/** The frame around every public page: a title that says nothing, a way out in sight, and no brand in the tab. */
import { type Html, html, type Piece, raw, type Speech } from "../../api/page/index.ts";

/** Where the browser is sent by the quick exit: something anybody might have been looking at. */
export const NEUTRAL_PAGE = "https://www.google.com/search?q=resep+masakan+sehari-hari";

/** Where this part's own static files are served. */
export const CHAT_ASSETS = "/chat/aset";

export type PublicFrame = {
  speech: Speech;
  /** Text of the demonstration mark, while this installation is one. */
  banner: string | undefined;
  /** Path of this page, so that the change of language returns here. */
  here: string;
  body: Piece;
  /** The chat's own page: kept out of search engines. */
  chat?: boolean;
};

/** A whole document. Everything works without the script; the script adds freshness and a faster exit. */
export function frame({ speech, banner, here, body, chat }: PublicFrame): Html {
  const { say, locale } = speech;
  return html`${raw("<!doctype html>")}
<html lang="${locale}" data-exit="${NEUTRAL_PAGE}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${chat && html`<meta name="robots" content="noindex, nofollow">`}
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${say("public.frame.title")}</title>
<link rel="stylesheet" href="${CHAT_ASSETS}/chat.css">
<link rel="icon" href="${CHAT_ASSETS}/icon.svg" type="image/svg+xml">
<script src="${CHAT_ASSETS}/chat.js" defer></script>
</head>
<body${chat && raw(' class="chat"')}>
<a class="skip" href="#isi">${say("public.frame.skip")}</a>
${banner !== undefined && html`<p class="demonstration" role="note">${banner}</p>`}
<header>
<a class="brand" href="/">${say("public.frame.brand")}</a>
<a class="exit" href="/keluar" rel="noreferrer" title="${say("public.frame.exit_hint")}">${say("public.frame.exit")}</a>
</header>
<main id="isi" tabindex="-1">
${body}
</main>
<footer>
<nav aria-label="${say("public.frame.more")}">
<a href="/privasi">${say("public.frame.privacy")}</a>
<a href="/angka">${say("public.frame.figures")}</a>
<a href="/masuk">${say("public.frame.officers")}</a>
${languages(speech, here)}
</nav>
</footer>
</body>
</html>`;
}

const languages = ({ locale }: Speech, here: string): Html =>
  locale === "id"
    ? html`<a href="${here}?bahasa=en" lang="en" hreflang="en">English</a>`
    : html`<a href="${here}?bahasa=id" lang="id" hreflang="id">Bahasa Indonesia</a>`;

export type NumberToCall = { name: string; number: string; remark: string };

/** Numbers to call, one touch each. When the list cannot be read, the one number that always holds is named. */
export function numbersList({ say }: Speech, numbers: NumberToCall[]): Html {
  if (numbers.length === 0) return html`<p class="numbers-fallback">${say("public.numbers.fallback")}</p>`;
  return html`<ul class="numbers">
${numbers.map(
  ({ name, number, remark }) =>
    html`<li><a href="tel:${dialled(number)}"><strong>${number}</strong> <span>${name}</span></a>${remark !== "" && html`<small>${remark}</small>`}</li>`,
)}
</ul>`;
}

/** "119 ext. 8" is dialled 119, a pause, 8: run together it would be another number. */
function dialled(number: string): string {
  const [line = "", extension] = number.split(/ext\.?|pesawat/iu).map((part) => part.replace(/[^\d+]/g, ""));
  return extension === undefined ? line : `${line},${extension}`;
}
