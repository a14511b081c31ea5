import { readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Of Shoeboxes that knew one model only. */
const onlyIndexName = "vectors.usearch";

/** The file and what stands beside it. */
function filesOf(path: string): readonly string[] {
  return [path, `${path}.json`];
}

/** Where a model's vector index lies: each has its own, so that going back to one finds its index as it was. */
export function indexPathOf(libraryDirectory: string, modelId: number): string {
  return join(libraryDirectory, `vectors.${modelId}.usearch`);
}

/** Gives the index that an older Shoebox left its new name, or deletes it where it is of another model. */
export function adoptOnlyIndex(libraryDirectory: string, modelId: number, modelKey: string): void {
  const only = join(libraryDirectory, onlyIndexName);
  const own = indexPathOf(libraryDirectory, modelId);
  try {
    const { mark } = JSON.parse(readFileSync(`${only}.json`, "utf8")) as { mark: string };
    const isOwn = (JSON.parse(mark) as { modelKey: string }).modelKey === modelKey;
    for (const [at, file] of filesOf(only).entries()) {
      if (isOwn) renameSync(file, filesOf(own)[at] as string);
      else rmSync(file, { force: true });
    }
  } catch {
    // There is none, or it is damaged: the index is made anew from the catalog.
  }
}

/** The index of a model whose vectors were dropped. */
export function removeIndex(libraryDirectory: string, modelId: number): void {
  for (const file of filesOf(indexPathOf(libraryDirectory, modelId))) rmSync(file, { force: true });
}
