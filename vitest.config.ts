import { defineConfig } from "vitest/config";
import { testModelsEnvironment } from "./test/helpers/test-models.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/e2e/**", "test/torture/**"],
    // Real decoding and inference share two cores with everything else on small machines.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    unstubEnvs: true,
    setupFiles: ["test/helpers/keep-threads.ts"],
    env: testModelsEnvironment,
  },
});
