import { z } from "zod";

/** What a file of a model is to the code that loads it. */
const modelFileRoles = [
  "visionModel",
  "textModel",
  /** Says the next token of a caption, given those before it and what the vision model gave. */
  "textDecoder",
  "tokenizer",
  "tokenizerConfig",
  /** Which tokens name things: a JSON array of their numbers. */
  "things",
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

/** What each kind of model does not run without. */
const neededRoles = {
  embedding: ["visionModel", "textModel", "tokenizer"],
  blip: ["visionModel", "textDecoder", "tokenizer"],
  transformers: ["visionModel", "textDecoder", "tokenizer"],
} as const;

const filesWith = (needed: readonly ModelFileRole[]) =>
  z.array(modelFileSchema).refine((files) => needed.every((one) => files.some(({ role }) => role === one)), {
    error: `Expected a file for each of ${needed.join(", ")}.`,
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

/** What every model has, whatever it is for. */
const commonShape = {
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  name: z.string(),
  /** Changes whenever the weights do: what another revision made is made anew. */
  revision: z.string(),
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
  input: modelInputSchema,
  quality: z.object({ measure: z.string(), value: z.number(), source: z.string() }).nullable(),
};

/** A model of two towers, that finds photos by words. */
export const embeddingEntrySchema = z.object({
  ...commonShape,
  task: z.literal("embedding"),
  files: filesWith(neededRoles.embedding),
  dimensions: z.number().int().positive(),
  text: modelTextSchema,
  tensors: tensorNamesSchema.default({}),
  /** Queries that it answers well, for an empty search field. */
  suggestions: z.array(z.string()).default([]),
});
export type EmbeddingEntry = z.infer<typeof embeddingEntrySchema>;

/** How a sentence is written, token by token; names and meanings are those of Hugging Face's `GenerationConfig`. */
const generationSchema = z.object({
  /** Words that every sentence begins with, which are not kept: "a picture of". For models that are asked: the question. */
  prompt: z.string().default(""),
  /** Begin, prompt and end included (`max_length`). */
  mostTokens: z.number().int().min(2).max(1024),
  /** The end is not said before (`min_length`). */
  leastTokens: z.number().int().nonnegative().default(0),
  beams: z.number().int().min(1).max(16).default(1),
  repetitionPenalty: z.number().positive().default(1),
  /** No run of so many tokens comes twice (`no_repeat_ngram_size`); 0: all may. */
  noRepeatNgramTokens: z.number().int().nonnegative().default(0),
  lengthPenalty: z.number().default(1),
});
export type GenerationRules = z.infer<typeof generationSchema>;

/** Tokens that mean something to the loop. */
const specialTokensSchema = z.object({
  begin: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  padding: z.number().int().nonnegative(),
});

/** How sure a sentence is, from the natural logarithm of a probability: a logistic regression. */
const confidenceSchema = z.object({
  /** The mean of its tokens, end included; or of those that name things (the file "things") the likeliest. */
  of: z.enum(["sentence", "things"]).default("sentence"),
  slope: z.number(),
  intercept: z.number(),
  /** Below it nothing is said: as measured on photographs that were kept back. */
  least: z.number().min(0).max(1),
});
export type ConfidenceRule = z.infer<typeof confidenceSchema>;

const captionerShape = {
  ...commonShape,
  task: z.literal("captioning"),
  generation: generationSchema,
  /** null where nobody measured: every sentence is kept then, and how sure it is is not said. */
  confidence: confidenceSchema.nullable(),
};

/** Files of BLIP's architecture; the loop that writes is this project's own. */
const blipEntrySchema = z.object({
  ...captionerShape,
  adapter: z.literal("blip"),
  files: filesWith(neededRoles.blip),
  tokens: specialTokensSchema,
});
export type BlipEntry = z.infer<typeof blipEntrySchema>;

/** As @huggingface/transformers names them; in the names of files "q8" is "_quantized". */
const transformersDtypes = ["fp32", "fp16", "q8", "int8", "uint8", "q4", "q4f16", "bnb4"] as const;

/** What @huggingface/transformers runs, from a folder laid out as on the hub; `input` is the largest picture it is given. */
const transformersEntrySchema = z.object({
  ...captionerShape,
  adapter: z.literal("transformers"),
  files: filesWith(neededRoles.transformers),
  /** Of `AutoModel...`: which of its classes loads it, and how it is asked. */
  family: z.enum(["florence2", "idefics3", "qwen2_vl"]),
  /** By the name of each of its ONNX files, without ".onnx" and what the dtype adds to it ("_q4"); "fp32" adds nothing. */
  dtypes: z.record(z.string(), z.enum(transformersDtypes)),
});
export type TransformersEntry = z.infer<typeof transformersEntrySchema>;

export const captionerEntrySchema = z.discriminatedUnion("adapter", [
  blipEntrySchema,
  transformersEntrySchema,
]);
export type CaptionerEntry = z.infer<typeof captionerEntrySchema>;

/** Everything the app must know to install, show and run one model. */
export const modelEntrySchema = z.discriminatedUnion("task", [embeddingEntrySchema, captionerEntrySchema]);
export type ModelEntry = z.infer<typeof modelEntrySchema>;
/** What a model is for. */
export type ModelTask = ModelEntry["task"];
export type ModelInput = ModelEntry["input"];
export type ModelText = EmbeddingEntry["text"];
export type TensorNames = EmbeddingEntry["tensors"];

export const isEmbeddingEntry = (entry: ModelEntry): entry is EmbeddingEntry => entry.task === "embedding";
export const isCaptionerEntry = (entry: ModelEntry): entry is CaptionerEntry => entry.task === "captioning";

/** Rises when an older Shoebox could not make sense of the file; 2: not every model finds photos by words. */
export const manifestVersion = 2;

export const manifestSchema = z.object({
  version: z.number().int().max(manifestVersion),
  models: z.array(modelEntrySchema).min(1),
});
