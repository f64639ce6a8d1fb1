#!/usr/bin/env node
// Stand-in for Prisma's native schema engine: the WASM build that Prisma publishes, over a database in memory,
// spoken to as the CLI speaks to the native one (JSON-RPC, one message a line). An authoring tool only: it
// refuses to change a database, because the adapter beneath it reports failed statements as done.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const REFUSED = new Set(["applyMigrations", "schemaPush", "reset", "dropDatabase", "markMigrationApplied", "markMigrationRolledBack", "dbExecute"]);
const RENAMED = { migrateDiff: "diff", getDatabaseVersion: "version" };

const args = process.argv.slice(2);
const valuesOf = (flag) => args.flatMap((arg, index) => (arg === flag ? [args[index + 1]] : []));
if (args.includes("--version")) {
  process.stdout.write("schema-engine-cli wasm\n");
  process.exit(0);
}

// The CLI reads 101 as "the engine crashed"; any other code it takes for success without a word.
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  message: "",
  get() {
    return this.message;
  },
  set_message(reason) {
    this.message = `RuntimeError: ${reason}`;
  },
};
process.on("uncaughtException", (error) => {
  const message = `${globalThis.PRISMA_WASM_PANIC_REGISTRY.get()} ${error.stack}`;
  process.stderr.write(`\n${JSON.stringify({ level: "ERROR", fields: { message } })}\n`);
  process.exit(101);
});

const source = JSON.parse(valuesOf("--datasource")[0] ?? "{}");
if (source.url !== undefined && !source.url.startsWith("pglite:memory:")) {
  throw new Error("prisma/schema-engine.mjs works on a database in memory only");
}
if (args.includes("cli")) process.exit(0); // "can you reach the database?" It does not exist until it is asked for.

const { PGlite } = await import("@electric-sql/pglite");
const { PrismaPGlite } = await import("pglite-prisma-adapter");
const { bindMigrationAwareSqlAdapterFactory } = await import("@prisma/driver-adapter-utils");
const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
const require = createRequire(import.meta.url);
const wasmFile = require.resolve("@prisma/schema-engine-wasm").replace(/schema_engine\.js$/, "schema_engine_bg.wasm");
const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile), { "./schema_engine_bg.js": glue });
glue.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

const scratch = await PGlite.create();
const datamodels = valuesOf("--datamodels").map((path) => [path, readFileSync(path, "utf8")]);
const engine = await glue.SchemaEngine.new(
  { datamodels: datamodels.length > 0 ? datamodels : undefined },
  () => {},
  bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(scratch)),
);

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

async function answer(method, params) {
  if (REFUSED.has(method)) throw new Error(`${method} is refused here: migrations are applied by the program at its start`);
  if (method === "createDatabase") return { databaseName: "" };
  /** @type {Promise<unknown>} */
  const answered = engine[RENAMED[method] ?? method](params);
  return (await answered) ?? {};
}

async function handle(line) {
  const { id, method, params } = JSON.parse(line);
  if (method === undefined) return;
  try {
    const result = await answer(method, params);
    if (method === "diff" && result.stdout != null) {
      send({ id: 1_000_000 + id, method: "print", params: { content: result.stdout } });
    }
    send({ id, result });
  } catch (error) {
    const message = String(error.message ?? error);
    send({ id, error: { code: 4466, message, data: { is_panic: false, message, error_code: error.code, meta: null } } });
  }
}

let line = Promise.resolve();
const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
lines.on("line", (text) => {
  line = line.then(() => handle(text));
});
lines.on("close", async () => {
  await line;
  await scratch.close();
  process.exit(0);
});
