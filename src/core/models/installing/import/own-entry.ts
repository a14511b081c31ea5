import { basename } from "node:path";
import type { z } from "zod";
import { ShoeboxError } from "../../../errors.ts";
import type { ModelEntry } from "../../manifest/schema.ts";
import { withSafePaths } from "../model-description.ts";

/**
 * The entry of a model that a person brings: what nobody tells of it, and what its folder does.
 * @param layout what the folder says, in the fields of an entry
 * @throws MODEL_CORRUPT where that cannot be
 */
export function ownEntry<Entry extends ModelEntry>(
  directory: string,
  schema: z.ZodType<Entry>,
  layout: object,
): Entry {
  const name = basename(directory);
  const entry = schema.safeParse({
    id: "own",
    name,
    revision: "unknown",
    origin: "own",
    verified: false,
    summary: `Brought from the folder ${name}.`,
    languages: [],
    licence: { name: "As its maker says", url: null, isNonCommercial: false },
    quality: null,
    ...layout,
  });
  if (entry.success) return withSafePaths(entry.data, directory);
  const message = `What ${directory} says of its model cannot be: ${entry.error.issues[0]?.message}`;
  throw new ShoeboxError("MODEL_CORRUPT", message, { path: directory, cause: entry.error });
}
