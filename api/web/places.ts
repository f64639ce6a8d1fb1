/** Picking an area: typed with suggestions, understood again on the server, so that it works without JavaScript. */
import type { FastifyInstance } from "fastify";
import { NATION, type AreaCode, type Fault, type Result } from "../kernel.ts";
import type { Area, Gazetteer } from "../area/index.ts";
import {
  describedBy,
  faultOf,
  field,
  html,
  idOf,
  notice,
  raw,
  type Html,
  type Speech,
} from "../page/index.ts";
import { queryOf } from "./form-body.ts";
import type { Pages } from "./pages.ts";

/** "Kota Palembang, Sumatera Selatan (16.71)": readable, and the code makes it exact. */
export const areaText = (gazetteer: Gazetteer, code: AreaCode): string =>
  code === NATION ? gazetteer.describe(NATION) : `${gazetteer.describe(code)} (${code})`;

/** What was typed as an area: the one that was meant, or why none can be told. */
type AreaRead = { area: AreaCode; fault?: undefined } | { area?: undefined; fault: Fault };

/** By code, by its suggestion, or by a name that fits one place only. */
export function readArea(gazetteer: Gazetteer, text: string | undefined): AreaRead {
  const wanted = text?.trim() ?? "";
  if (wanted === "") return { fault: "area_missing" };
  if (wanted.toLowerCase() === gazetteer.describe(NATION).toLowerCase()) return { area: NATION };
  const code = /(?:^|\()(\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?)\)?$/.exec(wanted)?.[1];
  const found =
    code === undefined ? gazetteer.search(wanted, 2) : [gazetteer.find(code as AreaCode)].filter(isThere);
  const exact = found.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const [only, another] = exact.length === 1 ? exact : found;
  if (only === undefined) return { fault: "area_unknown" };
  return another === undefined ? { area: only.code } : { fault: "area_several" };
}

const isThere = (area: Area | undefined): area is Area => area !== undefined;

/** A field that the domain found empty because no area could be told from it says why. */
export function tellingWhy<T>(did: Result<T>, at: string, { fault }: AreaRead): Result<T> {
  if (did.ok || did.faults === undefined || fault === undefined) return did;
  return { ...did, faults: { ...did.faults, [at]: fault } };
}

/** The area a person meant, where exactly one was. */
export const areaFrom = (gazetteer: Gazetteer, text: string): AreaCode | undefined =>
  readArea(gazetteer, text).area;

/**
 * The input with its suggestions (static/wilayah.js); `scope` keeps ids apart where several stand on one page. Without
 * JavaScript it is a plain field beside a link to the search.
 */
export function areaField(
  { say }: Speech,
  shown: {
    scope: string;
    value: string | undefined;
    label?: string;
    hint?: string;
    required?: boolean;
    fault?: string | undefined;
  },
): Html {
  const control = { scope: shown.scope, name: AREA_FIELD, fault: shown.fault, hint: SEARCH };
  const id = idOf(control);
  const list = `${id}-daftar`;
  const label = shown.label ?? say("web.area.label");
  return html`<div class="control"><label for="${id}">${label}</label>
<p class="hint" id="${id}-hint">${shown.hint ?? say("web.area.hint")} <a href="${SEARCH}" target="_blank">${say("web.area.search")}</a></p>
${faultOf(control)}
<div class="suggested"><input id="${id}" name="${AREA_FIELD}" value="${shown.value ?? ""}" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="${list}" autocomplete="off"${describedBy(control)} hx-get="${SEARCH}" hx-trigger="input changed delay:250ms" hx-target="#${list}"${shown.required && raw(" required")}>
<ul id="${list}" role="listbox" aria-label="${label}" hidden></ul></div></div>`;
}

/** The name of every area field, which the search understands too. */
const AREA_FIELD = "wilayah";
const SEARCH = "/wilayah";
const SUGGESTED = 8;
const FOUND = 25;
const SHORTEST = 2;
const LONGEST = 80;
/** Official names are no secret, so nobody has to sign in; but nobody asks faster than people type. */
const PACE = { config: { rateLimit: { max: 240, timeWindow: "1 minute" } } };

/** Suggestions for what was typed so far, or, opened as a page, a plain search that lists full names with codes. */
export function areaRoutes(app: FastifyInstance, parts: { gazetteer: Gazetteer; pages: Pages }): void {
  const { gazetteer, pages } = parts;
  app.get(SEARCH, PACE, async (request, reply) => {
    const typed = (queryOf(request).wilayah ?? "").slice(0, LONGEST);
    const suggests = request.headers["hx-request"] === "true";
    const enough = typed.trim().length >= SHORTEST;
    const found = enough ? gazetteer.search(typed, suggests ? SUGGESTED : FOUND) : [];
    if (suggests) return pages.fragment(reply, html`${found.map((area) => optionFor(gazetteer, area))}`);
    const speech = pages.speech(request);
    const body = searchPage(
      speech,
      typed,
      found.map(({ code }) => areaText(gazetteer, code)),
    );
    return pages.show(request, reply, { title: speech.say("web.area.search"), body, width: "narrow" });
  });
}

const optionFor = (gazetteer: Gazetteer, { code }: Area): Html =>
  html`<li role="option" aria-selected="false" data-value="${areaText(gazetteer, code)}">${gazetteer.describe(code)}</li>`;

function searchPage({ say }: Speech, typed: string, found: readonly string[]): Html {
  const results =
    found.length === 0
      ? notice(say("web.area.nothing"), "warn")
      : html`<ul class="plain-list">${found.map((text) => html`<li>${text}</li>`)}</ul>`;
  return html`<h1>${say("web.area.search")}</h1><p class="lead">${say("web.area.search_hint")}</p>
<form method="get" action="${SEARCH}" role="search">${field({ scope: "cari", name: "wilayah", label: say("web.area.label"), value: typed, maxLength: LONGEST })}
<p><button>${say("web.area.search_submit")}</button></p></form>
${typed.trim() !== "" && html`<div role="status">${results}</div>`}`;
}
