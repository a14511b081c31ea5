import type { ModelCheck } from "../../src/contract/index.ts";
import type { ModelEntry } from "../../src/core/models/manifest/schema.ts";
import type { ModelFiles, ModelShelf } from "../../src/core/shelf/model-shelf.ts";

/** Files of models, in whatever state a test wants to see. What is asked for is written down and changes little by itself. */
export class PlayedShelf<Entry extends ModelEntry> implements ModelShelf {
  files: readonly ModelFiles<Entry>[];
  /** In order: "install large". */
  readonly calls: string[] = [];
  onChange: () => void = () => {};

  constructor(files: readonly ModelFiles<Entry>[]) {
    this.files = files;
  }

  /** As its owner would change it. */
  set(id: string, parts: Partial<ModelFiles<Entry>>): void {
    this.files = this.files.map((model) => (model.entry.id === id ? { ...model, ...parts } : model));
    this.onChange();
  }

  async list(): Promise<readonly ModelFiles<Entry>[]> {
    return this.files;
  }

  async install(id: string): Promise<void> {
    this.calls.push(`install ${id}`);
  }

  async cancel(id: string): Promise<void> {
    this.calls.push(`cancel ${id}`);
    this.set(id, { download: null });
  }

  async remove(id: string): Promise<void> {
    this.calls.push(`remove ${id}`);
    this.set(id, { isInstalled: false });
  }

  async import(directory: string): Promise<string> {
    this.calls.push(`import ${directory}`);
    return this.files.at(-1)?.entry.id ?? "";
  }

  async verify(id: string): Promise<ModelCheck> {
    this.calls.push(`verify ${id}`);
    return { id, files: [{ path: "vision.onnx", state: "right" }], works: true, trouble: null };
  }
}
