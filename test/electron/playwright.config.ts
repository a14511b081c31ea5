import { defineConfig } from "@playwright/test";

/** The built shell, in Electron where its binary is at hand, else under the stand-in. */
export default defineConfig({
  testDir: ".",
  // `*.test.ts` beside them are Vitest's: the tests of the stand-in itself.
  testMatch: "*.spec.ts",
  outputDir: "../../test-results/electron",
  globalSetup: "./support/global-setup.ts",
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 45_000 },
  reporter: [["list"]],
  forbidOnly: true,
});
