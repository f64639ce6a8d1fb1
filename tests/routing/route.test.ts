import { describe, expect, test } from "vitest";
import { type AgencyId, CATEGORIES, CHILD_STATUSES, NATION, type AreaCode } from "../../api/kernel.ts";
import { DEFAULT_MANDATES, hotlineIsOpen, type Mandate, type Route, route } from "../../api/routing/index.ts";
import { body, everyBody, PALEMBANG, question } from "./bodies.ts";

const mandates = DEFAULT_MANDATES;

function decided(asked: Parameters<typeof route>[0], bodies = everyBody(), table = mandates): Route {
  const path = route(asked, { bodies, mandates: table });
  if (path === undefined) throw new Error("expected a route");
  return path;
}

const readers = (path: Route) =>
  [path.lead, ...path.supports.filter((s) => s.access === "full").map((s) => s.agency)] as string[];

describe("who acts on what", () => {
  test("a child victim's report goes to child protection in the city, and the police read it too", () => {
    const asked = question();

    const path = decided(asked);

    expect(path.lead).toBe("protection_office@16.71");
    expect(path.supports).toEqual([{ agency: "police@16.71", access: "full" }]);
  });

  test("an adult sold by force goes to the police, with child protection and social office reading", () => {
    const asked = question({ category: "sexual_trafficking", child: "possible" });

    const path = decided(asked);

    expect(path.lead).toBe("police@16.71");
    expect(readers(path)).toEqual(["police@16.71", "protection_office@16.71", "social_office@16.71"]);
  });

  test("hidden prostitution meets the social office first; health sees a card and no words", () => {
    const asked = question({ category: "hidden_prostitution", child: "no" });

    const path = decided(asked);

    expect(path.lead).toBe("social_office@16.71");
    expect(path.supports).toEqual([{ agency: "health@16.71", access: "card" }]);
  });

  test("hidden prostitution with people of unknown age is read by child protection as well", () => {
    const asked = question({ category: "hidden_prostitution", child: "possible" });

    const path = decided(asked);

    expect(readers(path)).toEqual(["social_office@16.71", "protection_office@16.71"]);
  });

  test("a sign of a named organiser brings the police in", () => {
    const asked = question({ category: "hidden_prostitution", child: "no", indicators: ["coercion"] });

    const path = decided(asked);

    expect(readers(path)).toEqual(["social_office@16.71", "police@16.71"]);
  });

  test("somebody who wants to leave meets social workers and partners, never the police", () => {
    const asked = question({
      category: "exit_support",
      child: "no",
      indicators: ["self_report", "coercion"],
    });

    const path = decided(asked);

    expect(path.lead).toBe("social_office@16.71");
    expect(path.supports.map((support) => support.agency)).toEqual(["ngo@16.71", "health@16.71"]);
  });

  test("an NGO leads where an agreement says so, and a possible child is still read about by child protection", () => {
    const agreed: Mandate = {
      category: "exit_support",
      child: ["possible"],
      area: PALEMBANG,
      lead: "social_office",
      leadAgency: "ngo@16.71" as AgencyId,
      supports: [],
    };

    const path = decided(question({ category: "exit_support", child: "possible" }), everyBody(), [
      agreed,
      ...mandates,
    ]);

    expect(path.lead).toBe("ngo@16.71");
    expect(readers(path)).toContain("protection_office@16.71");
    expect(path.chain[0]).toBe("social_office@16.71");
  });

  test("what looks like no report still reaches people who know the area", () => {
    const asked = question({ category: "not_a_report", child: "possible" });

    const path = decided(asked);

    expect(path.lead).toBe("protection_office@16.71");
  });
});

describe("from the place upwards", () => {
  test("without an open office in the city, the province leads and the city's desk is phoned", () => {
    const bodies = everyBody().map((b) =>
      b.id === "protection_office@16.71" ? { ...b, open: false, phone: "0711-000" } : b,
    );

    const path = decided(question(), bodies);

    expect(path.lead).toBe("protection_office@16");
    expect(path.handOffs).toEqual(["protection_office@16.71"]);
    expect(path.leftOut).toContainEqual({
      kind: "protection_office",
      agency: "protection_office@16.71",
      reason: "not_open",
    });
  });

  test("the chain climbs the lead's own kind, then provincial child protection, then the coordinator", () => {
    const asked = question({ category: "sexual_trafficking", child: "no" });
    const bodies = everyBody().filter(
      (b) => !["protection_office@16.71", "protection_office@"].includes(b.id),
    );

    const path = decided({ ...asked, notReaders: [] }, bodies);

    expect(path.chain).toEqual([
      "police@16",
      "police@nation",
      "protection_office@nation",
      "coordinator@nation",
    ]);
    expect(readers(path)).toContain("protection_office@16");
  });

  test("a report without a place goes to bodies of the whole country", () => {
    const asked = question({ area: NATION });

    const path = decided(asked);

    expect(path.lead).toBe("protection_office@nation");
  });

  test("with nobody but a coordinator, the coordinator leads and the gap is named", () => {
    const path = decided(question(), [body("coordinator", "")]);

    expect(path.lead).toBe("coordinator@nation");
    expect(path.leftOut).toContainEqual({ kind: "protection_office", reason: "no_such_body" });
  });

  test("a body of another city is never considered", () => {
    const path = decided(question(), [body("protection_office", "16.10"), body("coordinator", "")]);

    expect(path.lead).toBe("coordinator@nation");
  });

  test("the hotline is closed until a national coordinator holds a key", () => {
    const provincial = [body("coordinator", "16"), body("coordinator", "", { open: false })];

    expect(hotlineIsOpen(provincial)).toBe(false);
    expect(route(question(), { bodies: provincial, mandates })).toBeUndefined();
  });

  test("a line for a smaller area replaces the national one", () => {
    const local: Mandate = {
      category: "hidden_prostitution",
      child: ["no"],
      area: PALEMBANG,
      lead: "protection_office",
      supports: [],
    };
    const asked = question({ category: "hidden_prostitution", child: "no" });

    expect(decided(asked, everyBody(), [...mandates, local]).lead).toBe("protection_office@16.71");
    expect(decided({ ...asked, area: "16.10" as AreaCode }, everyBody(), [...mandates, local]).lead).toBe(
      "social_office@16",
    );
  });

  test("an edited table with a hole falls back to the built-in line", () => {
    expect(decided(question(), everyBody(), []).lead).toBe("protection_office@16.71");
  });
});

describe("who must not read it", () => {
  test("with police implicated, no police at any level; the province leads and the coordinator decides", () => {
    const asked = question({ implicated: ["police"] });

    const path = decided(asked);

    expect(path.lead).toBe("protection_office@16");
    expect(path.coordinatorDecides).toBe(true);
    expect(path.barred).toContain("police");
    expect(JSON.stringify([path.lead, path.supports, path.chain, path.handOffs])).not.toContain("police");
    expect(path.leftOut).toContainEqual({ kind: "police", agency: "police@16.71", reason: "implicated" });
  });

  test("with child protection itself implicated, the coordinator leads", () => {
    const path = decided(question({ implicated: ["protection_office"] }));

    expect(path.lead).toBe("coordinator@nation");
    expect(path.chain).toEqual([]);
  });

  test("with a school implicated, the city's office still helps while the province leads", () => {
    const path = decided(question({ implicated: ["school"] }));

    expect(path.lead).toBe("protection_office@16");
    expect(readers(path)).toEqual(["protection_office@16", "protection_office@16.71", "police@16.71"]);
  });

  test("with local government implicated, its own offices below the province read nothing", () => {
    const path = decided(question({ category: "hidden_prostitution", implicated: ["local_government"] }));

    expect(readers(path)).toEqual(["protection_office@16", "police@16.71", "social_office@16"]);
  });

  test("whom the reporter excludes reads nothing, and no phone call goes around that choice", () => {
    const bodies = everyBody().map((b) =>
      b.kind === "police" ? { ...b, open: false, phone: "0711-111" } : b,
    );

    const path = decided(question({ notReaders: ["police"] }), bodies);

    expect(path.handOffs).toEqual([]);
    expect(path.coordinatorDecides).toBe(false);
    expect(path.leftOut).toContainEqual({
      kind: "police",
      agency: "police@16.71",
      reason: "excluded_by_reporter",
    });
  });

  test("with police excluded from a trafficking report, child protection of the province leads", () => {
    const asked = question({ category: "sexual_trafficking", child: "no", notReaders: ["police"] });

    expect(decided(asked).lead).toBe("protection_office@16");
  });

  test("order enforcement is left out by name, even if an edited table adds it", () => {
    const raid: Mandate = {
      category: "hidden_prostitution",
      child: ["no"],
      area: NATION,
      lead: "satpol_pp",
      supports: [{ kind: "satpol_pp", access: "card" }],
    };

    const path = decided(question({ category: "hidden_prostitution", child: "no" }), everyBody(), [raid]);

    expect(path.lead).toBe("protection_office@16");
    expect(path.barred).toContain("satpol_pp");
    expect(path.leftOut).toContainEqual({
      kind: "satpol_pp",
      agency: "satpol_pp@16.71",
      reason: "no_words_at_filing",
    });
  });
});

test("every category and child status has exactly one built-in line, and none names order enforcement", () => {
  for (const category of CATEGORIES) {
    for (const child of CHILD_STATUSES) {
      const lines = mandates.filter((line) => line.category === category && line.child.includes(child));

      expect(lines, `${category} ${child}`).toHaveLength(1);
    }
  }
  expect(JSON.stringify(mandates)).not.toContain("satpol_pp");
});
