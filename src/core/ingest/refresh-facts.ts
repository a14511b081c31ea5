import { readingStageName } from "../catalog/assets.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Committer } from "./committer.ts";
import type { Engine } from "./engine.ts";
import { readFacts } from "./read-facts.ts";

export interface RefreshParts {
  engine: Engine;
  committer: Committer;
  signal: AbortSignal;
}

/**
 * Reads again what is said of pictures whose sidecars came, changed or went; nothing is decoded. What cannot be read now
 * is left to the stage that reads what files say.
 * @param leadIds files; those that this job read with the sidecars that they have now are known
 */
export async function refreshFacts(
  leadIds: ReadonlySet<number>,
  { engine, committer, signal }: RefreshParts,
): Promise<void> {
  const { catalog } = engine;
  const done = new Set<number>();
  for (const leadId of leadIds) {
    if (signal.aborted) return;
    const assetId = catalog.files.get(leadId)?.assetId ?? null;
    if (assetId === null || done.has(assetId) || isKnown(catalog, leadId, assetId, committer)) continue;
    done.add(assetId);
    const answer = await readFacts(engine, assetId);
    catalog.transaction(() => {
      if ("facts" in answer) {
        catalog.assets.setFacts(assetId, answer.facts);
        catalog.assets.touch(assetId, catalog.nextRevision());
      } else catalog.stages.renew(readingStageName, assetId);
    });
  }
}

/** Of several files with one content each may have sidecars: then all are read together. */
function isKnown(catalog: Catalog, leadId: number, assetId: number, committer: Committer): boolean {
  return catalog.files.present(assetId).length === 1 && committer.isReadWithItsSidecars(leadId);
}
