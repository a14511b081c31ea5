import { readingStageName } from "../catalog/assets.ts";
import { metadataVersion } from "../imaging/versions.ts";
import { inLanes } from "../in-lanes.ts";
import { stageImportance } from "../stages/importance.ts";
import type { BatchResult, Outcome, QueuedWork } from "../stages/queued-stage.ts";
import type { Turn } from "../stages/stage.ts";
import { type FactsAnswer, type ReadFactsParts, readFacts } from "./read-facts.ts";

/** Files that are read at once; each may hold 100 MB. */
const readAtOnce = 2;

const photosAtOnce = 64;

/**
 * What photos that are in say of themselves, read by a reader that knows more than the one that read them first. Indexing
 * settles what it reads itself.
 */
export class ReadingStage implements QueuedWork {
  readonly name = readingStageName;
  readonly title = "Reading what the files say";
  readonly version = metadataVersion;
  readonly importance = stageImportance.facts;
  readonly batchSize = photosAtOnce;
  readonly #parts: ReadFactsParts & { onChange: () => void };

  constructor(parts: ReadFactsParts & { onChange: () => void }) {
    this.#parts = parts;
  }

  async process(assetIds: readonly number[], { signal }: Turn): Promise<BatchResult> {
    const { catalog, onChange } = this.#parts;
    const answers = new Map<number, FactsAnswer>();
    await inLanes(readAtOnce, assetIds, async (assetId) => {
      if (signal.aborted) return;
      const answer = await readFacts(this.#parts, assetId);
      // A pool that is closing refuses: that says nothing of the photo.
      if (!signal.aborted) answers.set(assetId, answer);
    });
    const outcomes = new Map<number, Outcome>();
    return {
      outcomes,
      write: () => {
        for (const [assetId, answer] of answers) {
          if ("outcome" in answer) {
            outcomes.set(assetId, answer.outcome);
          } else if (catalog.photos.get(assetId)) {
            catalog.assets.setFacts(assetId, answer.facts);
            catalog.assets.touch(assetId, catalog.nextRevision());
            outcomes.set(assetId, { kind: "done" });
          }
        }
      },
      written: async () => onChange(),
    };
  }
}
