import { z } from "zod";
import { procedure } from "./base.ts";

export const directoryEntrySchema = z.object({ name: z.string(), path: z.string() });

export const directoryListingSchema = z.object({
  path: z.string(),
  parent: z.string().nullable(),
  directories: z.array(directoryEntrySchema),
  /** Files in this folder itself that look like pictures by name. */
  pictures: z.number().int().nonnegative(),
  /** Home, Pictures, other disks: where people start. */
  shortcuts: z.array(directoryEntrySchema),
});
export type DirectoryListing = z.infer<typeof directoryListingSchema>;

/** For the browser, which cannot give a page the path of a folder: the core lists its own disks. */
export const directoriesContract = {
  list: procedure.input(z.object({ path: z.string().optional() })).output(directoryListingSchema),
};
