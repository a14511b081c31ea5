import { z } from "zod";
import { ShoeboxError } from "../../errors.ts";
import type { PointVectors } from "../point-store.ts";
import type { CollectionInfo } from "./types.ts";

/** Of the payload: 1 since there is one. A later Shoebox that cannot be understood by this one counts on. */
export const schemaVersion = 1;

/** What a collection says of itself. */
export const ownMetadata = { app: "shoebox", schema: schemaVersion };

const metadataSchema = z.looseObject({ app: z.literal("shoebox"), schema: z.number() });

const namedVectorSchema = z.looseObject({
  size: z.number(),
  distance: z.string(),
  datatype: z.string().nullish(),
  multivector_config: z.unknown().optional(),
  quantization_config: z.unknown().optional(),
});
const namedVectorsSchema = z.record(z.string(), namedVectorSchema);
export type NamedVector = z.infer<typeof namedVectorSchema>;

/** The vectors of a collection by their names; undefined for one whose vectors have no name. */
export function namedVectorsOf(info: CollectionInfo): Record<string, NamedVector> | undefined {
  const { data, success } = namedVectorsSchema.safeParse(info.config.params.vectors ?? {});
  return success ? data : undefined;
}

/**
 * Whether a collection can hold these vectors of a library, as it is or with vectors added.
 * @returns whether it calls itself Shoebox's; an empty one that does not may be made so
 * @throws VECTOR_STORE_UNSUITABLE, saying why
 */
export function checkCollection(
  name: string,
  info: CollectionInfo,
  wanted: readonly PointVectors[],
): { isOwn: boolean } {
  const unsuitable = (why: string) =>
    new ShoeboxError("VECTOR_STORE_UNSUITABLE", `The collection "${name}" ${why}.`);
  const vectors = namedVectorsOf(info);
  if (!vectors) throw unsuitable("belongs to another program: its vectors have no name");
  const metadata = metadataSchema.safeParse(info.config.metadata);
  if (!metadata.success && (info.points_count ?? 0) > 0) {
    throw unsuitable("belongs to another program, which has data in it");
  }
  if (metadata.success && metadata.data.schema > schemaVersion) {
    throw unsuitable("was made by a newer Shoebox: install the newest version");
  }
  for (const { name: vectorName, dimensions } of wanted) {
    const why = vectors[vectorName] && whyUnfit(vectors[vectorName], dimensions);
    if (why) throw unsuitable(`has vectors "${vectorName}" ${why}`);
  }
  return { isOwn: metadata.success };
}

/** Cosines of unit vectors are their dot products; a byte a dimension would lose too much. */
function whyUnfit(vector: NamedVector, dimensions: number): string | undefined {
  if (vector.size !== dimensions) return `of ${vector.size} dimensions, and the model makes ${dimensions}`;
  if (!["Cosine", "Dot"].includes(vector.distance)) {
    return `compared by ${vector.distance}, and the model's are compared by cosine`;
  }
  if (!["float16", "float32", undefined, null].includes(vector.datatype)) {
    return `kept as ${vector.datatype}, which is too coarse`;
  }
  return vector.multivector_config ? "of several rows a photo" : undefined;
}
