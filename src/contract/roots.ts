import { z } from "zod";
import { countSchema, procedure } from "./base.ts";

/** How a folder's changes come in; what cannot be watched is looked at again from time to time. */
export const watchingSchema = z.object({
  /** "off" where nobody watches: on the command line, or because the folder is not there. */
  kind: z.enum(["live", "scheduled", "off"]),
  /** Why it is not watched live: on another machine, more folders than the system watches, or an error of its own. */
  reason: z.enum(["network", "too-large", "error"]).nullable(),
  everyMinutes: countSchema.nullable(),
});
export type Watching = z.infer<typeof watchingSchema>;

export const rootSchema = z.object({
  rootId: z.number().int().positive(),
  /** Where it is, or was last. */
  path: z.string(),
  name: z.string(),
  state: z.enum(["online", "offline", "forgotten"]),
  /** What the disk is called; null where the system tells no identity, and the folder is known by its path alone. */
  volumeLabel: z.string().nullable(),
  /** A sentence that says what to connect; null unless offline. */
  offlineMessage: z.string().nullable(),
  watching: watchingSchema,
  addedAt: z.string(),
  forgottenAt: z.string().nullable(),
  photos: countSchema,
  files: countSchema,
});
export type Root = z.infer<typeof rootSchema>;

const oneRoot = z.object({ rootId: z.number().int().positive() });

export const forgettingSchema = z.object({
  rootId: z.number().int().positive(),
  path: z.string(),
  photos: countSchema,
  /** Of them, those that lie in no other folder of the library: they leave it. */
  photosOnlyThere: countSchema,
  files: countSchema,
});
export type Forgetting = z.infer<typeof forgettingSchema>;

export const rootsContract = {
  /** What forgetting a folder would take out of the library. Changes nothing. */
  forgetting: procedure.input(oneRoot).output(forgettingSchema),
  /** Takes a folder out of the library. Nothing on disk is touched; `recall` brings it back. */
  forget: procedure.input(oneRoot).output(forgettingSchema),
  /** Brings a forgotten folder back, as it was. */
  recall: procedure.input(oneRoot).output(rootSchema),
  /** Folders that can be brought back. */
  forgotten: procedure.output(z.array(rootSchema)),
  /** Deletes for good what is known of a forgotten folder. Nothing on disk is touched. */
  purge: procedure.input(oneRoot).output(z.object({ removedPhotos: countSchema })),
};
