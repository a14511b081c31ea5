import { resolve } from "node:path";
import type { CaptionNow } from "../../contract/captions.ts";
import type { CaptionSituation } from "../catalog/captions.ts";
import { ShoeboxError } from "../errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { type CaptioningModel, captionerKeyOf } from "../models/captioners/captioner.ts";
import { formatOf, readPicture, unreadable } from "../photos/picture-file.ts";
import { type PixelsParts, pixelsOf } from "../switching/pixels-of.ts";
import type { CaptionerAtWork } from "./captioner-at-work.ts";
import { keepSentence } from "./keep-sentence.ts";
import { sentenceToKeep } from "./next-step.ts";

export interface CaptionNowParts extends PixelsParts {
  captioner: CaptionerAtWork;
  /** @throws MODEL_MISSING, MODEL_CORRUPT */
  model: () => CaptioningModel;
  /** A caption was kept. */
  onWritten: () => void;
}

/**
 * A caption of a photo, or of any picture by its path, written at once where there is none that holds. What is written of
 * a photo is kept, where anything can be.
 * @throws MODEL_MISSING, MODEL_CORRUPT, ASSET_NOT_FOUND, and what is wrong with the file
 */
export async function captionNow(
  parts: CaptionNowParts,
  wanted: { assetId: number } | { path: string },
): Promise<CaptionNow> {
  if ("assetId" in wanted) {
    const path = parts.catalog.photos.filesOf(wanted.assetId)[0]?.path;
    return captionPhoto(parts, wanted.assetId, pathForDisplay(path ?? ""));
  }
  const path = resolve(wanted.path);
  const bytes = await readPicture(path);
  const assetId = parts.catalog.assets.idOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  if (assetId !== undefined && parts.catalog.assets.isPresent(assetId))
    return captionPhoto(parts, assetId, pathForDisplay(path));
  return captionPicture(parts, bytes, pathForDisplay(path));
}

async function captionPhoto(parts: CaptionNowParts, assetId: number, path: string): Promise<CaptionNow> {
  const { catalog } = parts;
  const situation = catalog.photos.get(assetId) && situationOf(parts, assetId);
  if (!situation) throw new ShoeboxError("ASSET_NOT_FOUND", `There is no photo ${assetId} in the library.`);
  const { ownText } = situation;
  const ofPhoto = { path, assetId };
  if (ownText !== null) return { ...ofPhoto, caption: ownText, confidence: null, model: null, isOwn: true };
  const model = parts.model();
  const known = { ...ofPhoto, model: model.entry.id, isOwn: false };
  if (holds(situation, model)) {
    const { text = null, confidence = null } = situation.machine ?? {};
    return { ...known, caption: text, confidence };
  }
  const pixels = await pixelsOf(parts, assetId, model.entry.input);
  if ("outcome" in pixels) throw troubleWith(pixels.outcome, path);
  const sentences = await say(parts, model, pixels.pixels.modelInput);
  if (catalog.keeping.hindrance)
    return { ...known, ...answerOf(sentenceToKeep(sentences, situation, model)) };
  const kept = catalog.transaction(() => {
    const now = situationOf(parts, assetId);
    return now && now.ownText === null ? keepSentence(catalog, now, { model, sentences }) : undefined;
  });
  parts.onWritten();
  return { ...known, ...answerOf(kept) };
}

async function captionPicture(
  parts: CaptionNowParts,
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<CaptionNow> {
  const model = parts.model();
  const format = formatOf({ bytes, name });
  const answer = await parts.decodePool.pixels({ bytes, format, shape: model.entry.input });
  if ("problem" in answer) throw unreadable(answer.problem, { name, format });
  const sentences = await say(parts, model, answer.pixels.modelInput);
  const said = answerOf(sentenceToKeep(sentences, { rejected: [], avoided: [] }, model));
  return { path: name, assetId: null, ...said, model: model.entry.id, isOwn: false };
}

function situationOf({ catalog }: CaptionNowParts, assetId: number): CaptionSituation | undefined {
  return catalog.captions.situations([assetId])[0];
}

/** This captioner looked, and neither is its sentence rejected nor another one asked for. */
function holds({ seenBy, machine, rejected, avoided }: CaptionSituation, model: CaptioningModel): boolean {
  const text = machine?.text;
  return seenBy === captionerKeyOf(model) && !(text != null && [...rejected, ...avoided].includes(text));
}

async function say({ captioner }: CaptionNowParts, model: CaptioningModel, pixels: Uint8Array) {
  const [sentences = []] = await captioner.using(model, (pool) => pool.caption([pixels]));
  return sentences;
}

function answerOf(sentence: { text: string; confidence: number | null } | undefined) {
  return { caption: sentence?.text ?? null, confidence: sentence?.confidence ?? null };
}

function troubleWith(
  outcome: Exclude<Awaited<ReturnType<typeof pixelsOf>>, { pixels: unknown }>["outcome"],
  path: string,
) {
  if (!("problem" in outcome)) return new ShoeboxError("ASSET_NOT_FOUND", `${path} is gone.`, { path });
  return new ShoeboxError(outcome.problem.code, outcome.problem.message, { path });
}
