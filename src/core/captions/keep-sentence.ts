import type { CaptionSituation } from "../catalog/captions.ts";
import type { Catalog } from "../catalog/index.ts";
import { type CaptioningModel, captionerKeyOf, type Sentence } from "../models/captioners/captioner.ts";
import { sentenceToKeep } from "./next-step.ts";

/**
 * Writes down what a captioner says of a photo. Where it has nothing to say, what another one wrote stays, and it is not
 * asked again. Call it in a transaction, with the situation as it is in there.
 * @param sentences the likeliest first
 */
export function keepSentence(
  { captions }: Catalog,
  situation: CaptionSituation,
  { model, sentences }: { model: CaptioningModel; sentences: readonly Sentence[] },
): Sentence | undefined {
  const { assetId, machine } = situation;
  const { id: modelId, name: modelName, revision } = model.entry;
  const key = captionerKeyOf(model);
  const kept = sentenceToKeep(sentences, situation, model);
  if (!kept && machine?.text != null) captions.setSeen(assetId, key);
  else {
    const { text = null, confidence = null } = kept ?? {};
    const writtenAt = Date.now();
    captions.put(assetId, { text, confidence, modelId, modelName, revision, writtenAt }, key);
  }
  return kept;
}
