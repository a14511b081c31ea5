import { defineConfig } from "vitest/config";

/** The long forms of the suites, `npm run test:torture`: hours, where `npm test` takes minutes. */
export default defineConfig({
  test: {
    include: ["test/torture/**/*.torture.ts"],
    testTimeout: 7_200_000,
    hookTimeout: 600_000,
    maxWorkers: 1,
  },
});
