import { stat } from "node:fs/promises";
import { basename, join, posix } from "node:path";
import { ShoeboxError } from "../../../errors.ts";
import {
  type EmbeddingEntry,
  embeddingEntrySchema,
  type ModelFile,
  type ModelInput,
} from "../../manifest/schema.ts";
import { withSafePaths } from "../model-description.ts";
import { type OnnxOutline, type OnnxTensor, readOnnxOutline } from "./onnx-outline.ts";
import { openClipTowers, readOpenClipLayout } from "./open-clip-layout.ts";
import type { OwnLayout } from "./own-layout.ts";
import { firstThere } from "./read-source.ts";
import { readTransformersLayout, transformersTowers } from "./transformers-layout.ts";

/**
 * What a folder with a model holds, as an entry without the hashes that copying it will bring; `id` and `revision` are
 * for the caller to give.
 * @throws DIR_NOT_FOUND, MODEL_MISSING, MODEL_CORRUPT, PERMISSION_DENIED
 */
export async function describeOwnModel(directory: string): Promise<EmbeddingEntry> {
  const layout = await readLayout(directory);
  const outlines = {
    vision: readOnnxOutline(join(directory, layout.files.visionModel)),
    text: readOnnxOutline(join(directory, layout.files.textModel)),
  };
  const name = basename(directory);
  const entry = embeddingEntrySchema.safeParse({
    id: "own",
    name,
    revision: "unknown",
    task: "embedding",
    origin: "own",
    verified: false,
    summary: `Brought from the folder ${name}.`,
    languages: [],
    licence: { name: "As its maker says", url: null, isNonCommercial: false },
    files: await filesOf(directory, layout, outlines),
    dimensions: dimensionsOf(directory, layout, outlines),
    input: inputOf(outlines.vision, layout),
    text: { ...layout.text, ...textInputOf(outlines.text, layout) },
    quality: null,
  });
  if (entry.success) return withSafePaths(entry.data, directory);
  const message = `What ${directory} says of its model cannot be: ${entry.error.issues[0]?.message}`;
  throw new ShoeboxError("MODEL_CORRUPT", message, { path: directory, cause: entry.error });
}

async function readLayout(directory: string): Promise<OwnLayout> {
  const stats = await stat(directory).catch(() => undefined);
  if (!stats?.isDirectory()) {
    throw new ShoeboxError("DIR_NOT_FOUND", `There is no folder ${directory}.`, { path: directory });
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

async function filesOf(
  directory: string,
  { files }: OwnLayout,
  outlines: { vision: OnnxOutline; text: OnnxOutline },
): Promise<ModelFile[]> {
  const weightsOf = (path: string, { weightFiles }: OnnxOutline) =>
    weightFiles.map((name) => posix.join(posix.dirname(path), name));
  const companions = [
    ...weightsOf(files.visionModel, outlines.vision),
    ...weightsOf(files.textModel, outlines.text),
  ];
  const roles: [ModelFile["role"], string | undefined][] = [
    ["visionModel", files.visionModel],
    ["textModel", files.textModel],
    ["tokenizer", files.tokenizer],
    ["tokenizerConfig", files.tokenizerConfig],
    ...[...new Set(companions)].map((path): [ModelFile["role"], string] => ["companion", path]),
  ];
  const found: ModelFile[] = [];
  for (const [role, path] of roles) {
    if (path === undefined) continue;
    const stats = await stat(join(directory, path)).catch(() => undefined);
    if (!stats?.isFile()) throw new ShoeboxError("MODEL_MISSING", `${path} is missing from ${directory}.`);
    if (stats.size === 0) throw new ShoeboxError("MODEL_CORRUPT", `${path} in ${directory} is empty.`);
    found.push({ role, path, sizeBytes: stats.size, sha256: null });
  }
  return found;
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
  outlines: { vision: OnnxOutline; text: OnnxOutline },
): number {
  const [vision, text] = [outlines.vision, outlines.text].map(
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

/** Where a tower takes pictures of one size only, that is the size. [batch, 3, height, width] */
function inputOf({ inputs }: OnnxOutline, { input }: OwnLayout): ModelInput {
  const [, , fixedHeight, fixedWidth] = inputs.find(({ shape }) => shape.length === 4)?.shape ?? [];
  const [width, height] = [fixedWidth ?? input.width, fixedHeight ?? input.height];
  if (input.resize !== "crop") return { ...input, width, height };
  return { ...input, width, height, shortestEdge: Math.max(input.shortestEdge ?? 0, width, height) };
}

/** The same for texts. [batch, tokens] */
function textInputOf({ inputs }: OnnxOutline, { text }: OwnLayout) {
  const ids = inputs.find(({ name }) => name === "input_ids") ?? inputs[0];
  const tokens = ids?.shape[1] ?? undefined;
  return {
    integerType: ids?.type === "int32" ? ("int32" as const) : ("int64" as const),
    contextLength: tokens ?? text.contextLength,
    padding: tokens === undefined ? text.padding : ("max-length" as const),
  };
}
