import { formatOf, type NamedPicture, unreadable } from "../../photos/picture-file.ts";
import type { OpenModel } from "../../switching/open-model.ts";
import type { DecodePool } from "../../workers/decode-pool.ts";
import { embedPictures } from "../../workers/embed-pictures.ts";

/**
 * @returns float32 [dimensions]
 * @throws UNSUPPORTED_FORMAT and the codes of decoding
 */
export async function embedPicture(
  { model, inferencePool }: OpenModel,
  decodePool: DecodePool,
  { bytes, name }: NamedPicture,
): Promise<Float32Array> {
  const format = formatOf({ bytes, name });
  const answer = await decodePool.decode({ bytes, format, shape: model.input });
  if ("problem" in answer) throw unreadable(answer.problem, { name, format });
  return embedPictures([answer.picture], inferencePool);
}
