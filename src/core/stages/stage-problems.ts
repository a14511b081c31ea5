import type { StageProblem } from "../../contract/jobs.ts";
import type { Catalog } from "../catalog/index.ts";
import { pathForDisplay } from "../files/path-bytes.ts";

/** Photos on which a stage was tried in vain, each with the file that people know it by. */
export function listStageProblems(
  catalog: Catalog,
  { name, limit, offset }: { name: string; limit: number; offset: number },
): { total: number; problems: StageProblem[] } {
  const stage = catalog.stages.get(name);
  if (!stage) return { total: 0, problems: [] };
  const problems = catalog.stages.failed(stage.stageId, limit, offset).map((problem) => ({
    ...problem,
    path: pathForDisplay(catalog.photos.filesOf(problem.assetId)[0]?.path ?? ""),
  }));
  return { total: catalog.stages.counts(name).failed, problems };
}
