import { type EmbeddingEntry, isEmbeddingEntry } from "../../manifest/schema.ts";
import type { InstalledModel } from "../installed-models.ts";
import { type Agreement, agreementOf } from "./agreement.ts";
import { assertEmbeddings } from "./assert-embeddings.ts";
import type { TryOut } from "./check-model.ts";
import { drawExample, pinnedExamples } from "./pinned-examples.ts";

/** A model that is loaded, with everything that photos and queries go through in the app. */
export interface ModelUnderTest {
  /**
   * @param pictures encoded, as files of photos are
   * @returns float32 [dimensions] each, of length 1
   */
  embedImages(pictures: readonly Uint8Array[]): Promise<readonly Float32Array[]>;
  /** @returns float32 [dimensions], of length 1 */
  embedText(text: string): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Loads a model that is not in use. @throws MODEL_MISSING, MODEL_CORRUPT */
export type OpenModel = (model: InstalledModel<EmbeddingEntry>) => Promise<ModelUnderTest>;

/** Embeds the pinned examples, and looks whether words find their pictures. */
export function embeddingTrial(open: OpenModel): TryOut {
  return async ({ entry, directory }, signal) => {
    if (!isEmbeddingEntry(entry))
      throw new TypeError(`Expected a model of two towers but received ${entry.task}`);
    return doubtOf(await embedExamples({ entry, directory }, open, signal));
  };
}

async function embedExamples(
  model: InstalledModel<EmbeddingEntry>,
  open: OpenModel,
  signal?: AbortSignal,
): Promise<Agreement> {
  const loaded = await open(model);
  try {
    const drawings = await Promise.all(pinnedExamples.map(drawExample));
    const pictures = await loaded.embedImages(drawings);
    const texts: Float32Array[] = [];
    for (const { words } of pinnedExamples) {
      signal?.throwIfAborted();
      texts.push(await loaded.embedText(words));
    }
    assertEmbeddings(pictures, { count: drawings.length, kind: "pictures", ...model });
    assertEmbeddings(texts, { count: drawings.length, kind: "texts", ...model });
    return agreementOf(pictures, texts);
  } finally {
    await loaded.close();
  }
}

/** What a person should know of a model whose words do not fit its pictures; null where they do. */
function doubtOf({ isBetterThanChance, meanRank, chanceRank }: Agreement): string | null {
  if (isBetterThanChance) return null;
  return (
    "It loads and runs, but of plain pictures and words for them it tells no more than chance would: the right words " +
    `come ${meanRank.toFixed(1)}th on average, by chance ${chanceRank.toFixed(1)}th of ${pinnedExamples.length}.`
  );
}
