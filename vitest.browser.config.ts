import { defineConfig } from "vitest/config";

/** A real Chromium plays the whole story against a real server: needs CHROMIUM or /usr/bin/chromium. */
export default defineConfig({
  test: {
    include: ["tests/browser/**/*.test.ts"],
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
  },
});
