import type { ModelPixels } from "../imaging/decode.ts";
import type { ModelInputShape } from "../imaging/preprocess.ts";
import { inLanes } from "../in-lanes.ts";
import type { Outcome } from "../stages/queued-stage.ts";
import { type PixelsParts, pixelsOf } from "./pixels-of.ts";

/** Photos that are read at once: one is decoded while the next comes from the disk. Each may hold 100 MB. */
const readAtOnce = 2;

export interface SeenPhoto {
  assetId: number;
  pixels: ModelPixels;
}

/**
 * What of a batch of a stage can be seen now.
 * @param outcomes gets what became of the others
 */
export async function lookAtPhotos(
  parts: PixelsParts,
  assetIds: readonly number[],
  shape: ModelInputShape,
  { outcomes, signal }: { outcomes: Map<number, Outcome>; signal: AbortSignal },
): Promise<SeenPhoto[]> {
  const seen: SeenPhoto[] = [];
  await inLanes(readAtOnce, assetIds, async (assetId) => {
    if (signal.aborted) return;
    const answer = await pixelsOf(parts, assetId, shape);
    // A pool that is closing refuses: that says nothing of the photo.
    if (signal.aborted) return;
    if ("pixels" in answer) seen.push({ assetId, pixels: answer.pixels });
    else outcomes.set(assetId, answer.outcome);
  });
  return seen;
}
