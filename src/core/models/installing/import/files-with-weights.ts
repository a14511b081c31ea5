import { stat } from "node:fs/promises";
import { join, posix } from "node:path";
import { ShoeboxError } from "../../../errors.ts";
import type { ModelFile, ModelFileRole } from "../../manifest/schema.ts";
import type { OnnxOutline } from "./onnx-outline.ts";

/** A file of a model as its folder has it. */
export interface FoundFile {
  role: ModelFileRole;
  /** Relative to the folder, with forward slashes. */
  path: string;
  /** Of one that is ONNX. */
  outline?: OnnxOutline;
}

/**
 * A model's files, and behind them those with weights that its ONNX files keep beside themselves.
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function filesWithWeights(directory: string, files: readonly FoundFile[]): Promise<ModelFile[]> {
  const weights = files.flatMap(({ path, outline }) =>
    (outline?.weightFiles ?? []).map((name) => posix.join(posix.dirname(path), name)),
  );
  const companions = [...new Set(weights)].map((path): FoundFile => ({ role: "companion", path }));
  const found: ModelFile[] = [];
  for (const { role, path } of [...files, ...companions]) {
    found.push({ role, path, sizeBytes: await lengthOf(directory, path), sha256: null });
  }
  return found;
}

export function tokenizerFiles(files: {
  tokenizer: string;
  tokenizerConfig: string | undefined;
}): FoundFile[] {
  const { tokenizer, tokenizerConfig } = files;
  return [
    { role: "tokenizer", path: tokenizer },
    ...(tokenizerConfig === undefined ? [] : [{ role: "tokenizerConfig" as const, path: tokenizerConfig }]),
  ];
}

/** In bytes. */
async function lengthOf(directory: string, path: string): Promise<number> {
  const stats = await stat(join(directory, path)).catch(() => undefined);
  if (!stats?.isFile()) throw new ShoeboxError("MODEL_MISSING", `${path} is missing from ${directory}.`);
  if (stats.size === 0) throw new ShoeboxError("MODEL_CORRUPT", `${path} in ${directory} is empty.`);
  return stats.size;
}
