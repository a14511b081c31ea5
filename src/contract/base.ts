import { oc } from "@orpc/contract";
import { z } from "zod";
import { contractErrors } from "./errors.ts";

/** Every procedure starts here: any of them can end in any of the codes. */
export const procedure = oc.errors(contractErrors);

/** An asset is one content (SHA-256), whatever the number of files that hold it. Never used again once gone. */
export const assetIdSchema = z.number().int().positive();

/**
 * ISO 8601. With an offset where the camera wrote one, without where only wall-clock time is known, "Z" where only the
 * moment is; shorter where no more than the day, the month or the year is: "1985-07-14", "1985-07", "1985".
 */
export const dateTimeSchema = z.string();

export const countSchema = z.number().int().nonnegative();

export const pageSchema = {
  limit: z.number().int().min(1).max(1000).default(100),
  offset: countSchema.default(0),
};
