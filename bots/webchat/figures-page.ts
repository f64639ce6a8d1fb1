/** Figures for the public: late, in bands, and said so before any number. */
import {
  ELSEWHERE,
  isHidden,
  TOPICS,
  type Figure,
  type Quarter,
  type Topic,
} from "../../api/insight/index.ts";
import type { Publication } from "../../api/insight/ports.ts";
import type { AreaCode, LocalDay } from "../../api/kernel.ts";
import { dayText, type Html, html, type Speech, table } from "../../api/page/index.ts";

export type FiguresShown = {
  /** The newest quarter first; undefined while they cannot be read. */
  publications: readonly Publication[] | undefined;
  /** What comes next, and from which day on. */
  next: { quarter: Quarter; from: LocalDay };
  provinceName: (code: AreaCode) => string;
};

const READING = ["late", "small", "reports", "left_out"] as const;

export function figuresPage(speech: Speech, shown: FiguresShown): Html {
  const { say } = speech;
  const { publications, next } = shown;
  const [latest, ...older] = publications ?? [];
  return html`<h1>${say("public.figures.title")}</h1>
<p class="lead">${say("public.figures.lead")}</p>
${READING.map(
  (part) => html`<section class="card">
<h2>${say(`public.figures.${part}_title`)}</h2>
<p>${say(`public.figures.${part}`)}</p>
</section>`,
)}
${publications === undefined && html`<p class="told alarm" role="alert">${say("public.figures.unread")}</p>`}
${publications?.length === 0 && html`<p>${say("public.figures.none")}</p>`}
${latest && html`<h2>${quarterText(speech, latest.quarter)}</h2>${tablesOf(speech, shown, latest)}`}
${older.map(
  (one) =>
    html`<details><summary>${quarterText(speech, one.quarter)}</summary>${tablesOf(speech, shown, one)}</details>`,
)}
<p class="soft">${say("public.figures.next", { quarter: quarterText(speech, next.quarter), day: dayText(speech, next.from) })}</p>
<h2>${say("public.figures.files_title")}</h2>
<p>${say("public.figures.files")}</p>
<p><a href="/angka.csv" download>CSV</a> · <a href="/angka.json">JSON</a></p>`;
}

/** "April–Juni 2026". */
export function quarterText({ say }: Speech, quarter: Quarter): string {
  const first = (Number(quarter.slice(6)) - 1) * 3 + 1;
  const [from, to] = [say(`web.month.m${first}`), say(`web.month.m${first + 2}`)];
  return `${from}–${to} ${quarter.slice(0, 4)}`;
}

const tablesOf = (speech: Speech, shown: FiguresShown, { figures, publishedOn }: Publication): Html =>
  html`<p class="soft">${speech.say("public.figures.published", { day: dayText(speech, publishedOn) })}</p>
<div class="figures">${TOPICS.map((topic) => tableOf(speech, shown, topic, figures))}</div>`;

function tableOf(
  speech: Speech,
  { provinceName }: FiguresShown,
  topic: Topic,
  figures: readonly Figure[],
): Html {
  const { say } = speech;
  const all = figures.filter((figure) => figure.topic === topic);
  const shown = all.filter((figure) => !isHidden(figure));
  const inProvinces = shown.filter(({ province }) => province !== ELSEWHERE);
  const hidden = all.filter((figure) => isHidden(figure) && figure.province !== ELSEWHERE).length;
  const elsewhere = all.find(({ province }) => province === ELSEWHERE);
  // Added up from what stands above, so that it tells nothing more.
  const least = shown.reduce((sum, figure) => sum + figure.least, 0);
  const others = say(`public.figures.${inProvinces.length === 0 ? "all_each" : "others_each"}`, {
    n: hidden,
  });
  const together = say(`public.figures.${hidden === 0 ? "no_place" : "elsewhere"}`);
  const caption = say(`public.figures.topic.${topic}`);
  if (shown.length === 0)
    return html`<section><h3>${caption}</h3><p>${say("public.figures.all_small")}</p></section>`;
  return table({
    caption,
    short: true,
    columns: [{ name: say("public.figures.province") }, { name: say("public.figures.events"), number: true }],
    rows: [
      ...inProvinces.map((figure) => [provinceName(figure.province as AreaCode), bandText(speech, figure)]),
      ...(hidden === 0 ? [] : [[others, say("public.figures.small_count")]]),
      ...(elsewhere === undefined ? [] : [[together, bandText(speech, elsewhere)]]),
      [html`<strong>${say("public.figures.nation")}</strong>`, say("public.figures.at_least", { n: least })],
    ],
    empty: "",
  });
}

const bandText = ({ say }: Speech, figure: Figure): string =>
  isHidden(figure) ? say("public.figures.small_count") : `${figure.least}–${figure.most}`;
