import { z } from "zod";
import { assetIdSchema, countSchema, pageSchema, procedure } from "./base.ts";

export const collectionIdSchema = z.number().int().positive();

export const collectionNameSchema = z.string().trim().min(1).max(200);

export const collectionSchema = z.object({
  collectionId: collectionIdSchema,
  name: z.string(),
  /** Members that are photos of the library now. */
  photos: countSchema,
  /** Of all files of those. */
  bytes: countSchema,
  createdAt: z.string(),
  changedAt: z.string(),
  /** In Qdrant it is a collection of its own as well. */
  isOwnInQdrant: z.boolean(),
  /** A few of its photos, to be shown. */
  coverAssetIds: z.array(assetIdSchema),
});
export type Collection = z.infer<typeof collectionSchema>;

const tallySchema = z.array(z.object({ value: z.string(), photos: countSchema }));

export const collectionStatsSchema = z.object({
  collection: collectionSchema,
  files: countSchema,
  /** Wall-clock dates as `contract/base.ts` has them; null where no photo has one. */
  firstTakenAt: z.string().nullable(),
  lastTakenAt: z.string().nullable(),
  /** The most frequent first; "" where none is known. */
  cameras: tallySchema,
  formats: tallySchema,
  /** Photos that have a vector, by model. */
  vectors: z.array(z.object({ model: z.string(), photos: countSchema })),
  /** Photos of it that are in a group of duplicates with another photo of it. */
  duplicates: countSchema,
  /** Members that are no photos of the library now: their disk was forgotten, or they were deleted. */
  absent: countSchema,
});
export type CollectionStats = z.infer<typeof collectionStatsSchema>;

/** What a collection is made of, or which photos are meant: at least one of these. */
export const photoSelectionSchema = z.object({
  assetIds: z.array(assetIdSchema).max(1_000_000).optional(),
  /** Everything in this folder and below it. */
  directory: z.string().min(1).optional(),
  /** Everything that these words find at this moment: photos in whose texts they stand, else the best that look like it. */
  query: z.string().trim().min(1).max(1000).optional(),
  /** Of what a query finds by looks no more than this. */
  limit: z.number().int().min(1).max(100_000).default(200),
});
export type PhotoSelection = z.input<typeof photoSelectionSchema>;

export const collectionExportFormats = ["jsonl", "snapshot"] as const;

/** What a change did, and the action that undoes it. */
const changed = z.object({ collection: collectionSchema, actionId: z.number().int().positive() });

const one = z.object({ collectionId: collectionIdSchema });

export const collectionsContract = {
  /** By name. */
  list: procedure.output(z.array(collectionSchema)),
  /** @throws COLLECTION_EXISTS */
  create: procedure
    .input(
      photoSelectionSchema.partial().extend({
        name: collectionNameSchema,
        isOwnInQdrant: z.boolean().default(false),
      }),
    )
    .output(changed),
  stats: procedure.input(one).output(collectionStatsSchema),
  /** Its photos in the timeline's order. */
  photos: procedure
    .input(one.extend(pageSchema))
    .output(z.object({ total: countSchema, assetIds: z.array(assetIdSchema) })),
  rename: procedure.input(one.extend({ name: collectionNameSchema })).output(changed),
  /** Whether it is a collection of its own in Qdrant, too. */
  setOwnInQdrant: procedure.input(one.extend({ isOwnInQdrant: z.boolean() })).output(changed),
  addPhotos: procedure.input(one.extend({ photos: photoSelectionSchema })).output(changed),
  removePhotos: procedure.input(one.extend({ photos: photoSelectionSchema })).output(changed),
  /** One step: the photos of all in one collection of this name, the others gone. */
  merge: procedure
    .input(z.object({ collectionIds: z.array(collectionIdSchema).min(2), name: collectionNameSchema }))
    .output(changed),
  /** One step: these photos leave it for a new collection of this name. */
  split: procedure
    .input(one.extend({ photos: photoSelectionSchema, name: collectionNameSchema }))
    .output(changed),
  /** Never touches a file or another collection. */
  delete: procedure.input(one).output(z.object({ actionId: z.number().int().positive() })),
  /** @param path of the file to write; refused where one lies there, unless `isOverwriting` */
  export: procedure
    .input(
      one.extend({
        path: z.string().min(1),
        format: z.enum(collectionExportFormats).default("jsonl"),
        isOverwriting: z.boolean().default(false),
      }),
    )
    .output(z.object({ path: z.string(), photos: countSchema, vectors: countSchema, bytes: countSchema })),
  /** Photos are known by their contents: those that are not in the library are members that come when they do. */
  import: procedure
    .input(z.object({ path: z.string().min(1), name: collectionNameSchema.optional() }))
    .output(changed.extend({ known: countSchema, unknown: countSchema })),
};
