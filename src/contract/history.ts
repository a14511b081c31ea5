import { z } from "zod";
import { countSchema, procedure } from "./base.ts";
import { batchSchema, journalledMoveSchema, refusalSchema } from "./cleaning.ts";

export const collectionActionKinds = [
  "created",
  "renamed",
  "own-in-qdrant",
  "added",
  "removed",
  "merged",
  "split",
  "deleted",
  "imported",
  /** Undid another action. */
  "undone",
  /** Undid an undoing: what that took back holds again. */
  "redone",
] as const;

/** Something that was done to collections, in one step. */
export const collectionActionSchema = z.object({
  actionId: z.number().int().positive(),
  action: z.enum(collectionActionKinds),
  /** For people: `Merged “Rome” and “Naples” into “Italy”`. */
  title: z.string(),
  doneAt: z.string(),
  /** null as long as it holds; what is undone is not undone again, its undoing can be. */
  undoneAt: z.string().nullable(),
});
export type CollectionAction = z.infer<typeof collectionActionSchema>;

export const captionActionKinds = ["edited", "rejected", "written-again", "undone", "redone"] as const;

/** Something that a person did to captions, in one step. */
export const captionActionSchema = z.object({
  captionActionId: z.number().int().positive(),
  action: z.enum(captionActionKinds),
  /** For people: `Edited the caption of “IMG_0012.jpg”`, `Rejected the captions of 12 photos`. */
  title: z.string(),
  photos: countSchema,
  doneAt: z.string(),
  /** null as long as it holds; what is undone is not undone again, its undoing can be. */
  undoneAt: z.string().nullable(),
});
export type CaptionAction = z.infer<typeof captionActionSchema>;

export const historyEntrySchema = z.discriminatedUnion("kind", [
  batchSchema.extend({ kind: z.literal("clean-up") }),
  collectionActionSchema.extend({ kind: z.literal("collection") }),
  captionActionSchema.extend({ kind: z.literal("caption") }),
]);
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export type CleanUpEntry = Extract<HistoryEntry, { kind: "clean-up" }>;
export type CollectionEntry = Extract<HistoryEntry, { kind: "collection" }>;
export type CaptionEntry = Extract<HistoryEntry, { kind: "caption" }>;

/** Everything that was done to originals, to collections and to captions, and the way back. */
export const historyContract = {
  /** The latest first. */
  list: procedure
    .input(z.object({ limit: z.number().int().min(1).max(1000).default(50) }))
    .output(z.array(historyEntrySchema)),
  /** The files of a clean-up. */
  moves: procedure
    .input(z.object({ batchId: z.number().int().positive() }))
    .output(z.array(journalledMoveSchema)),
  /**
   * Takes back one thing, or, where none is named, the latest that can be: a clean-up (`batchId`; with `moveId` one file
   * of it and its parts), of which files are put back, or what was done to collections (`actionId`) or to captions
   * (`captionActionId`). What is gone from
   * the trash is said, and the rest comes back.
   * @throws ACTION_NOT_FOUND where there is nothing (any more) to undo; ACTION_BURIED where the same collections were
   * changed since: what came later is undone first; COLLECTION_EXISTS where another one has the name by now
   */
  undo: procedure
    .input(
      z.object({
        batchId: z.number().int().positive().optional(),
        moveId: z.number().int().positive().optional(),
        actionId: z.number().int().positive().optional(),
        captionActionId: z.number().int().positive().optional(),
      }),
    )
    .output(
      z.object({
        /** null where it was no clean-up. */
        batchId: z.number().int().positive().nullable(),
        restored: countSchema,
        refused: z.array(refusalSchema),
        /** The undoing, which can be undone; null for a clean-up. */
        action: collectionActionSchema.nullable(),
        /** The same of captions. */
        captionAction: captionActionSchema.nullable(),
      }),
    ),
};
