import { z } from "zod";
import { countSchema, dateTimeSchema, procedure } from "./base.ts";
import { errorCodeSchema } from "./errors.ts";
import { stageWaitsForSchema } from "./jobs.ts";

export const modelIdSchema = z.string().min(1).max(200);

/** Work on many photos: how far, how fast, how long still. */
const paceSchema = {
  perSecond: z.number().nonnegative(),
  /** null until it can be told. */
  secondsLeft: z.number().nonnegative().nullable(),
};

export const troubleSchema = z.object({ code: errorCodeSchema, message: z.string() });
export type ModelTrouble = z.infer<typeof troubleSchema>;

export const modelDownloadSchema = z.object({
  bytesDone: countSchema,
  /** null where a server does not say. */
  bytesTotal: countSchema.nullable(),
  bytesPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
});

/** A model's vectors on their way into the library, beside those in use. */
export const modelFillingSchema = z.object({
  state: z.enum(["waiting", "running", "paused"]),
  /** As `jobs.stages` tells it. */
  waitsFor: stageWaitsForSchema,
  photosDone: countSchema,
  photosTotal: countSchema,
  /**
   * Photos that this model could not be given. `jobs.stageProblems` of its stage, which `jobs.stages` names
   * `embeddings:ID@REVISION/...`, lists them with their files and codes; `jobs.retryStage` tries them again.
   */
  photosFailed: countSchema,
  ...paceSchema,
});

/** What is told of every model, whatever it is for. */
export const modelCardShape = {
  id: modelIdSchema,
  name: z.string(),
  revision: z.string(),
  /** What it is good for, in a sentence. */
  summary: z.string(),
  /** BCP 47 tags; `mul` for a hundred or so. */
  languages: z.array(z.string()),
  licence: z.object({ name: z.string(), url: z.string().nullable(), isNonCommercial: z.boolean() }),
  /** Ships with Shoebox, published by others, or brought by this person. */
  origin: z.enum(["shipped", "published", "own"]),
  isRecommended: z.boolean(),
  /** Whether its files' sizes, tensors and preprocessing were checked by this project. */
  isVerified: z.boolean(),
  /** Of all its files; null where it is not known before it is asked for. */
  sizeBytes: countSchema.nullable(),
  /** As published; null where nobody published one. */
  quality: z.object({ measure: z.string(), value: z.number(), source: z.string() }).nullable(),
  isInstalled: z.boolean(),
  isInUse: z.boolean(),
  download: modelDownloadSchema.nullable(),
};

/** One model that can find photos by words, as the Models screen and `shoebox models list` show it. */
export const modelCardSchema = z.object({
  ...modelCardShape,
  dimensions: countSchema,
  inputSizePixels: countSchema,
  /** As measured on this machine; null before that. */
  speed: z
    .object({ photosPerSecond: z.number(), queryMillis: z.number(), measuredAt: dateTimeSchema })
    .nullable(),
  /** It takes over as soon as its vectors are whole. */
  isWanted: z.boolean(),
  /** Photos that have a vector of it, whole or not. */
  vectors: countSchema,
  filling: modelFillingSchema.nullable(),
  /** Why the last download, check or filling did not come to its end. */
  trouble: troubleSchema.nullable(),
});
export type ModelCard = z.infer<typeof modelCardSchema>;
export type ModelDownload = z.infer<typeof modelDownloadSchema>;
export type ModelFilling = z.infer<typeof modelFillingSchema>;

export const modelListSchema = z.object({
  models: z.array(modelCardSchema),
  /** Photos of the library: what a model that is switched to has to look at. */
  photos: countSchema,
});
export type ModelList = z.infer<typeof modelListSchema>;

export const modelCheckSchema = z.object({
  id: modelIdSchema,
  files: z.array(
    z.object({
      path: z.string(),
      state: z.enum(["right", "missing", "wrong-size", "wrong-contents", "unknown"]),
    }),
  ),
  /** Whether it loads, embeds, and its texts and pictures agree. */
  works: z.boolean(),
  trouble: troubleSchema.nullable(),
});
export type ModelCheck = z.infer<typeof modelCheckSchema>;

const one = z.object({ id: modelIdSchema });

export const modelsContract = {
  list: procedure.output(modelListSchema),
  /** Downloads it in the background, going on where an earlier try ended; `list` tells how far it is. */
  install: procedure.input(one).output(modelCardSchema),
  /** Ends a download; what has come so far is kept for the next try. */
  cancelInstall: procedure.input(one).output(modelCardSchema),
  /** Deletes its files. Its vectors stay, unless `dropVectors` is called. Refused for the model in use. */
  remove: procedure.input(one).output(modelCardSchema),
  /**
   * Searches with it: at once where its vectors are whole, else as soon as they are. Until then the model in use stays
   * in use. The vectors of the one before are kept, so that going back is instant, unless `keepsVectors` is false.
   */
  use: procedure.input(one.extend({ keepsVectors: z.boolean().default(true) })).output(modelListSchema),
  /** Leaves the model in use in use; what the other has so far is kept. */
  cancelUse: procedure.output(modelListSchema),
  /** Pauses and resumes the filling of the model that is wanted. */
  pause: procedure.output(modelListSchema),
  resume: procedure.output(modelListSchema),
  /** Frees the room that a model's vectors take. Refused for the model in use. */
  dropVectors: procedure.input(one).output(modelListSchema),
  /** Copies a folder with a model into the library, checked end to end first. */
  import: procedure.input(z.object({ directory: z.string().min(1) })).output(modelCardSchema),
  /** Compares its files with what they should be, and tries it. */
  verify: procedure.input(one).output(modelCheckSchema),
  /** Measures photos and queries a second on this machine; kept with the library. */
  measure: procedure.input(one).output(modelCardSchema),
};
