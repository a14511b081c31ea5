import type { PhotoPoint } from "../point-store.ts";
import type { LibraryIdentity } from "../shared-photo.ts";
import { copyOf } from "./copy.ts";
import { numberBytes, numbersOf } from "./numbers-of.ts";
import type { PointChange } from "./point-writer.ts";

/** A photo of a library as it is to stand in its point. */
export function changeOf(point: PhotoPoint, library: LibraryIdentity): PointChange {
  const { facts, thumbnail } = point;
  return {
    sha256: facts.sha256,
    copy: copyOf(facts, library, { stamp: "", vectors: [...point.vectors.keys()] }),
    vectors: new Map([...point.vectors].map(([name, vector]) => [name, numbersOf(vector)])),
    thumbnail: thumbnail && Buffer.from(thumbnail).toString("base64"),
  };
}

/** About as many as it takes in a request: its facts stand in the copy and once more at the top. */
export function bytesOfChange({ copy, vectors, thumbnail }: PointChange): number {
  const numbers = vectors.values().reduce((sum, { length }) => sum + length, 0);
  const facts = Buffer.byteLength(JSON.stringify(copy ?? {}));
  return 2 * facts + numbers * numberBytes + (thumbnail?.length ?? 0);
}
