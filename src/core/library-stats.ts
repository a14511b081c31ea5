import { statSync } from "node:fs";
import { join } from "node:path";
import type { Stats } from "../contract/library.ts";
import { catalogFileName } from "./catalog/database.ts";
import type { Catalog } from "./catalog/index.ts";
import { describeModel } from "./models/runtime/describe.ts";
import type { RootsService } from "./roots/roots-service.ts";
import { indexPathOf } from "./switching/index-file.ts";
import type { ModelService } from "./switching/model-service.ts";

interface StatsParts {
  catalog: Catalog;
  models: ModelService;
  roots: RootsService;
}

/** What a library holds, and what it takes on its disk. */
export function libraryStats({ catalog, models, roots }: StatsParts): Stats {
  const { libraryDirectory, keeping } = catalog;
  const { inUse } = models;
  return {
    ...catalog.stats.counts(),
    vectors: inUse ? models.vectorsOf(inUse.key) : 0,
    libraryBytes:
      sizeOf(join(libraryDirectory, catalogFileName)) + sizeOf(indexPathOf(libraryDirectory, models.modelId)),
    libraryDirectory,
    hindrance: keeping.hindrance,
    model: inUse ? describeModel(inUse) : null,
    roots: roots.list(),
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
