/** Reads prisma/schema.prisma as far as the tests here need it: every column of every table, by its database name. */
import { readFileSync } from "node:fs";

const SCHEMA = new URL("../../prisma/schema.prisma", import.meta.url);

/** Every column, in the order of the schema. */
export function columnsOfSchema(text = readFileSync(SCHEMA, "utf8")): { column: string; type: string }[] {
  const models = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const names = new Set(models.map(([, name]) => name));
  return models.flatMap(([, name, body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name;
    return [...body.matchAll(/^ {2}(\w+)\s+(\w+)(\S*)(.*)$/gm)]
      .filter(([, , type = ""]) => !names.has(type))
      .map(([, field, type = "", , rest = ""]) => ({
        column: `${table}.${/@map\("(\w+)"\)/.exec(rest)?.[1] ?? field}`,
        type,
      }));
  });
}
