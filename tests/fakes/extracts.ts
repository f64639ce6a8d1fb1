/** Extracts in a Map, filled by changes of cases as the store does it. */
import type { ExtractId } from "../../api/kernel.ts";
import type { CaseChange, Extracts, PlaceExtract } from "../../api/queue/index.ts";

export type FakeExtracts = Extracts & {
  rows: Map<ExtractId, PlaceExtract>;
  /** False when somebody has opened what was to be taken back: then nothing is written. */
  apply(change: CaseChange): boolean;
};

export function createExtracts(): FakeExtracts {
  const rows = new Map<ExtractId, PlaceExtract>();
  const own = (agency: string, id: ExtractId) => {
    const row = rows.get(id);
    return row?.agency === agency && row.state !== "taken_back" ? row : undefined;
  };
  return {
    rows,
    apply({ extract, takeBack }) {
      if (extract !== undefined) {
        const fresh = {
          openedOn: undefined,
          finishedOn: undefined,
          outcome: undefined,
          handledBy: undefined,
        };
        rows.set(extract.id, { ...extract, ...fresh, state: "waiting" });
      }
      if (takeBack === undefined) return true;
      const row = rows.get(takeBack);
      if (row?.state !== "waiting") return false;
      rows.set(takeBack, { ...row, state: "taken_back", sealed: undefined });
      return true;
    },
    of: async (actor) =>
      actor.kind === "officer"
        ? [...rows.values()]
            .filter(({ id }) => own(actor.agency, id))
            .toSorted((a, b) =>
              a.sentOn === b.sentOn ? (a.id < b.id ? -1 : 1) : a.sentOn < b.sentOn ? 1 : -1,
            )
        : [],
    find: async (actor, id) => (actor.kind === "officer" ? own(actor.agency, id) : undefined),
    states: async (ids) => {
      const found = [...rows.values()].filter(({ id }) => ids.includes(id));
      return new Map(found.map(({ id, state }) => [id, state]));
    },
    open: async ({ agency, officer }, id, day) => {
      const row = own(agency, id);
      if (row?.state === "waiting")
        rows.set(id, { ...row, state: "opened", openedOn: day, handledBy: officer });
      return row !== undefined;
    },
    finish: async ({ agency, officer }, id, day, outcome) => {
      const row = own(agency, id);
      if (row === undefined || row.state === "waiting") return false;
      rows.set(id, { ...row, state: "finished", finishedOn: day, outcome, handledBy: officer });
      return true;
    },
    forget: async (before) => {
      const old = [...rows.values()].filter(({ sentOn }) => sentOn < before);
      for (const { id } of old) rows.delete(id);
      return old.length;
    },
  };
}
