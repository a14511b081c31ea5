import { ShoeboxError } from "../../../errors.ts";
import type { EmbeddingEntry } from "../../manifest/schema.ts";
import { dot } from "./agreement.ts";

/** Of the length of a vector that was made 1 in float32. */
const lengthTolerance = 1e-3;
/** Two vectors whose cosine is nearer to 1 are the same one. */
const sameTolerance = 1e-6;

interface Trial {
  entry: EmbeddingEntry;
  directory: string;
  kind: "pictures" | "texts";
  count: number;
}

/**
 * Whether embeddings are what a search can work with: as many numbers as the entry says, all finite, of length 1, and
 * others for other examples.
 * @throws MODEL_CORRUPT
 */
export function assertEmbeddings(embeddings: readonly Float32Array[], trial: Trial): void {
  const { entry, directory, kind, count } = trial;
  const fail = (words: string) => {
    throw new ShoeboxError("MODEL_CORRUPT", `The model ${entry.name} cannot be used: ${words}.`, {
      path: directory,
    });
  };
  if (embeddings.length !== count) fail(`of ${count} ${kind} it embeds ${embeddings.length}`);
  for (const embedding of embeddings) {
    if (embedding.length !== entry.dimensions) {
      fail(`its ${kind} become ${embedding.length} numbers and not the ${entry.dimensions} it says`);
    }
    if (!embedding.every(Number.isFinite)) fail(`its ${kind} become numbers that are none (NaN or infinite)`);
    if (Math.abs(Math.hypot(...embedding) - 1) > lengthTolerance) {
      fail(`its ${kind} become vectors that cannot be compared, since they have no length of 1`);
    }
  }
  const twins = embeddings.some((one, index) =>
    embeddings.slice(index + 1).some((other) => dot(one, other) > 1 - sameTolerance),
  );
  if (twins) fail(`different ${kind} become the same`);
}
