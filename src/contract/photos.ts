import { z } from "zod";
import { assetIdSchema, countSchema, dateTimeSchema, procedure } from "./base.ts";
import { captionSchema } from "./captions.ts";
import { inheritableFieldSchema } from "./cleaning.ts";
import { tileDescriptionSchema } from "./tiles.ts";

/**
 * All photos in one compact answer, so that a grid of 100,000 can be laid out at once. Columns are base64 of
 * little-endian arrays, all in the same order (newest first, then highest id):
 * - `assetIds`: uint32
 * - `takenAtMinutes`: int32, wall-clock minutes since 1970-01-01T00:00
 * - `aspectRatios`: uint16, width / height x 1000, upright
 * - `placeholderLengths`: uint8, bytes of each ThumbHash (0: none)
 * - `placeholders`: the ThumbHashes, one after the other
 */
export const timelineSchema = z.object({
  count: countSchema,
  /** Rises with every change; pass it as `since` to get only what is new. */
  revision: countSchema,
  /** False when `since` could not be honoured: this answer then replaces everything. */
  isDelta: z.boolean(),
  assetIds: z.string(),
  takenAtMinutes: z.string(),
  aspectRatios: z.string(),
  placeholderLengths: z.string(),
  placeholders: z.string(),
  /** uint32: those of these photos of which only the year is known; left out when there are none. */
  yearAssetIds: z.string().optional(),
  /** uint32: those of which the month is. */
  monthAssetIds: z.string().optional(),
  /** uint32: photos gone since `since`; empty when this is no delta. */
  removedAssetIds: z.string(),
});
export type Timeline = z.infer<typeof timelineSchema>;

export const cameraSchema = z.object({
  make: z.string().optional(),
  model: z.string().optional(),
  lens: z.string().optional(),
  exposureSeconds: z.number().optional(),
  apertureFNumber: z.number().optional(),
  iso: z.number().optional(),
  focalLengthMillimetres: z.number().optional(),
});
export type Camera = z.infer<typeof cameraSchema>;

/** Where in a picture a face is: parts of its width and height, as they were written. */
export const faceRegionSchema = z.object({
  left: z.number(),
  top: z.number(),
  width: z.number(),
  height: z.number(),
  /** The size of the picture that it was marked in, where that was written. */
  appliedTo: z.object({ width: z.number(), height: z.number() }).nullable(),
  /** EXIF's orientation of the file that says it, 1 to 8: programs disagree on whether they had turned it before. */
  orientation: z.number().nullable(),
});
export type FaceRegion = z.infer<typeof faceRegionSchema>;

export const personSchema = z.object({
  /** Null for a face that nobody named. */
  name: z.string().nullable(),
  region: faceRegionSchema.nullable(),
});
export type Person = z.infer<typeof personSchema>;

/** Where a date comes from: what is written in the file or beside it, the file's name, or only the file's own time. */
export const takenAtSourceSchema = z.enum(["exif", "name", "file"]);
export type TakenAtSource = z.infer<typeof takenAtSourceSchema>;

export const photoFileSchema = z.object({
  path: z.string(),
  rootId: z.number().int().positive(),
  sizeBytes: countSchema,
  modifiedAt: z.string(),
  isOnline: z.boolean(),
  /** A sentence that says which disk to connect; null while the file can be reached. */
  offlineMessage: z.string().nullable(),
});

export const photoPartSchema = z.object({
  path: z.string(),
  /** The moving part of a photo is a file beside it, or lies in the photo's own file. */
  kind: z.enum(["raw", "video", "embedded-video", "sidecar"]),
  sizeBytes: countSchema,
});

export const photoDetailsSchema = z.object({
  assetId: assetIdSchema,
  sha256: z.string(),
  format: z.string(),
  /** Upright, after the EXIF orientation. */
  width: countSchema,
  height: countSchema,
  takenAt: dateTimeSchema.nullable(),
  takenAtSource: takenAtSourceSchema.nullable(),
  camera: cameraSchema,
  location: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  /** It has more frames than the first, which is the one that is shown and searched. */
  isAnimated: z.boolean(),
  /** What thumbnail and embedding were made from: all of the picture, or the smaller one that its file holds. */
  pixelSource: z.enum(["full", "embedded-thumbnail", "embedded-preview"]),
  /** 0 to 5 stars. */
  rating: z.number().int().min(0).max(5).nullable(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  /** A sentence on what can be seen: the person's own, else a machine's. */
  caption: captionSchema.nullable(),
  keywords: z.array(z.string()),
  /** Those who are named as being in it, and faces that are marked in it. */
  people: z.array(personSchema),
  /** Titles of the albums that its folders are. */
  albums: z.array(z.string()),
  isFavorite: z.boolean(),
  /** Somebody discarded it in another program. */
  isRejected: z.boolean(),
  /** Which of these facts were taken over from a copy: they are in the library only, not in the photo's file. */
  ownFields: z.array(inheritableFieldSchema),
  /** What in the metadata cannot be true and was treated as absent, in sentences. */
  oddities: z.array(z.string()),
  /** What belongs to this photo: the video of a Live Photo or motion photo, the RAW file beside its JPEG, sidecars. */
  parts: z.array(photoPartSchema),
  /** Base64 ThumbHash. */
  placeholder: z.string().nullable(),
  isSearchable: z.boolean(),
  /** The same bytes can lie in several places; the first is the one shown. */
  files: z.array(photoFileSchema),
});
export type PhotoDetails = z.infer<typeof photoDetailsSchema>;

const onePhoto = z.object({ assetId: assetIdSchema });

export const photosContract = {
  timeline: procedure.input(z.object({ since: countSchema.optional() })).output(timelineSchema),
  /** Photos of which every file lies on a disk that is not connected: base64 of uint32, ascending. */
  offline: procedure.output(z.object({ assetIds: z.string() })),
  details: procedure.input(onePhoto).output(photoDetailsSchema),
  /**
   * Makes the tiles that show a photo's own pixels, where they are not there yet: a second for each 50 megapixels or so.
   * The answer comes when they are. A call that is aborted while others go first is never made.
   */
  tiles: procedure.input(onePhoto).output(tileDescriptionSchema),
  /** Shows the photo's file in the system's file manager. */
  reveal: procedure.input(onePhoto).output(z.object({ path: z.string() })),
};
