import { z } from "zod";
import { errorCodeSchema } from "../contract/errors.ts";
import { mediaKindSchema } from "../contract/media.ts";
import { tileAddressSchema } from "../contract/tiles.ts";

/** What main and the core process say to each other. Both sides parse what they receive. */

const requestIdSchema = z.number().int().positive();

const secretSchema = z.union([z.string(), z.instanceof(Uint8Array<ArrayBuffer>)]);

/** Why something could not be done; UNEXPECTED for an error that carries no code of ours. */
export const failureSchema = z.object({
  code: z.union([errorCodeSchema, z.literal("UNEXPECTED")]),
  message: z.string(),
  path: z.string().nullable(),
});
export type Failure = z.infer<typeof failureSchema>;

const mediaHeadSchema = z.object({ contentType: z.string(), etag: z.string() });

export const mediaAnswerSchema = z.union([
  mediaHeadSchema.extend({ body: z.instanceof(Uint8Array<ArrayBuffer>) }),
  mediaHeadSchema.extend({
    /** Bytes where the name is not UTF-8. */
    filePath: z.union([z.string().min(1), z.instanceof(Uint8Array)]),
    sizeBytes: z.number().int().nonnegative(),
  }),
]);
export type MediaAnswer = z.infer<typeof mediaAnswerSchema>;

export const messageToCoreSchema = z.discriminatedUnion("type", [
  /** Comes with one MessagePort, over which a page then uses the API. */
  z.object({ type: z.literal("connect") }),
  z.object({
    type: z.literal("media"),
    requestId: requestIdSchema,
    kind: mediaKindSchema,
    /** Below zero for a photo that only another library has. */
    assetId: z.number().int(),
  }),
  /** Answered like "media". */
  z.object({ type: z.literal("tile"), requestId: requestIdSchema, tile: tileAddressSchema }),
  z.object({ type: z.literal("index"), directories: z.array(z.string().min(1)).min(1) }),
  /** How the machine is powered, at the start and whenever it changes. */
  z.object({ type: z.literal("power"), isOnBattery: z.boolean(), isIdle: z.boolean() }),
  z.object({ type: z.literal("revealed"), requestId: requestIdSchema }),
  /** The answer to "trash": why the system's trash did not take the file, or null. */
  z.object({ type: z.literal("trashed"), requestId: requestIdSchema, refusal: z.string().nullable() }),
  /** The answer to "secret": sealed bytes, the text that was sealed, or null. Comes before "ready" where it is asked then. */
  z.object({ type: z.literal("secretIs"), requestId: requestIdSchema, answer: secretSchema.nullable() }),
  /** Close the library after the batch in hand, then exit. */
  z.object({ type: z.literal("stop") }),
]);
export type MessageToCore = z.infer<typeof messageToCoreSchema>;

export const messageFromCoreSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("starting"), libraryDirectory: z.string() }),
  z.object({ type: z.literal("ready") }),
  /** The library could not be opened: nothing else will come. */
  z.object({ type: z.literal("failed"), failure: failureSchema }),
  /** Neither answer nor failure: there is no such picture. */
  z.object({
    type: z.literal("media"),
    requestId: requestIdSchema,
    answer: mediaAnswerSchema.nullable(),
    failure: failureSchema.nullable(),
  }),
  z.object({ type: z.literal("reveal"), requestId: requestIdSchema, path: z.string().min(1) }),
  z.object({ type: z.literal("trash"), requestId: requestIdSchema, path: z.string().min(1) }),
  /** A text that the system's keychain is to seal, or bytes that it sealed. */
  z.object({ type: z.literal("secret"), requestId: requestIdSchema, secret: secretSchema }),
  z.object({ type: z.literal("indexRefused"), failure: failureSchema }),
]);
export type MessageFromCore = z.infer<typeof messageFromCoreSchema>;
