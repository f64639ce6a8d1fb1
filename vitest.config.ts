import { defineConfig } from "vitest/config";

/** Slow by nature; `npm run test:processes`. */
export const PROCESSES = [
  "tests/chaos/**/*.test.ts",
  "tests/journeys/first-start.test.ts",
  "tests/journeys/crowd-*.test.ts",
  "tests/journeys/story-*.test.ts",
  "tests/privacy/seeded.test.ts",
  "tests/store/durability.test.ts",
  "tests/triage/training.test.ts",
];

/** Fast: embedded database from a snapshot, no browser, no processes; `npm test`. */
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/browser/**", "tests/postgres/**", ...PROCESSES],
    globalSetup: ["tests/servers/database-snapshot.ts"],
    pool: "forks",
    maxWorkers: 2,
    // Ends what hangs. A busy machine stretches a second to ten, and slowness is judged elsewhere.
    testTimeout: 150_000,
    hookTimeout: 240_000,
  },
});
