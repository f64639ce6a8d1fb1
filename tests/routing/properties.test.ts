import { fc } from "../chance.ts";
import { expect, test } from "vitest";
import {
  AGENCY_KINDS,
  type AgencyId,
  type AreaCode,
  areaAndAbove,
  CATEGORIES,
  CHILD_STATUSES,
  CORPS,
  corpsOf,
  INDICATORS,
  NATION,
} from "../../api/kernel.ts";
import {
  type Body,
  DEFAULT_MANDATES,
  hotlineIsOpen,
  type Mandate,
  type Route,
  route,
  type RoutingQuestion,
} from "../../api/routing/index.ts";

const areas = fc.constantFrom(
  "",
  "16",
  "16.71",
  "16.71.07",
  "16.71.07.1001",
  "16.10",
  "33",
  "33.74",
) as fc.Arbitrary<AreaCode>;

const someBodies: fc.Arbitrary<Body[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...AGENCY_KINDS),
      area: areas,
      open: fc.boolean(),
      phone: fc.constantFrom(undefined, "129"),
    }),
    { maxLength: 25 },
  )
  .map((drawn) => drawn.map((body, index) => ({ ...body, id: `b${index}` as AgencyId, name: `b${index}` })));

const openHotline = fc.tuple(someBodies, fc.nat(25)).map(([bodies, place]) => {
  const coordinator: Body = {
    id: "head" as AgencyId,
    name: "head",
    kind: "coordinator",
    area: NATION,
    open: true,
  };
  return [...bodies.slice(0, place), coordinator, ...bodies.slice(place)];
});

const questions: fc.Arbitrary<RoutingQuestion> = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  child: fc.constantFrom(...CHILD_STATUSES),
  indicators: fc.subarray([...INDICATORS]),
  implicated: fc.subarray([...CORPS], { maxLength: 2 }),
  notReaders: fc.subarray([...CORPS], { maxLength: 2 }),
  area: areas,
});

/** The built-in table, and any table an admin could make of it. */
const tables: fc.Arbitrary<Mandate[]> = fc.oneof(
  fc.constant(DEFAULT_MANDATES),
  fc.array(
    fc.record({
      category: fc.constantFrom(...CATEGORIES),
      child: fc.subarray([...CHILD_STATUSES], { minLength: 1 }),
      area: areas,
      lead: fc.constantFrom(...AGENCY_KINDS, "coordinator" as const),
      leadAgency: fc.constantFrom(undefined, "b0" as AgencyId, "b1" as AgencyId),
      supports: fc.array(
        fc.record({
          kind: fc.constantFrom(...AGENCY_KINDS),
          access: fc.constantFrom("full" as const, "card" as const),
        }),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 12 },
  ),
);

const routed = (
  promise: (path: Route, asked: RoutingQuestion, bodies: Body[], mandates: Mandate[]) => void,
) =>
  fc.assert(
    fc.property(questions, openHotline, tables, (asked, bodies, mandates) => {
      const path = route(asked, { bodies, mandates });

      if (path === undefined) throw new Error("a report went nowhere");
      promise(path, asked, bodies, mandates);
    }),
    { numRuns: 1_000 },
  );

const everyone = (path: Route): AgencyId[] => [
  path.lead,
  ...path.supports.map((support) => support.agency),
  ...path.chain,
  ...path.handOffs,
];

test("every report has a route while a national coordinator is open, and none before", () => {
  fc.assert(
    fc.property(questions, someBodies, tables, (asked, bodies, mandates) => {
      expect(route(asked, { bodies, mandates }) !== undefined).toBe(hotlineIsOpen(bodies));
    }),
  );
});

test("order enforcement stands in no list and is barred for good", () => {
  routed((path, _asked, bodies) => {
    const kinds = everyone(path).map((id) => bodies.find((body) => body.id === id)?.kind);

    expect(kinds).not.toContain("satpol_pp");
    expect(path.barred).toContain("satpol_pp");
  });
});

test("a corps that is implicated or excluded stands in no list, at no level", () => {
  routed((path, asked, bodies) => {
    const barred = [...asked.implicated, ...asked.notReaders];

    for (const id of everyone(path)) {
      const corps = corpsOf(bodies.find((body) => body.id === id)?.kind ?? "coordinator");

      expect(barred).not.toContain(corps);
    }
    expect(path.barred).toEqual(expect.arrayContaining(barred));
  });
});

test("an unknown age is treated as a possible child: child protection reads it wherever one is open", () => {
  routed((path, asked, bodies) => {
    const barred = [...asked.implicated, ...asked.notReaders];
    const reachable = bodies.some(
      (body) =>
        body.kind === "protection_office" && body.open && areaAndAbove(asked.area).includes(body.area),
    );
    fc.pre(reachable && asked.child !== "no");
    fc.pre(!barred.includes("protection_office") && !barred.includes("local_government"));

    const readers = [
      path.lead,
      ...path.supports.filter((support) => support.access === "full").map((support) => support.agency),
    ];

    expect(readers.map((id) => bodies.find((body) => body.id === id)?.kind)).toContain("protection_office");
  });
});

test("lead and chain end with a national coordinator", () => {
  routed((path, _asked, bodies) => {
    const end = bodies.find((body) => body.id === [path.lead, ...path.chain].at(-1));

    expect(end).toMatchObject({ kind: "coordinator", area: NATION });
  });
});

test("nobody is named twice, and only open bodies are sealed to", () => {
  routed((path, _asked, bodies) => {
    const sealed = [path.lead, ...path.supports.map((support) => support.agency), ...path.chain];
    const open = (id: AgencyId) => bodies.find((body) => body.id === id)?.open;

    expect(new Set(everyone(path)).size).toBe(everyone(path).length);
    expect(sealed.every((id) => open(id) === true)).toBe(true);
    expect(path.handOffs.every((id) => open(id) === false)).toBe(true);
  });
});

test("the order in which bodies are listed decides nothing", () => {
  routed((path, asked, bodies, mandates) => {
    expect(route(asked, { bodies: bodies.toReversed(), mandates })).toEqual(path);
  });
});
