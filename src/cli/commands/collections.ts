import type { Command } from "commander";
import type { Collection, CollectionStats } from "../../contract/index.ts";
import { findCollection } from "../find-collection.ts";
import { countOf, escapeControlCharacters, formatBytes, formatCount, formatDateTime } from "../format.ts";
import { type CommonOptions, type PageOptions, withCommonOptions, withPageOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { type Column, formatFacts, formatTable } from "../table.ts";
import { withCore } from "../with-core.ts";
import { defineCollectionChanges } from "./collection-changes.ts";
import { defineCollectionFiles } from "./collection-files.ts";

/** Named sets of photos of the library. */
export function defineCollections(program: Command): void {
  const collections = program
    .command("collections")
    .description("named sets of photos: list and change them; files stay where they are, whatever is done");
  const define = (name: string, description: string) =>
    withCommonOptions(collections.command(name).description(description));
  withCommonOptions(
    collections.command("list", { isDefault: true }).description("list every collection"),
  ).action(list);
  define("stats", "say what a collection holds").argument("<collection>", "its name or id").action(stats);
  withPageOptions(collections.command("photos").description("list the photos of a collection"), 100)
    .argument("<collection>", "its name or id")
    .action(photos);
  defineCollectionChanges(define);
  defineCollectionFiles(define);
}

async function list(options: CommonOptions): Promise<void> {
  const collections = await withCore(options, ({ client }) => client.collections.list());
  if (options.json) return printJson({ collections });
  if (collections.length === 0)
    return printNote("There are no collections: make one with `shoebox collections create NAME`.");
  await printText(formatTable(columns, collections.map(row)));
}

const columns: Column[] = [
  { title: "Id", align: "right" },
  { title: "Photos", align: "right" },
  { title: "Space", align: "right" },
  { title: "Changed" },
  { title: "Name" },
];

function row({ collectionId, photos: count, bytes, changedAt, isOwnInQdrant, name }: Collection): string[] {
  const own = isOwnInQdrant ? " (a collection of its own in Qdrant)" : "";
  return [
    String(collectionId),
    formatCount(count),
    formatBytes(bytes),
    formatDateTime(changedAt),
    escapeControlCharacters(name) + own,
  ];
}

async function stats(named: string, options: CommonOptions): Promise<void> {
  const answer = await withCore(options, async ({ client }) => {
    const { collectionId } = await findCollection(client, named);
    return client.collections.stats({ collectionId });
  });
  if (options.json) return printJson(answer);
  await printText(formatFacts(facts(answer)));
  for (const [title, tally] of [["Camera", answer.cameras] as const, ["Format", answer.formats] as const]) {
    if (tally.length > 0) await printText(`\n${tallyTable(title, tally)}`);
  }
}

function facts({ collection, files, firstTakenAt, lastTakenAt, vectors, ...counts }: CollectionStats) {
  const rows: [string, string][] = [
    ["Collection", escapeControlCharacters(collection.name)],
    ["Photos", formatCount(collection.photos)],
    ["Files", `${formatCount(files)} (${formatBytes(collection.bytes)})`],
    ["Taken", datesOf(firstTakenAt, lastTakenAt)],
    ["With a copy in it", formatCount(counts.duplicates)],
  ];
  for (const { model, photos: count } of vectors) rows.push(["Vectors", `${formatCount(count)} of ${model}`]);
  if (counts.absent > 0) rows.push(["Not in the library now", formatCount(counts.absent)]);
  if (collection.isOwnInQdrant) rows.push(["In Qdrant", "a collection of its own"]);
  return rows;
}

function datesOf(first: string | null, last: string | null): string {
  if (first === null || last === null) return "not known";
  return first === last ? formatDateTime(first) : `${formatDateTime(first)} to ${formatDateTime(last)}`;
}

function tallyTable(title: string, tally: CollectionStats["cameras"]): string {
  const rows = tally.map(({ value, photos: count }) => [
    formatCount(count),
    value === "" ? "not known" : escapeControlCharacters(value),
  ]);
  return formatTable([{ title: "Photos", align: "right" }, { title }], rows);
}

async function photos(named: string, options: PageOptions): Promise<void> {
  const { limit, offset } = options;
  const { total, shown } = await withCore(options, async ({ client }) => {
    const { collectionId } = await findCollection(client, named);
    const page = await client.collections.photos({ collectionId, limit, offset });
    const details = page.assetIds.map(async (assetId) => {
      const { files, takenAt } = await client.photos.details({ assetId });
      return { assetId, takenAt, path: files[0]?.path ?? "" };
    });
    return { total: page.total, shown: await Promise.all(details) };
  });
  if (options.json) return printJson({ total, photos: shown });
  if (shown.length > 0) {
    const rows = shown.map(({ assetId, takenAt, path }) => [
      String(assetId),
      formatDateTime(takenAt),
      escapeControlCharacters(path),
    ]);
    await printText(formatTable(photoColumns, rows));
  }
  await printNote(`${formatCount(shown.length)} of ${countOf(total, "photo")}.`);
}

const photoColumns: Column[] = [{ title: "Id", align: "right" }, { title: "Taken" }, { title: "Path" }];
