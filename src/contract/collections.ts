import { z } from "zod";
import { assetIdSchema, countSchema, procedure } from "./base.ts";

export const collectionIdSchema = z.number().int().positive();

export const mostNameCharacters = 200;

/** What would break a line, hide, or turn the text around it; and slashes, which other programs take for folders. */
const hasControls = (name: string) => /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(name);
const hasSlash = (name: string) => /[/\\]/.test(name);

/** Names are told apart without case, in all alphabets. */
export const collectionNameSchema = z
  .string()
  .refine((name) => name.isWellFormed(), "The name holds characters that are none.")
  .normalize("NFC")
  .trim()
  .min(1, "A collection needs a name.")
  .refine(
    (name) => [...name].length <= mostNameCharacters,
    `A name has ${mostNameCharacters} characters at most.`,
  )
  .refine((name) => !hasSlash(name), "A name holds no slash.")
  .refine((name) => !hasControls(name), "A name holds no line breaks or other control characters.");

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
  /** Photos that have a vector, by the model's key: its id, revision and preprocessing. */
  vectors: z.array(z.object({ model: z.string(), photos: countSchema })),
  /**
   * Photos of it that have a copy in it: the same bytes in a second file, or another photo of it that is the same picture,
   * as far as they were compared.
   */
  duplicates: countSchema,
  /** Members that are no photos of the library now: their disk was forgotten, or they were deleted. */
  absent: countSchema,
});
export type CollectionStats = z.infer<typeof collectionStatsSchema>;

/** What a collection is made of, or which photos are meant: all of these together, and at least one of them. */
export const photoSelectionSchema = z.object({
  assetIds: z.array(assetIdSchema).max(1_000_000).optional(),
  /** Everything in this folder and below it, as far as it is in the library: an absolute path. */
  directory: z.string().min(1).optional(),
  /** Everything that these words find at this moment: photos in whose texts they stand, else the best that look like it. */
  query: z.string().trim().min(1).max(1000).optional(),
  /** Of what a query finds by looks no more than this. */
  limit: z.number().int().min(1).max(100_000).default(200),
});
export type PhotoSelection = z.input<typeof photoSelectionSchema>;

export const collectionExportFormats = ["jsonl", "snapshot"] as const;
export type CollectionExportFormat = (typeof collectionExportFormats)[number];

/** What a change did; `actionId` undoes it (`history.undo`), and is null where nothing had to be changed. */
const changed = z.object({
  collection: collectionSchema,
  actionId: z.number().int().positive().nullable(),
  /** Photos that came in, left or changed over. */
  photosChanged: countSchema,
});
export type CollectionChange = z.infer<typeof changed>;

const one = z.object({ collectionId: collectionIdSchema });

const actionSchema = z.object({ actionId: z.number().int().positive() });

const exportOutcomeSchema = z.object({
  path: z.string(),
  format: z.enum(collectionExportFormats),
  /** Points that were written: photos, and members that are no photos of the library now. */
  photos: countSchema,
  vectors: countSchema,
  bytes: countSchema,
});
export type CollectionExport = z.infer<typeof exportOutcomeSchema>;

/** Every change is one step: all of it or nothing, in the journal, and undone by `history.undo`. */
export const collectionsContract = {
  /** By name. */
  list: procedure.output(z.array(collectionSchema)),
  /** Empty where no photos are said. @throws COLLECTION_EXISTS, ASSET_NOT_FOUND, ROOT_NOT_FOUND */
  create: procedure
    .input(
      photoSelectionSchema.partial().extend({
        name: collectionNameSchema,
        isOwnInQdrant: z.boolean().default(false),
      }),
    )
    .output(changed),
  stats: procedure.input(one).output(collectionStatsSchema),
  /** Its photos in the timeline's order: the newest first. */
  photos: procedure
    .input(
      one.extend({
        limit: z.number().int().min(1).max(1_000_000).default(100),
        offset: countSchema.default(0),
      }),
    )
    .output(z.object({ total: countSchema, assetIds: z.array(assetIdSchema) })),
  rename: procedure.input(one.extend({ name: collectionNameSchema })).output(changed),
  /** Whether it is a collection of its own in Qdrant, too. */
  setOwnInQdrant: procedure.input(one.extend({ isOwnInQdrant: z.boolean() })).output(changed),
  /** @throws ASSET_NOT_FOUND, ROOT_NOT_FOUND */
  addPhotos: procedure.input(one.extend({ photos: photoSelectionSchema })).output(changed),
  /** Takes them out of the collection, and of nothing else. */
  removePhotos: procedure.input(one.extend({ photos: photoSelectionSchema })).output(changed),
  /**
   * The photos of all in one collection of this name, which may be that of one of them; the others are gone. One that was
   * of its own in Qdrant makes it so.
   */
  merge: procedure
    .input(z.object({ collectionIds: z.array(collectionIdSchema).min(2), name: collectionNameSchema }))
    .output(changed),
  /** These photos of it leave it for a new collection of this name. @throws QUERY_INVALID where none of them is in it */
  split: procedure
    .input(one.extend({ photos: photoSelectionSchema, name: collectionNameSchema }))
    .output(changed),
  /** Never touches a file or another collection. */
  delete: procedure.input(one).output(actionSchema),
  /**
   * Writes a file: whole, or not at all. Lines of JSON are points as Qdrant takes them; a snapshot is what its snapshot
   * upload takes, of a collection that is one of its own there.
   * @param path refused where a file lies there, unless `isOverwriting`, which replaces nothing but an earlier export
   * @throws PATH_TAKEN, DIR_NOT_FOUND, DISK_FULL, PERMISSION_DENIED, VECTOR_STORE_UNREACHABLE, QUERY_INVALID
   */
  export: procedure
    .input(
      one.extend({
        path: z.string().min(1),
        format: z.enum(collectionExportFormats).default("jsonl"),
        isOverwriting: z.boolean().default(false),
      }),
    )
    .output(exportOutcomeSchema),
  /** Exports under way, for whoever waits for one. */
  exporting: procedure.output(
    z.array(
      z.object({
        collectionId: collectionIdSchema,
        path: z.string(),
        photosDone: countSchema,
        photosTotal: countSchema,
      }),
    ),
  ),
  /**
   * A new collection of what an export, or another program's lines of JSON with `payload.sha256`, names. Photos are known
   * by their contents: those that are not in the library are members that come when they do.
   * @throws QUERY_INVALID with the number of the line that is wrong: nothing is imported then
   */
  import: procedure
    .input(z.object({ path: z.string().min(1), name: collectionNameSchema.optional() }))
    .output(changed.extend({ known: countSchema, unknown: countSchema })),
};
