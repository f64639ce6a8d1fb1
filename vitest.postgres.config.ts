import { defineConfig } from "vitest/config";

/** The contract suites and the concurrency tests again, on PostgreSQL: needs TEST_DATABASE_URL. */
export default defineConfig({
  test: {
    include: ["tests/store/**/*.test.ts", "tests/contracts/**/*.test.ts", "tests/postgres/**/*.test.ts"],
    globalSetup: ["tests/servers/database-snapshot.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
  },
});
