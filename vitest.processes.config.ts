import { defineConfig } from "vitest/config";
import { PROCESSES } from "./vitest.config.ts";

/** Tests that start the real thing as processes of its own, kill it, and look at what is left: minutes, not seconds. */
export default defineConfig({
  test: {
    include: PROCESSES,
    globalSetup: ["tests/servers/database-snapshot.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
  },
});
