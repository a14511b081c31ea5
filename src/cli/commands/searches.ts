import type { Command } from "commander";
import { Option } from "commander";
import { type SavedSearch, type SortOrder, sortOrders } from "../../contract/index.ts";
import { usageError } from "../errors.ts";
import { findSavedSearch } from "../find-saved-search.ts";
import { escapeControlCharacters, formatCount } from "../format.ts";
import { type CommonOptions, wholeNumber, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { takesQuery } from "../query-arguments.ts";
import { withQuery } from "../query-error.ts";
import { queryText } from "../query-text.ts";
import { type Column, formatTable } from "../table.ts";
import { withCore } from "../with-core.ts";
import { defineSearchFiles } from "./search-files.ts";

interface SaveOptions extends CommonOptions {
  sort: SortOrder;
  replace?: boolean;
}

/** Queries that are kept under names. */
export function defineSearches(program: Command): void {
  const searches = program
    .command("searches")
    .description(
      "queries that are kept under names: list and change them; `shoebox search --saved` asks one",
    );
  const define = (name: string, description: string) =>
    withCommonOptions(searches.command(name).description(description));
  withCommonOptions(
    searches.command("list", { isDefault: true }).description("list each with its photos"),
  ).action(list);
  takesQuery(define("save", "keep a query under a name"))
    .argument("<name>", "any name that no other has")
    .argument("<query...>", "as `shoebox search` takes it")
    .addOption(new Option("--sort <order>", "in this order").choices(sortOrders).default("relevance"))
    .option("--replace", "in place of what has the name already")
    .action(save);
  define("remove", "forget a saved search; photos stay as they are").argument("<name>").action(remove);
  define("rename", "give a saved search another name")
    .argument("<name>")
    .argument("<new-name>")
    .action(rename);
  define("move", "put a saved search elsewhere in the list")
    .argument("<name>")
    .argument("<place>", "from 1, as the list counts", wholeNumber(1))
    .action(move);
  defineSearchFiles(define);
}

async function list(options: CommonOptions): Promise<void> {
  const { searches } = await withCore(options, async ({ client, countSearches }) => {
    await countSearches();
    return client.searches.list();
  });
  if (options.json) return printJson({ searches });
  if (searches.length === 0)
    return printNote("No search is saved: keep one with `shoebox searches save NAME QUERY`.");
  await printText(formatTable(columns, searches.map(row)));
  for (const { name, problem } of searches) {
    if (problem !== null) await printNote(`${quoted(name)}: ${escapeControlCharacters(problem)}`);
  }
}

const columns: Column[] = [
  { title: "Place", align: "right" },
  { title: "Photos", align: "right" },
  { title: "Sorted by" },
  { title: "Name" },
  { title: "Query" },
];

function row({ position, count, sort, name, query }: SavedSearch): string[] {
  return [
    formatCount(position + 1),
    count === null ? "?" : formatCount(count),
    sort,
    escapeControlCharacters(name),
    escapeControlCharacters(query),
  ];
}

async function save(name: string, words: string[], options: SaveOptions): Promise<void> {
  const query = queryText(words);
  if (query === "") throw usageError("Expected a query to save but received an empty one.");
  const { sort, replace: replaces = false } = options;
  const saved = await withCore(options, ({ client }) =>
    withQuery(query, () => client.searches.save({ name, query, sort, replaces })),
  );
  await report(saved, options, `${quoted(saved.name)} is saved.`);
}

async function remove(named: string, options: CommonOptions): Promise<void> {
  const removed = await withCore(options, async ({ client }) =>
    client.searches.remove(await findSavedSearch(client, named)),
  );
  await report(
    removed,
    options,
    `${quoted(removed.name)} is forgotten: ${escapeControlCharacters(removed.query)}`,
  );
}

async function rename(named: string, name: string, options: CommonOptions): Promise<void> {
  const renamed = await withCore(options, async ({ client }) => {
    const { id } = await findSavedSearch(client, named);
    return client.searches.rename({ id, name });
  });
  await report(renamed, options, `It is called ${quoted(renamed.name)}.`);
}

async function move(named: string, place: number, options: CommonOptions): Promise<void> {
  const { id, searches } = await withCore(options, async ({ client }) => {
    const search = await findSavedSearch(client, named);
    return { ...search, ...(await client.searches.move({ id: search.id, position: place - 1 })) };
  });
  if (options.json) return printJson({ searches });
  const moved = searches.find((each) => each.id === id);
  await printText(
    `${quoted(moved?.name ?? named)} stands at ${(moved?.position ?? 0) + 1} of ${searches.length}.`,
  );
}

async function report(search: SavedSearch, { json }: CommonOptions, words: string): Promise<void> {
  if (json) await printJson(search);
  else await printText(words);
}

function quoted(name: string): string {
  return `“${escapeControlCharacters(name)}”`;
}
