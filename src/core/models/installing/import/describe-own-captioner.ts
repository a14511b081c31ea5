import { basename } from "node:path";
import { ShoeboxError } from "../../../errors.ts";
import { type CaptionerEntry, captionerEntrySchema } from "../../manifest/schema.ts";
import { withSafePaths } from "../model-description.ts";
import { readBlipLayout } from "./blip-layout.ts";
import { blipDecoderNames, transformersDecoderNames } from "./holds-captioner.ts";
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
  const name = basename(directory);
  const entry = captionerEntrySchema.safeParse({
    id: "own",
    name,
    revision: "unknown",
    task: "captioning",
    origin: "own",
    verified: false,
    summary: `Brought from the folder ${name}.`,
    languages: [],
    licence: { name: "As its maker says", url: null, isNonCommercial: false },
    quality: null,
    confidence: null,
    ...layout,
  });
  if (entry.success) return withSafePaths(entry.data, directory);
  const message = `What ${directory} says of its model cannot be: ${entry.error.issues[0]?.message}`;
  throw new ShoeboxError("MODEL_CORRUPT", message, { path: directory, cause: entry.error });
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
