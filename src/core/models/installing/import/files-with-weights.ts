import { stat } from "node:fs/promises";
import { join, posix } from "node:path";
import { ShoeboxError } from "../../../errors.ts";
import type { ModelFile, ModelFileRole } from "../../manifest/schema.ts";
import type { OnnxOutline } from "./onnx-outline.ts";

/**
 * A model's files as they lie in a folder, and those with weights that its ONNX files keep beside themselves.
 * @param outlines of the files that are ONNX, by their role
 * @param others companions, relative to the folder
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function filesWithWeights<Role extends ModelFileRole>(
  directory: string,
  files: Record<Role, string | undefined>,
  outlines: Partial<Record<NoInfer<Role>, OnnxOutline>>,
  others: readonly string[] = [],
): Promise<ModelFile[]> {
  const roles = Object.keys(files) as Role[];
  const found: ModelFile[] = [];
  const companions = new Set(others);
  for (const role of roles) {
    const path = files[role];
    if (path === undefined) continue;
    found.push({ role, path, ...(await facts(directory, path)) });
    for (const name of outlines[role]?.weightFiles ?? [])
      companions.add(posix.join(posix.dirname(path), name));
  }
  for (const path of companions) found.push({ role: "companion", path, ...(await facts(directory, path)) });
  return found;
}

async function facts(directory: string, path: string): Promise<Pick<ModelFile, "sizeBytes" | "sha256">> {
  const stats = await stat(join(directory, path)).catch(() => undefined);
  if (!stats?.isFile()) throw new ShoeboxError("MODEL_MISSING", `${path} is missing from ${directory}.`);
  if (stats.size === 0) throw new ShoeboxError("MODEL_CORRUPT", `${path} in ${directory} is empty.`);
  return { sizeBytes: stats.size, sha256: null };
}
