import type { ModelEntry, ModelTask } from "../../manifest/schema.ts";
import { describeOwnCaptioner } from "./describe-own-captioner.ts";
import { describeOwnModel } from "./describe-own-model.ts";

/**
 * What a folder with a model of each kind holds, as an entry without the hashes that copying it will bring; `id` and
 * `revision` are for the caller to give.
 * @throws DIR_NOT_FOUND, MODEL_MISSING, MODEL_CORRUPT, PERMISSION_DENIED; MODEL_UNSUITABLE for one of another kind
 */
export const describeOwn: Record<ModelTask, (directory: string) => Promise<ModelEntry>> = {
  embedding: describeOwnModel,
  captioning: describeOwnCaptioner,
};
