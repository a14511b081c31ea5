import type { ModelFilling, ModelTrouble } from "../../contract/models.ts";
import type { EmbeddingEntry } from "../models/manifest/schema.ts";
import type { InferencePool } from "../workers/inference-pool.ts";

/** Which model is searched with, and which is to take over; null where there is none. */
export interface ModelUse {
  inUse: string | null;
  wanted: string | null;
}

/** A model that can be asked. */
export interface LoadedModel {
  /** Of its input. */
  widthPixels: number;
  heightPixels: number;
  pool: Pick<InferencePool, "embedImages" | "embedText">;
}

/** What `ModelCards` needs of whoever switches between models. */
export interface ModelSwitch {
  state(): ModelUse;
  /** How far the vectors of the model that is wanted, or in use, are; null for others, and for whole ones. */
  fillingOf(id: string): ModelFilling | null;
  /** Why a model that was chosen is not at work. */
  troubleOf(id: string): ModelTrouble | null;
  /** Photos that can be shown and have a vector of this model. */
  vectorsOf(entry: EmbeddingEntry): number;
  /** Switches at once where its vectors are whole, else begins to fill them. */
  use(id: string, options: { keepsVectors: boolean }): Promise<void>;
  cancelUse(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  dropVectors(id: string): Promise<void>;
  /**
   * Works with any model that is installed; one that was loaded for this alone is unloaded afterwards.
   * @throws MODEL_MISSING, MODEL_CORRUPT
   */
  using<Result>(id: string, work: (model: LoadedModel) => Promise<Result>): Promise<Result>;
}
