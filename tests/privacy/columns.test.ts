import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { columnsOfSchema } from "./schema.ts";

const THREAT_MODEL = new URL("../../docs/threat-model.md", import.meta.url);

type Row = { column: string; server: string; rest: string[] };

/** The rows of the threat model's tables whose first cell names a column. */
function rowsOfThreatModel(text = readFileSync(THREAT_MODEL, "utf8")): Row[] {
  return [...text.matchAll(/^\| `(\w+\.\w+)` \|(.*)\|$/gm)].map(([, column = "", cells = ""]) => {
    const [server = "", ...rest] = cells.split("|").map((cell) => cell.trim());
    return { column, server, rest };
  });
}

const documented = () => rowsOfThreatModel().map(({ column }) => column);

test("every column of the schema has exactly one row in the threat model, and no row names another", () => {
  expect(documented().toSorted()).toEqual(
    columnsOfSchema()
      .map(({ column }) => column)
      .toSorted(),
  );
});

test("every row says whether the server can read it, why it is kept, how long, and who erases it", () => {
  for (const { column, server, rest } of rowsOfThreatModel()) {
    expect(["readable", "sealed"], column).toContain(server);
    expect(rest, column).toHaveLength(3);
    for (const cell of rest) expect(cell.length, column).toBeGreaterThan(2);
  }
});

test("what is called sealed is bytes, never text", () => {
  const bytes = columnsOfSchema().flatMap(({ column, type }) => (type === "Bytes" ? [column] : []));

  const sealed = rowsOfThreatModel().filter(({ server }) => server === "sealed");
  expect(bytes).toEqual(expect.arrayContaining(sealed.map(({ column }) => column)));
});

test("a column that nobody wrote down is found", () => {
  const planted = columnsOfSchema(
    'model Person {\n  id String @id\n  motherName String @map("mother_name")\n\n  @@map("person")\n}\n',
  );

  expect(planted.map(({ column }) => column)).toEqual(["person.id", "person.mother_name"]);
  expect(documented()).not.toContain("person.mother_name");
});
