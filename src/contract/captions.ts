import { z } from "zod";
import { assetIdSchema, countSchema, dateTimeSchema, procedure } from "./base.ts";
import { photoSelectionSchema } from "./collections.ts";
import { stageProgressSchema } from "./jobs.ts";
import { modelCardShape, modelCheckSchema, modelIdSchema, troubleSchema } from "./models.ts";

/** For which photos sentences are written: for none, for favourites and those that somebody opened, for all. */
export const captioningModes = ["off", "opened", "all"] as const;
export type CaptioningMode = (typeof captioningModes)[number];

/** As long as a person's own may be. */
export const longestCaptionCharacters = 2000;

/** The sentence that a photo has: its person's own, else the machine's. */
export const captionSchema = z.object({
  text: z.string(),
  /** A person wrote it, or changed it: no machine ever replaces it. */
  isOwn: z.boolean(),
  /** How likely it names what can be seen, 0 to 1; null for a person's, and where the model does not say. */
  confidence: z.number().min(0).max(1).nullable(),
  /** What wrote it; null for a person's. */
  model: z.object({ id: modelIdSchema, name: z.string(), revision: z.string() }).nullable(),
  writtenAt: dateTimeSchema,
});
export type Caption = z.infer<typeof captionSchema>;

/** A model that writes sentences, as the Models screen and `shoebox captions models` show it. */
export const captionerCardSchema = z.object({
  ...modelCardShape,
  /** Photos whose machine's sentence is of it, whatever its revision. */
  captions: countSchema,
  /** Why the last download, check or sentence did not come to its end. */
  trouble: troubleSchema.nullable(),
});
export type CaptionerCard = z.infer<typeof captionerCardSchema>;

export const captionsStatusSchema = z.object({
  mode: z.enum(captioningModes),
  /** null where no captioner is installed. */
  captioner: z.object({ id: modelIdSchema, name: z.string(), revision: z.string() }).nullable(),
  /** Why it cannot be used; null where it can, or where there is none. */
  trouble: troubleSchema.nullable(),
  /** null where the mode is off or there is no captioner. `jobs.pauseStage` and the like know it by its name. */
  stage: stageProgressSchema.nullable(),
  photos: countSchema,
  /** Photos with a machine's sentence that is shown; with a person's own; with one that a person did not want. */
  written: countSchema,
  own: countSchema,
  rejected: countSchema,
});
export type CaptionsStatus = z.infer<typeof captionsStatusSchema>;

/** What a change did; `actionId` undoes it (`history.undo` with `captionActionId`), null where nothing had to be changed. */
const changed = z.object({ photosChanged: countSchema, actionId: z.number().int().positive().nullable() });
export type CaptionChange = z.infer<typeof changed>;

const captionNowSchema = z.object({
  path: z.string(),
  /** null for a picture outside the library. */
  assetId: assetIdSchema.nullable(),
  /** null where the model is not sure enough to say anything. */
  caption: z.string().nullable(),
  confidence: z.number().nullable(),
  /** null for a person's own. */
  model: z.string().nullable(),
  isOwn: z.boolean(),
});
export type CaptionNow = z.infer<typeof captionNowSchema>;

const oneModel = z.object({ id: modelIdSchema });

export const captionExportFormats = ["jsonl", "csv"] as const;

export const captionsContract = {
  status: procedure.output(captionsStatusSchema),
  /** Photos that come in from here on, and those that have none yet, follow. What is written stays. */
  setMode: procedure.input(z.object({ mode: z.enum(captioningModes) })).output(captionsStatusSchema),
  /**
   * Somebody opened this photo, to look at it and nothing else: in the mode "opened" its sentence is written next, in "all"
   * before those of others. Nothing is said of a photo that is gone, and where nothing can be kept.
   */
  opened: procedure.input(z.object({ assetId: assetIdSchema })).output(z.object({})),
  /**
   * What a screen reader says of each photo: its person's caption, else title or description, else the machine's
   * sentence; photos of which nothing is said are left out.
   */
  texts: procedure
    .input(z.object({ assetIds: z.array(assetIdSchema).max(2000) }))
    .output(z.array(z.object({ assetId: assetIdSchema, text: z.string() }))),
  /**
   * One sentence now, kept where the picture is a photo of the library. A person's own is answered as it is.
   * @throws MODEL_MISSING, MODEL_CORRUPT, ASSET_NOT_FOUND, and what is wrong with the file
   */
  writeNow: procedure
    .input(z.union([z.object({ assetId: assetIdSchema }), z.object({ path: z.string().min(1) })]))
    .output(captionNowSchema),
  /** Becomes the person's; an empty text takes the person's own away, and the machine's is shown again. */
  edit: procedure
    .input(
      z.object({
        assetId: assetIdSchema,
        text: z
          .string()
          .trim()
          .max(longestCaptionCharacters)
          .transform((text) => text.replace(/\s+/gu, " ")),
      }),
    )
    .output(changed),
  /** The machine's sentence is not shown, found or exported any more, whoever has one; a person's own stays. */
  reject: procedure.input(z.object({ photos: photoSelectionSchema })).output(changed),
  /** Writes other sentences, not those that were rejected; until then, and where there is none, what is there stays. */
  writeAgain: procedure.input(z.object({ photos: photoSelectionSchema })).output(changed),
  /** Removes every sentence that a machine wrote, and turns the mode off. People's own stay. */
  clear: procedure.output(z.object({ photosChanged: countSchema })),
  /** @throws PATH_TAKEN, DIR_NOT_FOUND, DISK_FULL, PERMISSION_DENIED */
  export: procedure
    .input(
      z.object({
        path: z.string().min(1),
        format: z.enum(captionExportFormats).default("jsonl"),
        isOverwriting: z.boolean().default(false),
      }),
    )
    .output(z.object({ path: z.string(), photos: countSchema, bytes: countSchema })),

  models: procedure.output(z.array(captionerCardSchema)),
  /** Downloads it in the background, as `models.install` does. */
  install: procedure.input(oneModel).output(captionerCardSchema),
  cancelInstall: procedure.input(oneModel).output(captionerCardSchema),
  /** Deletes its files; what it wrote stays. Refused for the one in use. */
  remove: procedure.input(oneModel).output(captionerCardSchema),
  /** Writes with it from here on; what another one wrote stays until it is written anew, photo by photo. */
  use: procedure.input(oneModel).output(captionsStatusSchema),
  /** Copies a folder with a captioner into the library, checked end to end first. */
  import: procedure.input(z.object({ directory: z.string().min(1) })).output(captionerCardSchema),
  verify: procedure.input(oneModel).output(modelCheckSchema),
};
