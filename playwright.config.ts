import { defineConfig } from "@playwright/test";
import { systemChromium } from "./test/e2e/support/system-chromium.ts";

/** The built app in a real browser, on a real library, through `shoebox serve`. */
export default defineConfig({
  testDir: "test/e2e",
  testMatch: "*.spec.ts",
  outputDir: "test-results/e2e",
  globalSetup: "./test/e2e/support/global-setup.ts",
  // Side by side, file by file: a page waits for its server more than both of them work.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Generous: a machine that others use too may be several times slower for a while, and nothing here is a measurement.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "UTC",
    contextOptions: { reducedMotion: "reduce" },
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: systemChromium,
  },
});
