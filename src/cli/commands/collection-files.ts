import { resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Command, Option } from "commander";
import {
  type CollectionExport,
  type CollectionExportFormat,
  collectionExportFormats,
  type ShoeboxClient,
} from "../../contract/index.ts";
import { findCollection } from "../find-collection.ts";
import { countOf, escapeControlCharacters, formatBytes } from "../format.ts";
import { listenForInterruption } from "../interruption.ts";
import type { CommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { createProgressBar } from "../progress-bar.ts";
import { withChangingCore } from "../with-changing-core.ts";
import { withCore } from "../with-core.ts";

interface ExportOptions extends CommonOptions {
  format: CollectionExportFormat;
  overwrite?: boolean;
}

interface ImportOptions extends CommonOptions {
  name?: string;
}

const lookMillis = 500;

export function defineCollectionFiles(define: (name: string, description: string) => Command): void {
  define("export", "write a collection into one file, vectors and thumbnails included")
    .argument("<collection>", "its name or id")
    .argument("<file>", "where no file lies yet")
    .addOption(
      new Option("--format <format>", "lines of JSON that any Qdrant takes, or a snapshot of Qdrant's own")
        .choices(collectionExportFormats)
        .default("jsonl"),
    )
    .option("--overwrite", "replace an earlier export")
    .action(exportCollection);
  define("import", "make a collection of an exported file; photos are known by their contents")
    .argument("<file>", "what `collections export` wrote, or lines of JSON with payload.sha256")
    .option("--name <name>", "in place of the name in the file")
    .action(importCollection);
}

async function exportCollection(named: string, file: string, options: ExportOptions): Promise<void> {
  const interruption = listenForInterruption();
  const { signal } = interruption;
  const path = resolve(file);
  const outcome = await withCore(options, async ({ client }) => {
    const { collectionId } = await findCollection(client, named);
    const request = { collectionId, path, format: options.format, isOverwriting: options.overwrite === true };
    const exporting = client.collections.export(request, { signal });
    return followed(client, exporting).catch((error: unknown) => {
      if (signal.aborted) return undefined;
      throw error;
    });
  });
  interruption.stopListening();
  process.exitCode = interruption.exitCode() ?? 0;
  if (!outcome) return printNote("Stopped: nothing was written.");
  if (options.json) return printJson(outcome);
  const { photos, vectors, bytes } = outcome;
  const what = `${countOf(photos, "photo")} with ${countOf(vectors, "vector")}`;
  await printText(`${what} written to ${escapeControlCharacters(outcome.path)} (${formatBytes(bytes)}).`);
}

/** With a bar where stderr is a terminal. */
async function followed(
  client: ShoeboxClient,
  exporting: Promise<CollectionExport>,
): Promise<CollectionExport> {
  const bar = createProgressBar();
  const started = performance.now();
  const ended = new AbortController();
  const end = () => ended.abort();
  exporting.then(end, end);
  while (!ended.signal.aborted) {
    await delay(lookMillis, undefined, { signal: ended.signal }).catch(() => {});
    const [progress] = ended.signal.aborted ? [] : await client.collections.exporting();
    if (!progress) continue;
    const { photosDone: done, photosTotal: total } = progress;
    const perSecond = (1000 * done) / (performance.now() - started);
    const secondsLeft = perSecond > 0 ? (total - done) / perSecond : null;
    bar.show({ phase: "Exporting", done, total, perSecond, secondsLeft });
  }
  bar.clear();
  return exporting;
}

async function importCollection(file: string, { name, ...options }: ImportOptions): Promise<void> {
  const imported = await withChangingCore(options, ({ client }) =>
    client.collections.import({ path: resolve(file), ...(name !== undefined && { name }) }),
  );
  if (options.json) return printJson(imported);
  const { collection, known, unknown, actionId } = imported;
  await printText(`“${escapeControlCharacters(collection.name)}” has ${countOf(known, "photo")}.`);
  if (unknown > 0) {
    const them = unknown === 1 ? "is a member that comes when it does" : "are members that come when they do";
    await printNote(`${countOf(unknown, "photo")} not in the library: ${them}.`);
  }
  await printNote(`\`shoebox undo c${actionId}\` takes that back.`);
}
