import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { countSchema, procedure } from "./base.ts";
import { errorCodeSchema } from "./errors.ts";
import { rootSchema } from "./roots.ts";

export const modelSchema = z.object({
  id: z.string(),
  name: z.string(),
  revision: z.string(),
  /** Ships with Shoebox, published by others, or brought by this person. */
  origin: z.enum(["shipped", "published", "own"]),
  dimensions: countSchema,
  inputSizePixels: countSchema,
});
export type Model = z.infer<typeof modelSchema>;

export const statsSchema = z.object({
  /** Distinct pictures that can be shown. */
  photos: countSchema,
  /** Files on disk that were seen, whatever became of them. */
  files: countSchema,
  vectors: countSchema,
  thumbnails: countSchema,
  problems: countSchema,
  /** Bytes of the photos' files on disk. */
  bytes: countSchema,
  /** Bytes of the library itself: catalog and index. */
  libraryBytes: countSchema,
  libraryDirectory: z.string(),
  /** Why nothing can be kept now: the library can only be read, or its disk is full; null where all is well. */
  hindrance: z.object({ code: errorCodeSchema, message: z.string() }).nullable(),
  /** The one that searches; null where none is installed. */
  model: modelSchema.nullable(),
  roots: z.array(rootSchema),
});
export type Stats = z.infer<typeof statsSchema>;

export const libraryEventTypes = [
  "photos",
  "roots",
  "problems",
  "jobs",
  "settings",
  "duplicates",
  /** Whether anything can be kept. */
  "library",
  /** Work in the background went on. */
  "stages",
  /** Another model is in use, wanted, or in trouble. */
  "models",
  /** Another vector store is in use or wanted, or the server went or came back. */
  "vectors",
  "collections",
  /** The list of saved searches, or what one of them counts. */
  "searches",
  /** Another captioner or mode; sentences were written, edited or rejected: the page asks anew for those it shows. */
  "captions",
] as const;

/** Says that something changed, never what: the page asks again for what it shows. */
export const libraryEventSchema = z.object({ type: z.enum(libraryEventTypes) });
export type LibraryEvent = z.infer<typeof libraryEventSchema>;

export const libraryContract = {
  stats: procedure.output(statsSchema),
  events: procedure.output(eventIterator(libraryEventSchema)),
};
