import { z } from "zod";

/** What a file of a model is to the code that loads it. */
const modelFileRoles = [
  "visionModel",
  "textModel",
  "tokenizer",
  "tokenizerConfig",
  /** What tells how likely a score is to be a match: no vector depends on it, so the revision does not either. */
  "calibration",
  /** Weights that an ONNX file keeps beside itself (`model.onnx.data`), vocabularies, what else must lie there. */
  "companion",
] as const;
export type ModelFileRole = (typeof modelFileRoles)[number];

const modelFileSchema = z.object({
  role: z.enum(modelFileRoles),
  /** In the model's folder, and in its repository, with forward slashes. */
  path: z.string().min(1),
  /** Where it is published, when not in the model's repository. */
  url: z.url().optional(),
  /** null where it could not be looked up: the server's own word (length, LFS SHA-256) is taken then. */
  sizeBytes: z.number().int().positive().nullable(),
  /** Lower-case hexadecimal. */
  sha256: z.string().length(64).nullable(),
});
export type ModelFile = z.infer<typeof modelFileSchema>;

const channels = z.array(z.number()).length(3);

/** What no model runs without. */
const neededRoles = ["visionModel", "textModel", "tokenizer"] as const;

const modelFilesSchema = z
  .array(modelFileSchema)
  .refine((files) => neededRoles.every((needed) => files.some(({ role }) => role === needed)), {
    error: `Expected a file for each of ${neededRoles.join(", ")}.`,
  });

/** How a picture becomes the vision tower's input, float32 [batchSize, 3, height, width]. */
const modelInputSchema = z
  .object({
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    /**
     * `crop`: the shorter side to `shortestEdge`, the centre cut out. `squash`: the whole picture, whatever its shape.
     * `letterbox`: the whole picture in its shape, the rest in `background`.
     */
    resize: z.enum(["crop", "squash", "letterbox"]),
    /** Pixels, for `crop`; as large as the input where it is left out. */
    shortestEdge: z.number().int().positive().optional(),
    filter: z.enum(["bicubic", "bilinear"]),
    background: z.array(z.number().int().min(0).max(255)).length(3).optional(),
    rescaleFactor: z.number().default(1 / 255),
    mean: channels,
    standardDeviation: channels,
  })
  .refine(({ width, height, shortestEdge = Infinity }) => shortestEdge >= Math.max(width, height), {
    error: "Expected a shortestEdge that leaves enough to cut the input out of.",
  });

const modelTextSchema = z.object({
  /** Tokens, start and end included. */
  contextLength: z.number().int().positive(),
  /** Some towers were exported for texts of their full length only. */
  padding: z.enum(["none", "max-length"]),
  padId: z.number().int().nonnegative().default(0),
  lowerCase: z.boolean().default(false),
  /** Put around a query, `{}` being the query; only where it was measured to help. */
  queryTemplate: z.string().includes("{}").optional(),
  integerType: z.enum(["int64", "int32"]).default("int64"),
});

/** Names in the ONNX files: hints. What is left out, or is not there, is told from the files themselves. */
const tensorNamesSchema = z.object({
  pixels: z.string().optional(),
  imageEmbedding: z.string().optional(),
  inputIds: z.string().optional(),
  attentionMask: z.string().optional(),
  textEmbedding: z.string().optional(),
});

/** Everything the app must know to install, show and run one model. */
export const modelEntrySchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  name: z.string(),
  /** Changes whenever the weights do: vectors of another revision are made anew. */
  revision: z.string(),
  task: z.literal("embedding"),
  origin: z.enum(["shipped", "published", "own"]),
  isRecommended: z.boolean().default(false),
  /** Whether this project has run these very files; what it has not is taken on the publisher's word. */
  verified: z.boolean(),
  summary: z.string(),
  languages: z.array(z.string()),
  licence: z.object({ name: z.string(), url: z.url().nullable(), isNonCommercial: z.boolean() }),
  /** Of what ships: relative to the manifest. */
  directory: z.string().optional(),
  /** `owner/name` on the hub. */
  repository: z.string().optional(),
  files: modelFilesSchema,
  dimensions: z.number().int().positive(),
  input: modelInputSchema,
  text: modelTextSchema,
  tensors: tensorNamesSchema.default({}),
  quality: z.object({ measure: z.string(), value: z.number(), source: z.string() }).nullable(),
  /** Queries that it answers well, for an empty search field. */
  suggestions: z.array(z.string()).default([]),
});
export type ModelEntry = z.infer<typeof modelEntrySchema>;
export type ModelInput = ModelEntry["input"];
export type ModelText = ModelEntry["text"];
export type TensorNames = ModelEntry["tensors"];

/** Rises when an older Shoebox could not make sense of the file. */
export const manifestVersion = 1;

export const manifestSchema = z.object({
  version: z.number().int().max(manifestVersion),
  models: z.array(modelEntrySchema).min(1),
});
