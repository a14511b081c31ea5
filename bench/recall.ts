import { readManifest } from "../src/core/models/manifest/read-manifest.ts";
import { shippedModelOf } from "../src/core/models/runtime/shipped-model.ts";
import { startDecodePool } from "../src/core/workers/decode-pool.ts";
import { startInferencePool } from "../src/core/workers/inference-pool.ts";
import { measureRecall } from "../test/helpers/recall.ts";
import type { Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

const photos = 1000;
/** Libraries are never trained on, whatever their seed; this one is not used for anything else either. */
export const heldOutSeed = 1_000_003;

/** What the shipped model finds among photos it has never seen. */
export async function recallRows(kept?: string): Promise<Row[]> {
  const model = shippedModelOf(await readManifest());
  const [decodePool, inferencePool] = [startDecodePool(), startInferencePool(model)];
  const measure = (directory: string) =>
    measureRecall({ directory, photos, seed: heldOutSeed, model, decodePool, inferencePool });
  try {
    const { caption, heldOut } = kept ? await measure(kept) : await withTemporaryDirectory(measure);
    return [
      { name: "recall@1 by the photo's caption", value: caption.at1.toFixed(3), aim: "at least 0.60" },
      { name: "recall@10 by the photo's caption", value: caption.at10.toFixed(3), aim: "at least 0.92" },
      {
        name: "recall@1 in a wording never trained",
        value: heldOut.at1.toFixed(3),
        aim: `at least ${(caption.at1 - 0.1).toFixed(3)}`,
      },
      {
        name: "recall@10 in a wording never trained",
        value: heldOut.at10.toFixed(3),
        aim: `at least ${(caption.at10 - 0.1).toFixed(3)}`,
      },
    ];
  } finally {
    await Promise.all([decodePool.close(), inferencePool.close()]);
  }
}
