import { join } from "node:path";
import { ShoeboxError } from "../../errors.ts";
import { preprocessingVersion } from "../../imaging/versions.ts";
import type {
  EmbeddingEntry,
  ModelEntry,
  ModelFileRole,
  ModelInput,
  ModelText,
  TensorNames,
} from "../manifest/schema.ts";

/** A two-tower model on disk, with all that running it takes. Plain data: it travels to workers. */
export interface EmbeddingModel {
  id: string;
  name: string;
  revision: string;
  /** Names model, revision and preprocessing: vectors with another key are not comparable. */
  key: string;
  origin: ModelEntry["origin"];
  /** Components of an embedding. */
  dimensions: number;
  input: ModelInput;
  text: ModelText;
  tensors: TensorNames;
  /** Absolute paths. */
  files: ModelPaths;
  suggestions: readonly string[];
}

export interface ModelPaths {
  visionModel: string;
  textModel: string;
  tokenizer: string;
  tokenizerConfig: string | undefined;
  /** Learnt beside the model; most have none. */
  calibration: string | undefined;
}

/**
 * The model of an entry whose files lie in a folder; nothing is read.
 * @param directory absolute
 * @throws MODEL_CORRUPT where the entry names no file for a tower or the tokenizer
 */
export function embeddingModelOf(entry: EmbeddingEntry, directory: string): EmbeddingModel {
  const { id, name, revision, origin, dimensions, input, text, tensors, suggestions } = entry;
  return {
    id,
    name,
    revision,
    key: modelKeyOf(entry),
    origin,
    dimensions,
    input,
    text,
    tensors,
    files: pathsOf(entry, directory),
    suggestions,
  };
}

/** Of `EmbeddingModel.key`. */
export function modelKeyOf({ id, revision }: Pick<ModelEntry, "id" | "revision">): string {
  return `${id}@${revision}/preprocessing-${preprocessingVersion}`;
}

function pathsOf({ id, files }: ModelEntry, directory: string): ModelPaths {
  const find = (role: ModelFileRole) => {
    const file = files.find((one) => one.role === role);
    return file && join(directory, file.path);
  };
  const require = (role: ModelFileRole) => {
    const path = find(role);
    if (path !== undefined) return path;
    throw new ShoeboxError(
      "MODEL_CORRUPT",
      `The description of the model ${id} names no file as its ${role}.`,
    );
  };
  return {
    visionModel: require("visionModel"),
    textModel: require("textModel"),
    tokenizer: require("tokenizer"),
    tokenizerConfig: find("tokenizerConfig"),
    calibration: find("calibration"),
  };
}
