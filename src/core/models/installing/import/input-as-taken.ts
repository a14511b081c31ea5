import type { ModelInput } from "../../manifest/schema.ts";
import type { OnnxOutline } from "./onnx-outline.ts";

/** Where a tower takes pictures of one size only, that is the size. [batch, 3, height, width] */
export function inputAsTaken({ inputs }: OnnxOutline, input: ModelInput): ModelInput {
  const [, , fixedHeight, fixedWidth] = inputs.find(({ shape }) => shape.length === 4)?.shape ?? [];
  const [width, height] = [fixedWidth ?? input.width, fixedHeight ?? input.height];
  if (input.resize !== "crop") return { ...input, width, height };
  return { ...input, width, height, shortestEdge: Math.max(input.shortestEdge ?? 0, width, height) };
}
