import { defineConfig } from "vitest/config";
import { testModelsEnvironment } from "./test/helpers/test-models.ts";

/** The long forms of tests that maltreat the app; hours are theirs. */
export default defineConfig({
  test: {
    include: ["test/torture/**/*.torture.ts"],
    globalSetup: "test/torture/global-setup.ts",
    testTimeout: 7_200_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
    env: testModelsEnvironment,
  },
});
