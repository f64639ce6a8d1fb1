/**
 * Configuration of Prisma's command line, which writes the client and the migrations and never touches a
 * database in use: `prisma --config prisma/prisma.config.ts …`.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// The CLI wants a native schema engine even for `generate`, and its download fails silently behind a proxy;
// the WASM build of the same engine stands in. Set here because this file is loaded before the CLI looks for it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL("schema-engine.mjs", import.meta.url));

export default defineConfig({
  schema: "schema.prisma",
  migrations: { path: "migrations" },
  // A throw-away database in memory: migrations are replayed in it to compare them with the schema.
  datasource: { url: "pglite:memory://" },
});
