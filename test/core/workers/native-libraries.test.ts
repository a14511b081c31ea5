import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { readClipModel } from "../../../src/core/models/clip-model.ts";
import { readManifest } from "../../../src/core/models/manifest.ts";
import { startDecodePool } from "../../../src/core/workers/decode-pool.ts";
import { startInferencePool } from "../../../src/core/workers/inference-pool.ts";

// Node unloads an addon with the last thread that has it, where nothing else in the process holds it.
describe.runIf(process.platform === "linux")("the native library of worker threads", () => {
  it("stays loaded when the last thread that decodes has ended", async () => {
    const pool = startDecodePool({ threads: 1 });
    await pool.metadata({ bytes: new Uint8Array(16), format: "jpeg", sidecars: [] }).catch(() => {});
    await pool.close();
    expect(await loadedLibraries()).toMatch(/sharp-.*\.node/);
  });

  it("stays loaded when the last thread that runs the model has ended", async () => {
    const [entry] = await readManifest();
    if (!entry) throw new Error("models/manifest.json names no model.");
    const pool = startInferencePool(await readClipModel(entry));
    await pool.embedText("a dog");
    await pool.close();
    expect(await loadedLibraries()).toMatch(/onnxruntime_binding\.node/);
  });
});

function loadedLibraries(): Promise<string> {
  return readFile("/proc/self/maps", "utf8");
}
