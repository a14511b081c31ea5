import { resolve } from "node:path";
import type { Command } from "commander";
import type { PhotoSelection } from "../contract/index.ts";
import { usageError } from "./errors.ts";
import { assetIdArgument, wholeNumber } from "./options.ts";

export interface SelectionOptions {
  photo?: number[];
  folder?: string;
  query?: string;
  limit?: number;
}

/** Which photos are meant: given more than one way, those of all of them. */
export function withSelectionOptions(command: Command): Command {
  return command
    .option("--photo <id...>", "these photos, by their ids", assetIds)
    .option("--folder <dir>", "everything in this folder of the library and below it")
    .option("--query <text>", "everything that `shoebox search` finds by this now")
    .option("--limit <n>", "of what a query finds by looks no more than this (200)", wholeNumber(1, 100_000));
}

function assetIds(value: string, before: number[] | undefined): number[] {
  return [...(before ?? []), assetIdArgument(value)];
}

/** undefined where nothing is said. */
export function selectionOf({ photo, folder, query, limit }: SelectionOptions): PhotoSelection | undefined {
  if (query?.trim() === "") throw usageError("--query needs a text, and this is empty.");
  if (folder === "") throw usageError("--folder needs a folder, and this is empty.");
  if (photo === undefined && folder === undefined && query === undefined) return undefined;
  return {
    ...(photo && { assetIds: photo }),
    ...(folder !== undefined && { directory: resolve(folder) }),
    ...(query !== undefined && { query }),
    ...(limit !== undefined && { limit }),
  };
}

/** @throws wrong usage where nothing is said */
export function neededSelectionOf(options: SelectionOptions): PhotoSelection {
  const selection = selectionOf(options);
  if (selection) return selection;
  throw usageError("Expected photos: --photo, --folder or --query.");
}
