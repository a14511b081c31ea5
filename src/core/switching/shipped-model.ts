import { statSync } from "node:fs";
import type { ModelCheck } from "../../contract/models.ts";
import { ShoeboxError } from "../errors.ts";
import type { ClipModel } from "../models/clip-model.ts";
import type { ModelEntry } from "../models/manifest-schema.ts";
import type { InferencePool } from "../workers/inference-pool.ts";
import type { ModelFiles, ModelInstaller, ModelService, ModelUse, OpenModel } from "./model-ports.ts";

interface ShippedModelParts {
  model: ClipModel;
  pool: InferencePool;
  countVectors(): number;
}

/** An installation that has the model that ships and no other: it is in use, and there is nothing to switch to. */
export class ShippedModel implements ModelInstaller, ModelService {
  readonly #parts: ShippedModelParts;
  readonly #entry: ModelEntry;

  constructor(parts: ShippedModelParts) {
    this.#parts = parts;
    this.#entry = entryOf(parts.model);
  }

  async list(): Promise<readonly ModelFiles[]> {
    return [{ entry: this.#entry, isInstalled: true, download: null, trouble: null }];
  }

  state(): ModelUse {
    return { inUse: this.#entry.id, wanted: null };
  }

  fillingOf(): null {
    return null;
  }

  troubleOf(): null {
    return null;
  }

  vectorsOf(): number {
    return this.#parts.countVectors();
  }

  async open(): Promise<OpenModel> {
    const { width: widthPixels, height: heightPixels } = this.#entry.input;
    return { widthPixels, heightPixels, pool: this.#parts.pool, close: async () => {} };
  }

  /** It is in use already. */
  async use(): Promise<void> {}
  async cancelUse(): Promise<void> {}
  async pause(): Promise<void> {}
  async resume(): Promise<void> {}
  async dropVectors(): Promise<void> {}
  async cancel(): Promise<void> {}
  async remove(): Promise<void> {}

  async install(): Promise<void> {
    throw new ShoeboxError("NOT_SUPPORTED_HERE", "This installation downloads no models.");
  }

  async import(): Promise<string> {
    throw new ShoeboxError("NOT_SUPPORTED_HERE", "This installation takes no other models.");
  }

  async verify(): Promise<ModelCheck> {
    throw new ShoeboxError("NOT_SUPPORTED_HERE", "This installation checks its model when it starts.");
  }
}

function entryOf(model: ClipModel): ModelEntry {
  const { id, name, revision, dimensions, contextLength, input, files } = model;
  const paths = [
    ["visionModel", files.visionModel],
    ["textModel", files.textModel],
    ["tokenizer", files.tokenizer],
    ["tokenizerConfig", files.tokenizerConfig],
  ] as const;
  return {
    id,
    name,
    revision,
    task: "embedding",
    origin: "shipped",
    isRecommended: false,
    verified: true,
    summary: "Finds drawn scenes: things, places, colours and times of day.",
    languages: ["en"],
    licence: { name: "MIT", url: null, isNonCommercial: false },
    files: paths.map(([role, path]) => ({ role, path, sizeBytes: sizeOf(path), sha256: null })),
    dimensions,
    input: {
      width: input.cropWidth,
      height: input.cropHeight,
      resize: "crop",
      shortestEdge: input.shortestEdge,
      filter: "bicubic",
      rescaleFactor: input.rescaleFactor,
      mean: input.mean,
      standardDeviation: input.standardDeviation,
    },
    text: { contextLength, padding: "none", padId: 0, lowerCase: false, integerType: "int64" },
    tensors: {},
    quality: null,
    suggestions: [],
  };
}

function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}
