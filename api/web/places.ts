/** Picking an area: typed with suggestions, understood again on the server, so that it works without JavaScript. */
import type { FastifyInstance } from "fastify";
import { NATION, type AreaCode } from "../kernel.ts";
import type { Gazetteer } from "../area/index.ts";
import { html, raw, type Html, type Speech } from "../page/index.ts";
import { queryOf } from "./form-body.ts";
import type { Pages } from "./pages.ts";

/** "Kota Palembang, Sumatera Selatan (16.71)": readable, and the code makes it exact. */
export const areaText = (gazetteer: Gazetteer, code: AreaCode): string =>
  code === NATION ? gazetteer.describe(NATION) : `${gazetteer.describe(code)} (${code})`;

/** The area a person meant: by code, by its suggestion, or by a name that fits one place only. */
export function areaFrom(gazetteer: Gazetteer, text: string): AreaCode | undefined {
  const wanted = text.trim();
  if (wanted === "") return undefined;
  if (wanted.toLowerCase() === gazetteer.describe(NATION).toLowerCase()) return NATION;
  const code = /(?:^|\()(\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?)\)?$/.exec(wanted)?.[1];
  if (code !== undefined) return gazetteer.find(code as AreaCode)?.code;
  const found = gazetteer.search(wanted, 2);
  const exact = found.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (exact.length === 1) return exact[0]?.code;
  return found.length === 1 ? found[0]?.code : undefined;
}

/** The input with its suggestions; `scope` keeps ids apart where several stand on one page. */
export function areaField(
  { say }: Speech,
  shown: { scope: string; value: string; label?: string; required?: boolean },
): Html {
  const list = `${shown.scope}-wilayah-daftar`;
  return html`<div class="control"><label for="${shown.scope}-wilayah">${shown.label ?? say("web.area.label")}</label>
<p class="hint" id="${shown.scope}-wilayah-hint">${say("web.area.hint")}</p>
<input id="${shown.scope}-wilayah" name="wilayah" value="${shown.value}" list="${list}" autocomplete="off" aria-describedby="${shown.scope}-wilayah-hint" hx-get="/admin/wilayah" hx-trigger="input changed delay:250ms" hx-target="#${list}"${shown.required && raw(" required")}>
<datalist id="${list}"></datalist></div>`;
}

/** Suggestions for what was typed so far. */
export function areaRoutes(app: FastifyInstance, parts: { gazetteer: Gazetteer; pages: Pages }): void {
  app.get("/admin/wilayah", async (request, reply) => {
    const typed = (queryOf(request).wilayah ?? "").slice(0, 80);
    const found = typed.trim().length < 2 ? [] : parts.gazetteer.search(typed, 8);
    const options = found.map(
      ({ code }) => html`<option value="${areaText(parts.gazetteer, code)}"></option>`,
    );
    return parts.pages.fragment(reply, html`${options}`);
  });
}
