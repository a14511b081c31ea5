import type { InferenceSession, Tensor } from "onnxruntime-node";
import { floatsOf, namesOf, outputsOf, unfit } from "./tensors.ts";

/** Names that published towers give their embedding, best first; a pooled output is one only without a projection. */
const usualNames = [
  "image_embeds",
  "text_embeds",
  "embedding",
  "sentence_embedding",
  "pooler_output",
  "output",
];

/**
 * Which output holds the embedding: the one that the manifest names, or one with a usual name, or the only one of the
 * right width.
 * @throws MODEL_CORRUPT where there is none
 */
export function embeddingOutputOf(
  session: InferenceSession,
  named: string | undefined,
  dimensions: number,
): string {
  const fitting = outputsOf(session).filter(({ shape }) => {
    const width = shape.at(-1);
    return shape.length <= 2 && (typeof width !== "number" || width <= 0 || width === dimensions);
  });
  for (const name of [named, ...usualNames]) {
    if (fitting.some((output) => output.name === name)) return name as string;
  }
  const [first] = fitting;
  if (first) return first.name;
  throw unfit(`gives ${namesOf(outputsOf(session))} and nothing of ${dimensions} dimensions`);
}

/**
 * @returns float32 [batchSize, dimensions], whether the file gives [batchSize, dimensions] or, for one, [dimensions]
 * @throws MODEL_CORRUPT where its size is another
 */
export function embeddingsIn(
  tensor: Tensor | undefined,
  batchSize: number,
  dimensions: number,
): Float32Array {
  const values = floatsOf(tensor);
  if (values.length === batchSize * dimensions) return values;
  throw unfit(`gives ${values.length} numbers for ${batchSize} embeddings of ${dimensions} dimensions`);
}
