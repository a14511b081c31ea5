import type { ModelCheck, ModelDownload, ModelTrouble } from "../../contract/models.ts";
import type { ModelEntry, ModelTask } from "../models/manifest/schema.ts";

/** A model's files: whether they are here, on their way, or why not. */
export interface ModelFiles<Entry extends ModelEntry = ModelEntry> {
  entry: Entry;
  isInstalled: boolean;
  download: ModelDownload | null;
  /** Why the last download or check did not come to its end. */
  trouble: ModelTrouble | null;
}

/** Whoever keeps the files of models, whatever they are for. */
export interface ModelShelf {
  /** Every model that can be had here, in the order of the manifest, then those that a person brought. */
  list(): Promise<readonly ModelFiles[]>;
  /** Starts a download, going on where an earlier try ended. What stops it later is told by `list`. */
  install(id: string): Promise<void>;
  /** Resolves once nothing is written any more; what has come so far stays. */
  cancel(id: string): Promise<void>;
  /** Deletes a model's files. */
  remove(id: string): Promise<void>;
  /** @returns the id of the model, checked and copied into the library */
  import(directory: string, task: ModelTask): Promise<string>;
  verify(id: string): Promise<ModelCheck>;
}
