import { ShoeboxError } from "../../../errors.ts";
import { type CaptionerEntry, captionerEntrySchema } from "../../manifest/schema.ts";
import { readBlipLayout } from "./blip-layout.ts";
import { blipDecoderNames, transformersDecoderNames } from "./holds-captioner.ts";
import { ownEntry } from "./own-entry.ts";
import { assertFolder, firstThere } from "./read-source.ts";
import { readTransformersCaptioner } from "./transformers-captioner.ts";
import { transformersTowers } from "./transformers-layout.ts";

/**
 * What a folder with a captioner holds, as an entry without the hashes that copying it will bring; `id` and `revision`
 * are for the caller to give.
 * @throws DIR_NOT_FOUND, MODEL_MISSING, MODEL_CORRUPT, PERMISSION_DENIED; MODEL_UNSUITABLE for a model of two towers
 */
export async function describeOwnCaptioner(directory: string): Promise<CaptionerEntry> {
  const layout = await readLayout(directory);
  return ownEntry(directory, captionerEntrySchema, { task: "captioning", confidence: null, ...layout });
}

async function readLayout(directory: string) {
  await assertFolder(directory);
  const isThere = async (names: readonly string[]) => (await firstThere(directory, names)) !== undefined;
  if (await isThere(blipDecoderNames)) return readBlipLayout(directory);
  if (await isThere(transformersDecoderNames)) return readTransformersCaptioner(directory);
  if (await isThere(transformersTowers.textModel)) {
    const message = `${directory} holds a model that finds photos, and writes no captions: it is brought in as such.`;
    throw new ShoeboxError("MODEL_UNSUITABLE", message, { path: directory });
  }
  const message =
    `${directory} holds no model that writes captions: there is neither vision_model.onnx with text_decoder.onnx ` +
    "in it, nor onnx/decoder_model_merged.onnx.";
  throw new ShoeboxError("MODEL_MISSING", message, { path: directory });
}
