import type { ModelFilling, ModelTrouble } from "../../src/contract/index.ts";
import type { EmbeddingEntry } from "../../src/core/models/manifest/schema.ts";
import type { ModelFiles } from "../../src/core/shelf/model-shelf.ts";
import { ModelCards } from "../../src/core/switching/model-cards.ts";
import type { LoadedModel, ModelSwitch, ModelUse } from "../../src/core/switching/model-ports.ts";
import { SpeedBook } from "../../src/core/switching/speed-book.ts";
import { PlayedShelf } from "./played-shelf.ts";

const megabyte = 1_000_000;

export function modelEntry(id: string, parts: Partial<EmbeddingEntry> = {}): EmbeddingEntry {
  return {
    id,
    name: id.replace(/^./, (letter) => letter.toUpperCase()),
    revision: "1",
    task: "embedding",
    origin: "published",
    isRecommended: false,
    verified: true,
    summary: `What ${id} is good for.`,
    languages: ["en"],
    licence: { name: "MIT", url: "https://example.org/licence", isNonCommercial: false },
    repository: `tests/${id}`,
    files: [
      { role: "visionModel", path: "vision.onnx", sizeBytes: 350 * megabyte, sha256: null },
      { role: "textModel", path: "text.onnx", sizeBytes: 255 * megabyte, sha256: null },
    ],
    dimensions: 512,
    input: {
      width: 224,
      height: 224,
      resize: "crop",
      filter: "bicubic",
      rescaleFactor: 1 / 255,
      mean: [0.5, 0.5, 0.5],
      standardDeviation: [0.5, 0.5, 0.5],
    },
    text: { contextLength: 77, padding: "none", padId: 0, lowerCase: false, integerType: "int64" },
    tensors: {},
    quality: null,
    suggestions: [],
    ...parts,
  };
}

/**
 * Both ports of `ModelCards`, in whatever state a test wants to see: downloads that stand still, troubles, switches.
 */
export class PlayedModels extends PlayedShelf<EmbeddingEntry> implements ModelSwitch {
  current: ModelUse;
  /** Of the model that is wanted. */
  filling: ModelFilling | null = null;
  switchTrouble: ModelTrouble | null = null;
  readonly vectors = new Map<string, number>();
  embedText = async () => new Float32Array(512);

  constructor(files: readonly ModelFiles<EmbeddingEntry>[], current: Partial<ModelUse> = {}) {
    super(files);
    this.current = { inUse: null, wanted: null, ...current };
  }

  setUse(parts: Partial<ModelUse>, filling: ModelFilling | null = null): void {
    this.current = { ...this.current, ...parts };
    this.filling = filling;
    this.onChange();
  }

  /** @param photos of the library */
  cards(libraryDirectory: string, photos: number): ModelCards {
    const speeds = new SpeedBook(libraryDirectory);
    const onChange = () => this.onChange();
    return new ModelCards({ shelf: this, use: this, speeds, countPhotos: () => photos, onChange });
  }

  state(): ModelUse {
    return this.current;
  }
  fillingOf(id: string): ModelFilling | null {
    return id === this.current.wanted ? this.filling : null;
  }
  troubleOf(id: string): ModelTrouble | null {
    return id === this.current.wanted ? this.switchTrouble : null;
  }
  vectorsOf({ id }: EmbeddingEntry): number {
    return this.vectors.get(id) ?? 0;
  }

  async use(id: string, { keepsVectors }: { keepsVectors: boolean }): Promise<void> {
    this.calls.push(`use ${id}${keepsVectors ? "" : ", dropping"}`);
  }
  async cancelUse(): Promise<void> {
    this.calls.push("cancelUse");
    this.setUse({ wanted: null });
  }
  async pause(): Promise<void> {
    this.calls.push("pause");
  }
  async resume(): Promise<void> {
    this.calls.push("resume");
  }
  async dropVectors(id: string): Promise<void> {
    this.calls.push(`dropVectors ${id}`);
    this.vectors.delete(id);
  }
  /** Embeds at once whatever it is given. */
  async using<Result>(id: string, work: (model: LoadedModel) => Promise<Result>): Promise<Result> {
    this.calls.push(`open ${id}`);
    const embedImages = async () => new Float32Array(512);
    const model = { widthPixels: 4, heightPixels: 4, pool: { embedImages, embedText: this.embedText } };
    return work(model).finally(() => this.calls.push(`close ${id}`));
  }
}
