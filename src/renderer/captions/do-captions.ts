import type { CaptionAct } from "./caption-actions.ts";
import { rejectCaptions, writeAgain } from "./caption-calls.ts";
import { editCaptionOf } from "./editing.ts";

interface Meant {
  act: CaptionAct;
  /** The one that has its facts shown. */
  assetId: number | undefined;
  /** All that are meant, of this library. */
  assetIds: readonly number[];
  /** Shows the facts, where a caption is written. */
  showDetails(): void;
}

/** Does what was asked for, to one photo or to all that are chosen. */
export function doCaptions({ act, assetId, assetIds, showDetails }: Meant): void {
  if (act === "edit") {
    showDetails();
    editCaptionOf(assetId);
  } else if (act === "reject") void rejectCaptions(assetIds);
  else void writeAgain(assetIds);
}
