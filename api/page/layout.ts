/** The frame around every page: skip link, demonstration mark, navigation, message, footer. */
import { html, raw, type Html, type Piece } from "./html.ts";
import { notice } from "./show.ts";
import type { Speech } from "./speech.ts";

/** Where the framework-free assets are served. */
export const ASSETS = "/aset";

export type NavLink = { href: string; label: string; current: boolean };

export type Frame = {
  speech: Speech;
  title: string;
  /** Text of the demonstration mark, shown on every page while it is set. */
  banner: string | undefined;
  /** Path and query of this page, so that the language switch returns here. */
  here: string;
  nav?: NavLink[];
  /** Who is signed in, and the form that signs out. */
  person?: { name: string; role: string; signOut: Html };
  /** What waits for this person, each with the page where it is done. */
  news?: { href: string; text: string }[];
  /** What the last act did; read out by screen readers. `faults`: wrong fields, each with the address of its control. */
  flash?: { kind: "done" | "refused"; text: string; faults?: { href: string; text: string }[] };
  /** `narrow` for one form or one message, `wide` for lists. */
  width?: "narrow" | "wide";
  /** The page updates itself; loads htmx with its event stream. */
  live?: boolean;
  /** Paths of scripts of our own that this page needs, in their order. */
  scripts?: string[];
  body: Piece;
};

/** htmx must add no style of its own, evaluate nothing and keep no page in the browser's storage. */
const HTMX_CONFIG = JSON.stringify({ includeIndicatorCSS: false, history: false, mode: "same-origin" });

/** A whole document. Works without JavaScript; `live` only adds freshness. */
export function layout(frame: Frame): Html {
  const { say, locale } = frame.speech;
  return html`${raw("<!doctype html>")}
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${frame.flash?.kind === "refused" && `${say("web.shell.refused")}: `}${frame.title} · ${say("web.shell.brand")}</title>
<link rel="stylesheet" href="${ASSETS}/lapor.css">
<link rel="icon" href="${ASSETS}/ikon.svg" type="image/svg+xml">
${frame.live && liveParts()}
${frame.scripts?.map((path) => html`<script src="${path}" defer></script>`)}
</head>
<body>
<a class="skip" href="#isi">${say("web.shell.skip")}</a>
<header class="top">
${frame.banner !== undefined && html`<p class="demonstration" role="note">${frame.banner}</p>`}
<div class="top-line">
<a class="brand" href="/">${mark()}<span>${say("web.shell.brand")}</span></a>
${frame.person && personOf(frame.person)}
</div>
${frame.nav && frame.nav.length > 0 && navigation(frame.nav, say("web.shell.navigation"))}
</header>
<main id="isi" class="${frame.width ?? "wide"}" tabindex="-1">
${(frame.news ?? []).map(({ href, text }) => notice(html`<a href="${href}">${text}</a>`, "warn"))}
${frame.flash && flashOf(frame.flash)}
${frame.body}
</main>
<footer class="bottom">
<p>${say("web.shell.promise")}</p>
${languages(frame)}
</footer>
</body>
</html>`;
}

const liveParts = () => html`<meta name="htmx-config" content="${HTMX_CONFIG}">
<script src="${ASSETS}/htmx/htmx.min.js" defer></script>
<script src="${ASSETS}/htmx/ext/hx-sse.min.js" defer></script>
<script src="${ASSETS}/wilayah.js" defer></script>`;

/** A roof over an open speech bubble: shelter, and being heard. */
const mark = () =>
  raw(
    '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path d="M16 3 3 13v5h3v11h8l5 3v-3h7V18h3v-5z" fill="currentColor"/><path d="M11 17h10M11 22h6" stroke="var(--on-accent)" stroke-width="2.4" stroke-linecap="round"/></svg>',
  );

const personOf = (person: NonNullable<Frame["person"]>) => html`<div class="person">
<span class="person-name">${person.name}</span><span class="person-role">${person.role}</span>
${person.signOut}
</div>`;

const navigation = (links: NavLink[], label: string) => html`<nav aria-label="${label}"><ul>
${links.map(
  (link) =>
    html`<li><a href="${link.href}"${link.current && raw(' aria-current="page"')}>${link.label}</a></li>`,
)}
</ul></nav>`;

/** A refusal takes the focus, so that who does not see the page begins there, without a script too. */
function flashOf({ kind, text, faults = [] }: NonNullable<Frame["flash"]>): Html {
  if (kind === "done") return html`<p class="flash flash-done" role="status">${text}</p>`;
  return html`<div class="flash flash-refused" role="alert" tabindex="-1" autofocus><p>${text}</p>
${faults.length > 0 && html`<ul>${faults.map((fault) => html`<li><a href="${fault.href}">${fault.text}</a></li>`)}</ul>`}</div>`;
}

function languages({ speech, here }: Frame): Html {
  return html`<form class="languages" method="get" action="/bahasa">
<input type="hidden" name="kembali" value="${here}">
<span id="pilih-bahasa">${speech.say("web.shell.language")}</span>
<span role="group" aria-labelledby="pilih-bahasa">
<button name="ke" value="id" lang="id" class="link"${speech.locale === "id" && raw(' aria-current="true"')}>Bahasa Indonesia</button>
<button name="ke" value="en" lang="en" class="link"${speech.locale === "en" && raw(' aria-current="true"')}>English</button>
</span>
</form>`;
}
