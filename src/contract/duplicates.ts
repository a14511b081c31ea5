import { z } from "zod";
import { assetIdSchema, countSchema, dateTimeSchema, pageSchema, procedure } from "./base.ts";
import {
  cleaningContract,
  cleanUpSchema,
  inheritableFields,
  keepRuleNames,
  rulesSchema,
} from "./cleaning.ts";
import { takenAtSourceSchema } from "./photos.ts";

/**
 * Three tiers that are never mixed in one group:
 * - `identical`: files with the same SHA-256, that is, the files of one asset.
 * - `same-picture`: other bytes, the same picture: re-encoded, resized, converted, lightly edited, cropped, framed;
 *   mirrored or turned copies only where `includeTurned` asks for them. Every pair was laid on each other; where writing
 *   or fine lines decide, the originals were. Other contents on the same form are no copies: no tier shows them.
 * - `same-moment`: different shots of one moment, for picking the best. Never cleaned up in bulk.
 */
export const duplicateTiers = ["identical", "same-picture", "same-moment"] as const;
export const duplicateTierSchema = z.enum(duplicateTiers);
export type DuplicateTier = z.infer<typeof duplicateTierSchema>;

/** How sure a pair must be to be shown. A change costs no new scan: the checked pairs keep their scores. */
export const sensitivities = ["strict", "balanced", "loose"] as const;
export const sensitivitySchema = z.enum(sensitivities);
export type Sensitivity = z.infer<typeof sensitivitySchema>;

/** What a review works with; kept in the library. */
export const duplicateSettingsSchema = z.object({
  sensitivity: sensitivitySchema.default("balanced"),
  /** Also copies that were mirrored or turned by quarters. */
  includeTurned: z.boolean().default(false),
  /** Photos of one stack lie at most so far apart in time. */
  momentMinutes: z.number().min(0).max(60).default(2),
  rules: rulesSchema,
});
export type DuplicateSettings = z.infer<typeof duplicateSettingsSchema>;

/**
 * Where a point of one picture lies in another: x' = a x + b y + c, y' = d x + e y + f, all in parts of each picture's
 * width and height from its top left corner.
 */
export const frameMapSchema = z.object({
  a: z.number(),
  b: z.number(),
  c: z.number(),
  d: z.number(),
  e: z.number(),
  f: z.number(),
});
export type FrameMap = z.infer<typeof frameMapSchema>;

/** One file of an `identical` group, one content (its first file) of the other tiers. */
export const duplicateMemberSchema = z.object({
  path: z.string(),
  assetId: assetIdSchema,
  /** How it differs from the one kept, in words: "the same picture, JPEG quality 72 against 95, 40 % smaller". */
  reason: z.string(),
  /** 0 to 1, of this member and the one kept: structural similarity of the aligned pictures, or of embeddings. */
  similarity: z.number().min(0).max(1),
  /** Where this picture lies in the one kept, as far as that is known; null: frame on frame. */
  mapIntoKept: frameMapSchema.nullable(),
  /** Names this file among all of the library; choices refer to it. */
  fileId: z.number().int().positive(),
  /** Files that hold this content; more than one only outside the `identical` tier. */
  files: countSchema,
  /** Of all of them. */
  sizeBytes: countSchema,
  format: z.string(),
  width: countSchema,
  height: countSchema,
  takenAt: dateTimeSchema.nullable(),
  takenAtSource: takenAtSourceSchema.nullable(),
  modifiedAt: z.string(),
  /** 1 to 100, estimated from the quantisation tables; null for other formats. */
  jpegQuality: z.number().nullable(),
  /** The program that wrote the file last, where it says so. */
  software: z.string().nullable(),
  /** Lies in a protected folder, or in what belongs to another program: never moved. */
  isProtected: z.boolean(),
  /** What lies beside it and belongs to it: goes with it, and comes back with it. */
  parts: z.array(z.object({ kind: z.string(), name: z.string() })),
  isOnline: z.boolean(),
});
export type DuplicateMember = z.infer<typeof duplicateMemberSchema>;

export const duplicateGroupSchema = z.object({
  /** Made from tier and contents: the same group has the same id in every run. */
  id: z.string(),
  tier: duplicateTierSchema,
  /** 0 to 1: of the least sure pair that holds the group together. */
  confidence: z.number().min(0).max(1),
  /** What is won when the proposal is followed; 0 in the `same-moment` tier, and for other names of one file. */
  bytesToWin: countSchema,
  /** The content proposed to be kept. In an `identical` group all have it: the file is `keepFileId`. */
  keep: assetIdSchema,
  keepFileId: z.number().int().positive(),
  /** The rule that decided, and why in words: "more pixels: 4000 x 3000 against 1600 x 1200". */
  keepRule: z.enum(keepRuleNames),
  keepReason: z.string(),
  /** Of the earliest photo. */
  takenAt: dateTimeSchema.nullable(),
  /** The kept one first. */
  members: z.array(duplicateMemberSchema),
});
export type DuplicateGroup = z.infer<typeof duplicateGroupSchema>;

/** Photos are compared in the background as they are indexed; a list is whole when `checked` equals `total`. */
export const duplicateProgressSchema = z.object({ checked: countSchema, total: countSchema });
export type DuplicateProgress = z.infer<typeof duplicateProgressSchema>;

export const duplicateQuerySchema = z.object({
  tier: duplicateTierSchema.optional(),
  minConfidence: z.number().min(0).max(1).default(0),
  /** Groups with at least one member at or under this folder. */
  folder: z.string().optional(),
  /** Groups with at least one member of this format: "jpeg", "png", ... */
  format: z.string().optional(),
  order: z.enum(["space", "date", "confidence"]).default("space"),
  /** Instead of the library's own settings, for this answer only. */
  sensitivity: sensitivitySchema.optional(),
  includeTurned: z.boolean().optional(),
  ...pageSchema,
});
export type DuplicateQuery = z.infer<typeof duplicateQuerySchema>;

export const duplicateListSchema = z.object({
  /** Groups that match, over all pages. */
  total: countSchema,
  bytesToWin: countSchema,
  byTier: z.record(duplicateTierSchema, z.object({ groups: countSchema, bytesToWin: countSchema })),
  /** Formats among all groups, whatever the filters: what `format` can be. */
  formats: z.array(z.string()),
  progress: duplicateProgressSchema,
  groups: z.array(duplicateGroupSchema),
});
export type DuplicateList = z.infer<typeof duplicateListSchema>;

/**
 * What a person decided about contents; stored by SHA-256, so that it survives rescans, moves, other models and other
 * sensitivities.
 * - `not-duplicates`: no two of these are ever shown as copies of each other again, in any tier.
 * - `keep-all`: they may be copies, and all stay: a group is shown again only when another content joins it.
 */
export const verdictKinds = ["not-duplicates", "keep-all"] as const;
export const verdictSchema = z.object({
  kind: z.enum(verdictKinds),
  /** Hexadecimal. */
  contents: z.array(z.string().regex(/^[0-9a-f]{64}$/)).min(1),
  decidedAt: z.string(),
});
export type Verdict = z.infer<typeof verdictSchema>;

export const verdictsDocumentSchema = z.object({
  format: z.literal("shoebox-verdicts"),
  version: z.literal(1),
  verdicts: z.array(verdictSchema),
});
export type VerdictsDocument = z.infer<typeof verdictsDocumentSchema>;

/**
 * A field whose values differ between the one that stays and those that go. Nothing is merged without being asked; the
 * camera is only told of, all others can be taken over. Of keywords those are offered that the one kept lacks.
 */
export const inheritedFieldSchema = z.object({
  field: z.enum([...inheritableFields, "camera"]),
  /** What the one kept has, as text; null for nothing. */
  kept: z.string().nullable(),
  offered: z.array(z.object({ assetId: assetIdSchema, value: z.string() })),
});
export type InheritedField = z.infer<typeof inheritedFieldSchema>;

const oneGroup = z.object({ groupId: z.string() });
const verdictId = z.object({ verdictId: z.number().int().positive() });

export const duplicatesContract = {
  list: procedure.input(duplicateQuerySchema).output(duplicateListSchema),
  /** One group again; GROUP_NOT_FOUND once its files or the settings changed. */
  get: procedure.input(oneGroup).output(duplicateGroupSchema),
  progress: procedure.output(duplicateProgressSchema),
  settings: procedure.output(duplicateSettingsSchema),
  saveSettings: procedure.input(duplicateSettingsSchema).output(duplicateSettingsSchema),
  /** Stores the verdict about a group's contents; the group is gone from `list` then. */
  decide: procedure.input(oneGroup.extend({ kind: z.enum(verdictKinds) })).output(verdictId),
  /** Takes a verdict back. */
  undecide: procedure.input(verdictId).output(z.object({})),
  verdicts: procedure.output(z.array(verdictSchema.extend({ verdictId: z.number().int().positive() }))),
  exportVerdicts: procedure.output(verdictsDocumentSchema),
  importVerdicts: procedure.input(verdictsDocumentSchema).output(z.object({ imported: countSchema })),
  /** What the one that stays could take over from those that go. */
  inheritance: procedure
    .input(oneGroup.extend({ keep: assetIdSchema.optional() }))
    .output(z.object({ keep: assetIdSchema, fields: z.array(inheritedFieldSchema) })),
  /** What `resolve` would do: counts and space for each rule. Touches nothing. */
  preview: procedure.input(cleanUpSchema).output(cleaningContract.preview),
  /** Moves what the preview names to the trash, one journalled batch. */
  resolve: procedure.input(cleanUpSchema).output(cleaningContract.outcome),
};
