import type { CaptionChange, CaptioningMode, CaptionNow, CaptionsStatus } from "../../contract/captions.ts";
import { ShoeboxError } from "../errors.ts";

/** Sentences on what can be seen in photos: what a person does with them, and who writes them. */
export class CaptionsService {
  status(): CaptionsStatus {
    const none = { captioner: null, trouble: null, stage: null, photos: 0, written: 0, own: 0, rejected: 0 };
    return { mode: "all", ...none };
  }

  setMode(_mode: CaptioningMode): CaptionsStatus {
    return notYet();
  }

  texts(_assetIds: readonly number[]): { assetId: number; text: string }[] {
    return [];
  }

  async writeNow(_what: { assetId: number } | { path: string }): Promise<CaptionNow> {
    return notYet();
  }

  edit(_assetId: number, _text: string): CaptionChange {
    return notYet();
  }

  async reject(_photos: unknown): Promise<CaptionChange> {
    return notYet();
  }

  async writeAgain(_photos: unknown): Promise<CaptionChange> {
    return notYet();
  }

  clear(): { photosChanged: number } {
    return notYet();
  }

  async export(_wanted: unknown): Promise<{ path: string; photos: number; bytes: number }> {
    return notYet();
  }
}

function notYet(): never {
  throw new ShoeboxError("MODEL_MISSING", "There is no captioner.");
}
