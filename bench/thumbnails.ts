import { join } from "node:path";
import { createCore } from "../src/core/index.ts";
import { fromHalfFloats } from "../src/core/vectors/half-float.ts";
import { writeDemoLibrary } from "../src/demo/index.ts";
import { testModelsIn } from "../test/helpers/model-folders.ts";
import { percentile, type Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

const photos = 240;

/**
 * What it costs that another model is shown kept thumbnails in place of the photos: the same weights under another
 * name look at both.
 */
export function thumbnailsRows(): Promise<Row[]> {
  return withTemporaryDirectory(async (directory) => {
    const folder = join(directory, "photos");
    const written = await writeDemoLibrary({ directory: folder, count: photos, seed: 1_000_003 });
    const models = await testModelsIn(join(directory, "models"), "second");
    const core = await createCore({
      libraryDirectory: join(directory, "library"),
      modelsDirectory: models.directory,
    });
    try {
      const { jobId } = await core.client.jobs.index({ directories: [folder] });
      for await (const _ of await core.client.jobs.progress({ jobId }));
      const recall = async () => {
        let found = 0;
        for (const { path, captions } of written) {
          const { results } = await core.client.search.text({ query: captions[0] ?? "", limit: 10 });
          if (results.some((result) => result.path === join(folder, path))) found++;
        }
        return found / written.length;
      };
      const { models: service, catalog } = core.context.services;
      const [before, originals] = [service.modelId, await recall()];
      await service.use("second");
      await core.switched();
      const thumbnails = await recall();
      const vectorOf = (modelId: number, assetId: number) =>
        fromHalfFloats(catalog.vectors.get(modelId, assetId) ?? new Uint8Array());
      const cosines = catalog.duplicateFiles.keys().map(({ assetId }) => {
        const other = vectorOf(service.modelId, assetId);
        return vectorOf(before, assetId).reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
      });
      return [
        { name: "recall@10 of vectors from the photos", value: originals.toFixed(3) },
        { name: "recall@10 of vectors from their thumbnails", value: thumbnails.toFixed(3) },
        { name: "cosine of the two, median", value: percentile(cosines, 50).toFixed(4) },
        { name: "cosine of the two, lowest of a hundred", value: percentile(cosines, 1).toFixed(4) },
      ];
    } finally {
      await core.close();
    }
  });
}
