import { readFile } from "node:fs/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { startDecodePool } from "../../../src/core/workers/decode-pool.ts";
import { startInferencePool } from "../../../src/core/workers/inference-pool.ts";
import { endKeptThreads } from "../../../src/core/workers/kept-threads.ts";
import { testModel } from "../../helpers/models.ts";

// Node unloads an addon with the last thread that has it, where nothing else in the process holds it.
describe.runIf(process.platform === "linux")("the native library of worker threads", () => {
  beforeEach(endKeptThreads);

  it("stays loaded when the last thread that decodes has ended", async () => {
    const pool = startDecodePool({ threads: 1 });
    await pool.metadata({ bytes: new Uint8Array(16), format: "jpeg", sidecars: [] }).catch(() => {});
    await pool.close();
    expect(await loadedLibraries()).toMatch(/sharp-.*\.node/);
  });

  it("stays loaded when the last thread that runs the model has ended", async () => {
    const pool = startInferencePool(await testModel());
    await pool.embedText("a dog");
    await pool.close();
    expect(await loadedLibraries()).toMatch(/onnxruntime_binding\.node/);
  });
});

function loadedLibraries(): Promise<string> {
  return readFile("/proc/self/maps", "utf8");
}
