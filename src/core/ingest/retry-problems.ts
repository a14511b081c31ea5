import type { ProblemSelection } from "../../contract/problems.ts";
import type { Catalog } from "../catalog/index.ts";
import type { ChosenProblem } from "../catalog/problems.ts";
import { isInside } from "../files/path-inside.ts";
import type { ScanTarget } from "./add-roots.ts";

export interface RetryPlan {
  files: ChosenProblem[];
  /** Folders that could not be listed; `targets` are where they lie. */
  folders: ChosenProblem[];
  targets: ScanTarget[];
  /** The roots of the files. */
  rootPaths: string[];
}

/** What trying a selection of problems again comes to. Ignored ones are meant only when they are named. */
export function chooseForRetry({ problems }: Catalog, selection: ProblemSelection): RetryPlan {
  const isNamed = selection.fileIds !== undefined || selection.paths !== undefined;
  const chosen = [
    ...problems.choose(selection, { isIgnored: false }),
    ...(isNamed ? problems.choose(selection, { isIgnored: true }) : []),
  ];
  const files = chosen.filter(({ isDirectory }) => !isDirectory);
  const folders = chosen.filter(({ isDirectory }) => isDirectory);
  const targets = new Map<string, ScanTarget>();
  for (const { rootId, rootPath, directory } of folders) {
    targets.set(`${rootId} ${directory}`, { rootId, rootPath, subtree: directory });
  }
  return {
    files,
    folders,
    targets: withoutNested([...targets.values()]),
    rootPaths: [...new Set(files.map(({ rootPath }) => rootPath))],
  };
}

/** A folder inside another one of the list is looked at with that. */
function withoutNested(targets: ScanTarget[]): ScanTarget[] {
  const contains = (outer: ScanTarget, inner: ScanTarget) =>
    outer !== inner &&
    outer.rootId === inner.rootId &&
    (outer.subtree === "" || isInside(inner.subtree, outer.subtree));
  return targets.filter((inner) => !targets.some((outer) => contains(outer, inner)));
}
