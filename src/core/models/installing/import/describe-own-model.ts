import { join } from "node:path";
import { ShoeboxError } from "../../../errors.ts";
import { type EmbeddingEntry, embeddingEntrySchema } from "../../manifest/schema.ts";
import { filesWithWeights, tokenizerFiles } from "./files-with-weights.ts";
import { holdsCaptioner } from "./holds-captioner.ts";
import { inputAsTaken } from "./input-as-taken.ts";
import { type OnnxOutline, type OnnxTensor, readOnnxOutline } from "./onnx-outline.ts";
import { openClipTowers, readOpenClipLayout } from "./open-clip-layout.ts";
import { ownEntry } from "./own-entry.ts";
import type { OwnLayout } from "./own-layout.ts";
import { assertFolder, firstThere } from "./read-source.ts";
import { readTransformersLayout, transformersTowers } from "./transformers-layout.ts";

/**
 * What a folder with a model holds, as an entry without the hashes that copying it will bring; `id` and `revision` are
 * for the caller to give.
 * @throws DIR_NOT_FOUND, MODEL_MISSING, MODEL_CORRUPT, PERMISSION_DENIED; MODEL_UNSUITABLE for a captioner
 */
export async function describeOwnModel(directory: string): Promise<EmbeddingEntry> {
  const layout = await readLayout(directory);
  const outlines = {
    visionModel: readOnnxOutline(join(directory, layout.files.visionModel)),
    textModel: readOnnxOutline(join(directory, layout.files.textModel)),
  };
  return ownEntry(directory, embeddingEntrySchema, {
    task: "embedding",
    files: await filesWithWeights(directory, [
      { role: "visionModel", path: layout.files.visionModel, outline: outlines.visionModel },
      { role: "textModel", path: layout.files.textModel, outline: outlines.textModel },
      ...tokenizerFiles(layout.files),
    ]),
    dimensions: dimensionsOf(directory, layout, outlines),
    input: inputAsTaken(outlines.visionModel, layout.input),
    text: { ...layout.text, ...textInputOf(outlines.textModel, layout) },
  });
}

async function readLayout(directory: string): Promise<OwnLayout> {
  await assertFolder(directory);
  if (await holdsCaptioner(directory)) {
    const message = `${directory} holds a model that writes captions, and finds no photos: it is brought in as such.`;
    throw new ShoeboxError("MODEL_UNSUITABLE", message, { path: directory });
  }
  const isThere = async (towers: Record<string, readonly string[]>) =>
    (await firstThere(directory, Object.values(towers).flat())) !== undefined;
  if (await isThere(openClipTowers)) return readOpenClipLayout(directory);
  if (await isThere(transformersTowers)) return readTransformersLayout(directory);
  const message =
    `${directory} holds no model that Shoebox can use: there is neither onnx/vision_model.onnx with ` +
    "onnx/text_model.onnx in it, nor visual/model.onnx with textual/model.onnx.";
  throw new ShoeboxError("MODEL_MISSING", message, { path: directory });
}

/** Exporters name the embedding of a whole picture or text so; what has no other output has it under any name. */
const embeddingNames = [
  "image_embeds",
  "text_embeds",
  "embedding",
  "sentence_embedding",
  "pooler_output",
  "output",
];

/** [batch, dimensions], or [dimensions] of a tower that takes one at a time. */
function embeddingOf({ outputs }: OnnxOutline): OnnxTensor | undefined {
  const flat = outputs.filter(({ shape }) => shape.length === 1 || shape.length === 2);
  const named = embeddingNames.map((name) => flat.find((output) => output.name === name));
  return named.find((output) => output !== undefined) ?? flat[0];
}

function dimensionsOf(
  directory: string,
  layout: OwnLayout,
  outlines: { visionModel: OnnxOutline; textModel: OnnxOutline },
): number {
  const [vision, text] = [outlines.visionModel, outlines.textModel].map(
    (one) => embeddingOf(one)?.shape.at(-1) ?? undefined,
  );
  if (vision !== undefined && text !== undefined && vision !== text) {
    const message = `The towers in ${directory} do not fit together: pictures become ${vision} numbers, texts ${text}.`;
    throw new ShoeboxError("MODEL_CORRUPT", message, { path: directory });
  }
  const dimensions = vision ?? text ?? layout.dimensions;
  if (dimensions !== undefined) return dimensions;
  const message = `Neither the towers nor config.json in ${directory} say how many numbers a picture becomes.`;
  throw new ShoeboxError("MODEL_CORRUPT", message, { path: directory });
}

/** Where a tower takes texts of one length only, that is the length. [batch, tokens] */
function textInputOf({ inputs }: OnnxOutline, { text }: OwnLayout) {
  const ids = inputs.find(({ name }) => name === "input_ids") ?? inputs[0];
  const tokens = ids?.shape[1] ?? undefined;
  return {
    integerType: ids?.type === "int32" ? ("int32" as const) : ("int64" as const),
    contextLength: tokens ?? text.contextLength,
    padding: tokens === undefined ? text.padding : ("max-length" as const),
  };
}
