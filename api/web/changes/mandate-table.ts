/** The table of mandates, shown; used where it is changed and where a change waits for a second admin. */
import type { AgencyId } from "../../kernel.ts";
import type { Gazetteer } from "../../area/index.ts";
import type { Agency } from "../../directory/index.ts";
import type { Mandate } from "../../routing/index.ts";
import { html, table, type Html, type Piece, type Speech } from "../../page/index.ts";

type Names = { gazetteer: Gazetteer; agencies: Agency[] };

export function mandateTable(
  speech: Speech,
  { gazetteer, agencies }: Names,
  mandates: readonly Mandate[],
  shown: { caption: string; act?: (index: number) => Piece },
): Html {
  const { say } = speech;
  const columns = ["category", "child", "area", "lead", "supports"].map((name) => ({
    name: say(`web.mandates.col_${name}`),
  }));
  return table({
    caption: shown.caption,
    columns: shown.act ? [...columns, { name: say("web.mandates.col_act") }] : columns,
    rows: mandates.map((mandate, index) => [
      say(`word.category.${mandate.category}`),
      mandate.child.map((child) => say(`word.child.${child}`)).join(", "),
      gazetteer.describe(mandate.area),
      leadOf(speech, agencies, mandate),
      html`<ul class="plain-list">${mandate.supports.map(
        ({ kind, access }) =>
          html`<li>${say(`word.agency_kind.${kind}`)}<br><small>${say(`word.access.${access}`)}</small></li>`,
      )}</ul>`,
      ...(shown.act ? [shown.act(index)] : []),
    ]),
    empty: say("web.mandates.empty"),
  });
}

const leadOf = ({ say }: Speech, agencies: Agency[], { lead, leadAgency }: Mandate): string =>
  leadAgency === undefined ? say(`word.agency_kind.${lead}`) : nameOf(agencies, leadAgency);

const nameOf = (agencies: Agency[], id: AgencyId): string =>
  agencies.find((agency) => agency.id === id)?.name ?? id;
