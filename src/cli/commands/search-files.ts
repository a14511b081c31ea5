import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { type SavedSearchFile, savedSearchFileSchema } from "../../contract/searches.ts";
import { CommandError, usageError } from "../errors.ts";
import { countOf, escapeControlCharacters } from "../format.ts";
import type { CommonOptions } from "../options.ts";
import { printJson, printText } from "../output.ts";
import { readJsonFile } from "../read-json-file.ts";
import { withCore } from "../with-core.ts";

interface ExportOptions extends CommonOptions {
  overwrite?: boolean;
}

export function defineSearchFiles(define: (name: string, description: string) => Command): void {
  define("export", "write all saved searches into a file, or print them")
    .argument("[file]", "where no file lies yet")
    .option("--overwrite", "replace an earlier export")
    .action(exportSearches);
  define("import", "add those of such a file; a name that is taken gets a number")
    .argument("<file>", "what `searches export` wrote")
    .action(importSearches);
}

async function exportSearches(file: string | undefined, options: ExportOptions): Promise<void> {
  const document = await withCore(options, ({ client }) => client.searches.export());
  if (file === undefined) return printJson(document);
  const path = resolve(file);
  await write(path, document, options.overwrite === true);
  const searches = document.searches.length;
  if (options.json) return printJson({ path, searches });
  await printText(`${countOf(searches, "search", "searches")} written to ${escapeControlCharacters(path)}.`);
}

async function write(path: string, document: SavedSearchFile, isOverwriting: boolean): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(document, null, 2)}\n`, { flag: isOverwriting ? "w" : "wx" });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") {
      throw new CommandError("PATH_TAKEN", `A file lies there already: ${path}. --overwrite replaces it.`);
    }
    const known = { ENOENT: "DIR_NOT_FOUND", ENOSPC: "DISK_FULL" } as const;
    throw new CommandError(known[code as keyof typeof known] ?? "PERMISSION_DENIED", message);
  }
}

async function importSearches(file: string, options: CommonOptions): Promise<void> {
  const document = await readDocument(file);
  const answer = await withCore(options, ({ client }) => client.searches.import({ file: document }));
  if (options.json) return printJson(answer);
  const { added, known } = answer;
  await printText(`${countOf(added, "search", "searches")} added, ${known} known already.`);
}

async function readDocument(file: string): Promise<SavedSearchFile> {
  const parsed = savedSearchFileSchema.safeParse(await readJsonFile(file, file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw usageError(`${file} cannot be imported: ${issue?.path.join(".")}: ${issue?.message}`);
}
