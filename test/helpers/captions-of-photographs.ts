import { identify } from "../../src/core/ingest/identify.ts";
import type { CaptioningModel, Sentence } from "../../src/core/models/captioners/captioner.ts";
import { startCaptioner } from "../../src/core/workers/captioner-process.ts";
import { type DecodePool, startDecodePool } from "../../src/core/workers/decode-pool.ts";

const batchSize = 16;

/** The likeliest sentence on each file, as the app writes it; undefined where nothing is said. */
export async function sentencesOf(
  paths: readonly string[],
  model: CaptioningModel,
): Promise<(Sentence | undefined)[]> {
  const [decodePool, captioner] = [startDecodePool(), startCaptioner(model)];
  try {
    const sentences: (Sentence | undefined)[] = [];
    for (let start = 0; start < paths.length; start += batchSize) {
      const part = paths.slice(start, start + batchSize);
      const pictures = await Promise.all(part.map((path) => pixelsOf(path, model, decodePool)));
      sentences.push(...(await captioner.caption(pictures)).map(([best]) => best));
    }
    return sentences;
  } finally {
    await Promise.all([decodePool.close(), captioner.close()]);
  }
}

/** uint8 [height, width, 3] */
async function pixelsOf(path: string, { entry }: CaptioningModel, decodePool: DecodePool) {
  const file = await identify(path);
  if ("problem" in file) throw new Error(`${path}: ${file.problem.message}`);
  const answer = await decodePool.decode({ bytes: file.bytes, format: file.format, shape: entry.input });
  if ("problem" in answer) throw new Error(`${path}: ${answer.problem.message}`);
  return answer.picture.modelInput;
}
