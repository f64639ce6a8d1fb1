/** Showing things the same way everywhere: times with their zone, clocks, badges, tables, lists. */
import { HOUR, MINUTE, localTime, type Instant, type Severity, type Zone } from "../kernel.ts";
import { html, raw, type Html, type Piece } from "./html.ts";
import type { Speech } from "./speech.ts";

const ZONE_SHORT: Record<Zone, string> = {
  "Asia/Jakarta": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Jayapura": "WIT",
};

/** "21 November 2026 pukul 14.05 WIB" as text; in English "21 November 2026, 14:05 WIB". */
export function momentText(speech: Speech, at: Instant, zone: Zone): string {
  const [day = "", time = ""] = localTime(at, zone).split("T");
  const clock = speech.locale === "id" ? time.replace(":", ".") : time;
  return speech.say("web.time.moment", { day: dayText(speech, day), clock, zone: ZONE_SHORT[zone] });
}

/** "21 November 2026" from `YYYY-MM-DD`. */
export function dayText(speech: Speech, day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${Number(date)} ${speech.say(`web.month.m${Number(month)}`)} ${year}`;
}

/** A moment as a `<time>` element. */
export const moment = (speech: Speech, at: Instant, zone: Zone): Html =>
  html`<time datetime="${new Date(at).toISOString()}">${momentText(speech, at, zone)}</time>`;

/** "2 jam 5 menit" for a length in milliseconds; minutes are whole, days appear from 48 hours on. */
export function lengthText(speech: Speech, ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE);
  if (minutes < 60) return speech.say("web.time.minutes", { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return speech.say("web.time.days", { n: Math.floor(hours / 24), hours: hours % 24 });
  return speech.say("web.time.hours", { n: hours, minutes: minutes % 60 });
}

/** Time left on a clock, or by how much it is overdue; colour and words say the same. */
export function timeLeft(speech: Speech, dueAt: Instant, now: Instant, zone: Zone): Html {
  const left = dueAt - now;
  const tone = left <= 0 ? "over" : left <= 15 * MINUTE ? "close" : left <= 4 * HOUR ? "soon" : "calm";
  const key = left <= 0 ? "web.time.overdue" : "web.time.left";
  return html`<time class="clock clock-${tone}" datetime="${new Date(dueAt).toISOString()}"><strong>${speech.say(key, { length: lengthText(speech, left) })}</strong> <span>${speech.say("web.time.until", { moment: momentText(speech, dueAt, zone) })}</span></time>`;
}

/** Severity in colour and in words. */
export const severityBadge = (speech: Speech, severity: Severity): Html =>
  html`<span class="badge severity-${severity}">${speech.say(`word.severity.${severity}`)}</span>`;

export const badge = (text: string, tone: "plain" | "good" | "warn" | "bad" = "plain"): Html =>
  html`<span class="badge tone-${tone}">${text}</span>`;

/**
 * A table that becomes a list of labelled lines on a phone: each cell repeats its column's name for that.
 * Empty tables say so in words.
 */
export function table(parts: {
  caption: string;
  columns: { name: string; number?: boolean }[];
  rows: Piece[][];
  empty: string;
  hideCaption?: boolean;
  /** Few short columns, which fit a phone as they are. */
  short?: boolean;
}): Html {
  if (parts.rows.length === 0) return html`<p class="empty">${parts.empty}</p>`;
  return html`<table class="${parts.short ? "short" : "collapsing"}"><caption${parts.hideCaption && raw(' class="unseen"')}>${parts.caption}</caption>
<thead><tr>${parts.columns.map((column) => html`<th scope="col"${column.number && raw(' class="number"')}>${column.name}</th>`)}</tr></thead>
<tbody>${parts.rows.map(
    (row) =>
      html`<tr>${row.map((cell, index) => {
        const column = parts.columns[index];
        return html`<td data-column="${column?.name ?? ""}"${column?.number && raw(' class="number"')}>${cell}</td>`;
      })}</tr>`,
  )}</tbody></table>`;
}

/** Names and their values, one pair a line. Pairs without a value are left out. */
export const facts = (pairs: [name: string, value: Piece][]): Html =>
  html`<dl class="facts">${pairs
    .filter(([, value]) => value !== undefined && value !== "" && value !== false)
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

/** A part of a page with its heading. */
export const section = (parts: {
  title: string;
  id?: string;
  intro?: string;
  body: Piece;
  tone?: string;
}): Html =>
  html`<section class="panel ${parts.tone ?? ""}"${parts.id !== undefined && html` id="${parts.id}" aria-labelledby="${parts.id}-judul"`}>
<h2${parts.id !== undefined && html` id="${parts.id}-judul"`}>${parts.title}</h2>
${parts.intro !== undefined && html`<p class="intro">${parts.intro}</p>`}
${parts.body}</section>`;

/** Something to know before going on. */
export const notice = (text: Piece, tone: "plain" | "warn" | "bad" | "good" = "plain"): Html =>
  html`<div class="notice tone-${tone}">${text}</div>`;

/** Words of a person, with their line breaks. `ours`: written by an officer, not by the reporter. */
export const quoted = (text: Piece, ours = false): Html =>
  html`<blockquote class="words${ours && " ours"}">${text}</blockquote>`;
