import { join } from "node:path";
import { InferenceSession } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { readOnnxOutline } from "../../../../src/core/models/installing/import/onnx-outline.ts";
import { onnxTower } from "../../../helpers/onnx-file.ts";
import { textTower, visionTower } from "../../../helpers/own-model.ts";
import { put } from "../../../helpers/pictures.ts";
import { noise } from "../../../helpers/random.ts";
import { temporaryDirectory } from "../../../helpers/temporary.ts";

async function laid(bytes: Uint8Array | string): Promise<string> {
  const path = join(await temporaryDirectory(), "model.onnx");
  await put(path, bytes);
  return path;
}

describe("the outline of an ONNX file", () => {
  it.each([
    ["a vision tower", visionTower({ dimensions: 512 })],
    ["a text tower", textTower({ dimensions: 512 })],
    ["a text tower of one length", textTower({ ids: { name: "text", type: "int32", shape: ["batch", 16] } })],
  ])("of %s is what ONNX Runtime says of it", async (_, bytes) => {
    const path = await laid(bytes);
    const outline = readOnnxOutline(path);
    const session = await InferenceSession.create(path, { logSeverityLevel: 3 });
    const said = (tensors: readonly InferenceSession.ValueMetadata[]) =>
      tensors.map((tensor) => {
        if (!tensor.isTensor) throw new Error(`${tensor.name} is no tensor.`);
        const shape = tensor.shape.map((size) => (typeof size === "number" ? size : null));
        return { name: tensor.name, type: tensor.type, shape };
      });
    expect(outline.inputs).toEqual(said(session.inputMetadata));
    expect(outline.outputs).toEqual(said(session.outputMetadata));
    expect(outline.weightFiles).toEqual([]);
    await session.release();
  });

  it("names the files that hold its weights", async () => {
    const tower = onnxTower({
      input: { name: "pixel_values", shape: [1, 3, 8, 8] },
      output: { name: "image_embeds", shape: [1, 4] },
      weights: new Float32Array(3 * 8 * 8 * 4),
      weightFile: "model.onnx.data",
    });
    expect(readOnnxOutline(await laid(tower)).weightFiles).toEqual(["model.onnx.data"]);
  });

  it("is not to be had of what is no ONNX model, at whatever byte it ends", async () => {
    const whole = visionTower();
    const graphStart = 17;
    const cuts = [1, 9, graphStart + 1, graphStart + 60, whole.length - 300, whole.length - 7];
    const others = [
      "",
      "a text",
      "{}",
      noise("no model", 5000),
      Buffer.alloc(5000),
      Buffer.alloc(5000, 0xff),
    ];
    for (const bytes of [...cuts.map((cut) => whole.subarray(0, cut)), ...others]) {
      const path = await laid(bytes);
      const told = {
        code: "MODEL_CORRUPT",
        message: `The model's file ${path} is no ONNX model, or is cut short.`,
      };
      expect(() => readOnnxOutline(path), `${bytes.length} bytes`).toThrow(expect.objectContaining(told));
    }
    expect(() => readOnnxOutline("/nowhere/model.onnx")).toThrow(
      expect.objectContaining({ code: "MODEL_MISSING" }),
    );
  });
});
