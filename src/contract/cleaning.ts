import { z } from "zod";
import { assetIdSchema, countSchema } from "./base.ts";
import { errorCodeSchema } from "./errors.ts";

/**
 * How the copy to keep is found. Rules are asked in the order a person gives them; the first that tells two copies
 * apart decides.
 * - `preferred-folder`: in one of `preferredFolders`, the first of them first
 * - `original-over-edited`: as the camera wrote it, over what an editor wrote, cropped, framed or wrote on
 * - `raw-over-jpeg`: the sensor's data
 * - `whole-unit`: with its Live Photo video, RAW file, sidecar or face data, over a bare copy. Always asked, once folders,
 *   originals and pixels were: it needs not be named
 * - `more-pixels`, `less-compression`, `richer-metadata`, `earlier-date`
 * - `nearest`: none of them could tell, and one is nearer to all the others: it was edited least
 * - `first-path`: not even that could tell; these two are always last, and need not be named
 * - `chosen`: a person named it; in answers only
 */
export const keepRuleNames = [
  "preferred-folder",
  "original-over-edited",
  "raw-over-jpeg",
  "more-pixels",
  "whole-unit",
  "less-compression",
  "richer-metadata",
  "earlier-date",
  "nearest",
  "first-path",
  "chosen",
] as const;
export type KeepRuleName = (typeof keepRuleNames)[number];

export const orderedRuleSchema = z
  .enum(keepRuleNames)
  .exclude(["whole-unit", "nearest", "first-path", "chosen"]);
export type OrderedRule = z.infer<typeof orderedRuleSchema>;

export const defaultRuleOrder: OrderedRule[] = [
  "preferred-folder",
  "original-over-edited",
  "more-pixels",
  "less-compression",
  "richer-metadata",
  "earlier-date",
];

/** The form of `shoebox duplicates resolve --rules FILE`, too. */
export const rulesSchema = z
  .strictObject({
    order: z.array(orderedRuleSchema).default(defaultRuleOrder),
    preferredFolders: z.array(z.string()).default([]),
    /** Nothing at or under these is ever moved. */
    protectedFolders: z.array(z.string()).default([]),
    /**
     * Nothing but identical files unless a person asks for more. Stacks of one moment are for picking by hand: they
     * cannot be named here.
     */
    tiers: z.array(z.enum(["identical", "same-picture"])).default(["identical"]),
    /** Of identical files it is 1. */
    minConfidence: z.number().min(0).max(1).default(0.9),
  })
  .prefault({});
export type Rules = z.infer<typeof rulesSchema>;

/** What one photo can take over from a copy that goes; kept in the library, never written into a file. */
export const inheritableFields = [
  "takenAt",
  "location",
  "rating",
  "title",
  "description",
  "keywords",
] as const;
export const inheritableFieldSchema = z.enum(inheritableFields);
export type InheritableField = z.infer<typeof inheritableFieldSchema>;

/** Accepted by a person: the photo that stays takes this over from one that goes; keywords are added to its own. */
export const takeOverSchema = z.object({
  keep: assetIdSchema,
  from: assetIdSchema,
  field: inheritableFieldSchema,
});
export type TakeOver = z.infer<typeof takeOverSchema>;

/** For many groups: where the photo that stays has nothing, or where it has something else. */
export const takeOverRuleSchema = z.object({
  field: inheritableFieldSchema,
  where: z.enum(["empty", "different"]),
});
export type TakeOverRule = z.infer<typeof takeOverRuleSchema>;

/** A person's choice for one group: these files stay, all others of the group go. */
export const choiceSchema = z.object({
  groupId: z.string(),
  keepFileIds: z.array(z.number().int().positive()).min(1),
  inherit: z.array(takeOverSchema).optional(),
});
export type Choice = z.infer<typeof choiceSchema>;

/**
 * Which groups to clean up: those chosen by hand, or, without choices, all that `rules` (the library's own when left
 * out) reach. A choice may name a `same-moment` group; rules never do.
 */
export const cleanUpSchema = z.object({
  choices: z.array(choiceSchema).optional(),
  rules: rulesSchema.optional(),
  /** What is taken over where rules decide; nothing, where it is left out. */
  inherit: z.array(takeOverRuleSchema).optional(),
});
export type CleanUp = z.infer<typeof cleanUpSchema>;

/** One file that is to go. */
export const plannedMoveSchema = z.object({
  path: z.string(),
  /** Of a part, that of its picture. */
  assetId: assetIdSchema,
  sizeBytes: countSchema,
  groupId: z.string(),
  rule: z.enum(keepRuleNames),
  /** Of the copy that stays. */
  keptPath: z.string(),
  /** Why it is a copy, in words: "the same bytes", "400 x 300 against 900 x 675". */
  reason: z.string(),
  /** The picture that it goes with, for a video, RAW file or sidecar that would lie there alone; null for a picture. */
  partOf: z.string().nullable(),
});
export type PlannedMove = z.infer<typeof plannedMoveSchema>;

export const refusalSchema = z.object({ path: z.string(), code: errorCodeSchema, message: z.string() });
export type Refusal = z.infer<typeof refusalSchema>;

export const cleanUpPreviewSchema = z.object({
  groups: countSchema,
  /** Pictures and their parts: as many as `moves` names. */
  files: countSchema,
  /** Won on the disks: names of a file that keeps another name win nothing. */
  bytes: countSchema,
  /** What the proposal rests on; tiers that give nothing are left out. */
  byTier: z.array(
    z.object({
      tier: z.enum(["identical", "same-picture", "same-moment"]),
      groups: countSchema,
      files: countSchema,
      bytes: countSchema,
      /** 0 to 1: of the least sure group. */
      leastConfidence: z.number().min(0).max(1),
    }),
  ),
  /** In the order of the rules; those that decide nothing have zeros. */
  byRule: z.array(
    z.object({ rule: z.enum(keepRuleNames), groups: countSchema, files: countSchema, bytes: countSchema }),
  ),
  moves: z.array(plannedMoveSchema),
  /** Photos that stay and could take something over where rules decide; fields that none could are left out. */
  inheritance: z.array(
    z.object({ field: inheritableFieldSchema, empty: countSchema, different: countSchema }),
  ),
  /**
   * Files that stay though a copy is kept elsewhere, each with its code: protected, on a disk that is not connected or
   * can only be read, another program's, another name of the very same file, with parts that the copy kept lacks.
   */
  left: z.array(refusalSchema),
});
export type CleanUpPreview = z.infer<typeof cleanUpPreviewSchema>;

export const cleanUpOutcomeSchema = z.object({
  /** For `history.undo`; null when nothing was moved. */
  batchId: z.number().int().positive().nullable(),
  moved: countSchema,
  bytes: countSchema,
  /** Values that photos which stay took over. */
  inherited: countSchema,
  /** Changed since they were indexed, gone, the last copy, no permission, ...: each with its code. */
  refused: z.array(refusalSchema),
  /** Where files went that are in no system trash, because their disk has none: folders beside the root. */
  foldersBesideRoots: z.array(z.string()),
});
export type CleanUpOutcome = z.infer<typeof cleanUpOutcomeSchema>;

export const cleaningContract = { preview: cleanUpPreviewSchema, outcome: cleanUpOutcomeSchema };

export const journalledMoveStates = [
  "planned",
  "moving",
  "moved",
  "failed",
  "restoring",
  "restored",
] as const;

export const journalledMoveSchema = z.object({
  moveId: z.number().int().positive(),
  path: z.string(),
  sha256: z.string(),
  sizeBytes: countSchema,
  /** `gone`: it is no longer in the trash, which was emptied perhaps. Looked up when asked. */
  state: z.enum([...journalledMoveStates, "gone"]),
  /** The move of the picture that this file went with; null for a picture. */
  partOf: z.number().int().positive().nullable(),
  /** Where the file is now; null while the system's own trash does not say. */
  trashedTo: z.string().nullable(),
  at: z.string(),
  code: errorCodeSchema.nullable(),
  message: z.string().nullable(),
});
export type JournalledMove = z.infer<typeof journalledMoveSchema>;

export const batchSchema = z.object({
  batchId: z.number().int().positive(),
  startedAt: z.string(),
  /** `interrupted`: the process ended on the way; what was moved is listed, the rest was never touched. */
  state: z.enum(["running", "done", "interrupted"]),
  /** In the trash now. */
  moved: countSchema,
  /** No longer in the trash, nor where they were: nothing can put them back. */
  gone: countSchema,
  restored: countSchema,
  failed: countSchema,
  /** Of what is in the trash now. */
  bytes: countSchema,
  /** Values that photos which stayed took over, as long as they have them by this. */
  inherited: countSchema,
});
export type Batch = z.infer<typeof batchSchema>;
