import { z } from "zod";
import { countSchema, procedure } from "./base.ts";
import { errorCodeSchema } from "./errors.ts";

/** Where nearest vectors are looked up: an index in the library's own folder, or a Qdrant server. */
export const vectorStoreKinds = ["embedded", "qdrant"] as const;
export type VectorStoreKind = (typeof vectorStoreKinds)[number];
const kindSchema = z.enum(vectorStoreKinds);

const troubleSchema = z.object({ code: errorCodeSchema, message: z.string() });

/** Where a key is kept; `environment`: SHOEBOX_QDRANT_API_KEY; null where there is none. */
export const keyPlaceSchema = z.enum(["keychain", "file", "environment"]).nullable();

export const qdrantStatusSchema = z.object({
  /** Without a key, whatever was given. */
  url: z.string(),
  collection: z.string(),
  /** `unused`: it was in use, and has photos of this library perhaps, but is asked for nothing now. */
  state: z.enum(["connecting", "connected", "away", "unused"]),
  /** null until it has answered. */
  serverVersion: z.string().nullable(),
  keyKeptIn: keyPlaceSchema,
  /** Why it cannot be used now, and when it is tried again. */
  trouble: troubleSchema.nullable(),
  retryAt: z.string().nullable(),
  /** Photos, and photos that are gone, that it was not told of yet. */
  waiting: countSchema,
  /** Of those, what it refuses, each with an example's reason. */
  refused: countSchema,
  refusal: troubleSchema.nullable(),
  /** Points of this library, and of all that share the collection; null while it is away. */
  points: countSchema.nullable(),
  allPoints: countSchema.nullable(),
});
export type QdrantStatus = z.infer<typeof qdrantStatusSchema>;

export const vectorsStatusSchema = z.object({
  inUse: kindSchema,
  /** It takes over as soon as it is whole. */
  wanted: kindSchema.nullable(),
  /** Of the one that is wanted; null where none is. */
  filling: z
    .object({
      photosDone: countSchema,
      photosTotal: countSchema,
      perSecond: z.number().nonnegative(),
      secondsLeft: z.number().nonnegative().nullable(),
    })
    .nullable(),
  /** Photos of the library. */
  photos: countSchema,
  /** Vectors in the catalog, by the models that made them: the truth from which every store is filled. */
  models: z.array(
    z.object({ key: z.string(), vectorName: z.string(), dimensions: countSchema, vectors: countSchema }),
  ),
  /** The server that is in use, wanted, or was in use last; null where there never was one. */
  qdrant: qdrantStatusSchema.nullable(),
  /** Searches are answered from the catalog while the server is away. */
  isFallback: z.boolean(),
});
export type VectorsStatus = z.infer<typeof vectorsStatusSchema>;

/** One photo that lies otherwise in the store than in the catalog. */
export const vectorDifferenceSchema = z.object({
  /** `missing`: not in the store; `unknown`: there, and nowhere here; `differs`: another vector, or an older one. */
  kind: z.enum(["missing", "unknown", "differs"]),
  /** Empty for a point of the store that names no content. */
  sha256: z.string(),
  /** null for one that is not known here. */
  path: z.string().nullable(),
});

export const vectorsCheckSchema = z.object({
  store: kindSchema,
  /** Those of the library; of its own index those with a vector of the model in use. */
  photos: countSchema,
  /** Those of this library in the store. */
  stored: countSchema,
  missing: countSchema,
  unknown: countSchema,
  differing: countSchema,
  /** How many vectors were compared by value. */
  compared: countSchema,
  /** The first 100. */
  differences: z.array(vectorDifferenceSchema),
  isRepaired: z.boolean(),
});
export type VectorsCheck = z.infer<typeof vectorsCheckSchema>;

export const useVectorsSchema = z.discriminatedUnion("store", [
  z.object({ store: z.literal("embedded") }),
  z.object({
    store: z.literal("qdrant"),
    /** http://HOST:6333 or https://...; with a path where a proxy has one. */
    url: z.string().trim().min(1).max(2000),
    /** Kept in the system's keychain or in a file only its owner can read; left out: the one that is kept already. */
    apiKey: z.string().min(1).max(10_000).optional(),
    /** The library's own when left out. Libraries that name the same one share it. */
    collection: z.string().trim().min(1).max(255).optional(),
  }),
]);
export type UseVectors = z.input<typeof useVectorsSchema>;

export const vectorsContract = {
  status: procedure.output(vectorsStatusSchema),
  /**
   * Tries the server, then fills it in the background while search goes on with the store in use; the change is one step.
   * @throws VECTOR_STORE_UNREACHABLE, VECTOR_STORE_KEY_REFUSED, VECTOR_STORE_UNSUITABLE, QUERY_INVALID: nothing is begun
   */
  use: procedure.input(useVectorsSchema).output(vectorsStatusSchema),
  /** Leaves the store in use in use. */
  cancelUse: procedure.output(vectorsStatusSchema),
  /** Compares counts, identities both ways, and 200 vectors by value. @param repair sends what is missing, takes out what is unknown */
  verify: procedure.input(z.object({ repair: z.boolean().default(false) })).output(vectorsCheckSchema),
  /** Makes the store in use anew from the catalog; search goes on meanwhile. */
  rebuild: procedure.output(vectorsStatusSchema),
  /**
   * Takes this library's photos out of the server, and forgets the server and its key. Refused for the store in use.
   * @throws VECTOR_STORE_IN_USE
   */
  drop: procedure.output(vectorsStatusSchema),
};
