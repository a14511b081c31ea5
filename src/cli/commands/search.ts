import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type SearchAnswer, type ShoeboxClient, type SortOrder, sortOrders } from "../../contract/index.ts";
import { usageError } from "../errors.ts";
import { findAssetIds, findPhotos, type Sought } from "../find-photos.ts";
import { findSavedSearch } from "../find-saved-search.ts";
import { type CommonOptions, wholeNumber, withCommonOptions } from "../options.ts";
import { printPaths } from "../print-paths.ts";
import { takesQuery } from "../query-arguments.ts";
import { withQuery } from "../query-error.ts";
import { queryText } from "../query-text.ts";
import { printAnswerNotes, printSearchAnswer } from "../search-answer.ts";
import { withCore } from "../with-core.ts";

interface SearchOptions extends CommonOptions {
  like?: string[];
  sort?: SortOrder;
  saved?: string;
  limit?: number;
  offset: number;
  all?: boolean;
  why?: boolean;
  paths?: boolean;
  null?: boolean;
}

const defaultLimit = 20;
const mostExamples = 20;
const most = 1_000_000;

export function defineSearch(program: Command): void {
  const command = program
    .command("search")
    .description("find photos by describing them, by what is known of them, and by what they look like")
    .argument("[query...]", 'words and filters: dog -snow rating:>=4 in:"Italy 2019" date:2019')
    .option("--like <path>", "a picture on disk that they look like; may be given several times", pathAdded)
    .option("--saved <name>", "what is kept under this name, instead of a query")
    .addOption(
      new Option("--sort <order>", "in this order (relevance, or as it was saved)").choices(sortOrders),
    )
    .option("--limit <n>", `how many to show (${defaultLimit}; with --paths all)`, wholeNumber(1, most))
    .option("--offset <n>", "how many to leave out before them", wholeNumber(0), 0)
    .option("--all", "those that are less likely, too")
    .option("--why", "say below each photo why it is there, with the words marked")
    .addOption(new Option("--paths", "paths alone, one a line").conflicts(["json", "why"]))
    .addOption(new Option("-0, --null", "paths alone, each ended by NUL").conflicts(["json", "why"]));
  withCommonOptions(takesQuery(command)).action(search);
}

function pathAdded(path: string, before: string[] = []): string[] {
  if (path === "") throw new InvalidArgumentError("Expected the path of a picture.");
  return [...before, resolve(path)];
}

async function search(words: string[], options: SearchOptions): Promise<void> {
  const query = queryText(words);
  checkUsage(query, options);
  if (options.paths || options.null) return listPaths(query, options);
  const { answer, isLibraryEmpty } = await withCore(options, async ({ client }) => {
    const sought = await soughtBy(client, query, options, defaultLimit);
    const found = await withQuery(sought.query, () => findPhotos(client, sought));
    return { answer: found, isLibraryEmpty: await isEmpty(client, found) };
  });
  await printSearchAnswer(answer, { ...options, isLibraryEmpty });
}

/** For another program: nothing else is on stdout. */
async function listPaths(query: string, options: SearchOptions): Promise<void> {
  const { answer, paths, isLibraryEmpty } = await withCore(options, async ({ client, filePath }) => {
    const sought = await soughtBy(client, query, options, most);
    const found = await withQuery(sought.query, () => findAssetIds(client, sought));
    return {
      answer: found.answer,
      paths: found.assetIds.flatMap((assetId) => filePath(assetId) ?? []),
      isLibraryEmpty: await isEmpty(client, found.answer),
    };
  });
  await printPaths(paths, options);
  const results = paths.length === 0 ? [] : answer.results;
  await printAnswerNotes({ ...answer, results }, { ...options, isBrief: true, isLibraryEmpty });
}

/** Asked where nothing at all was found: it says why. */
async function isEmpty({ library }: ShoeboxClient, { ranked }: SearchAnswer): Promise<boolean> {
  return ranked === 0 && (await library.stats()).photos === 0;
}

function checkUsage(query: string, { like = [], saved }: SearchOptions): void {
  if (query !== "" && saved !== undefined) throw usageError("Expected a query or --saved but received both.");
  if (query === "" && saved === undefined && like.length === 0)
    throw usageError("Expected a text to search for but received an empty one.");
  if (like.length > mostExamples) throw usageError(`--like can be given ${mostExamples} times, no more.`);
}

async function soughtBy(
  client: ShoeboxClient,
  typed: string,
  options: SearchOptions,
  usualLimit: number,
): Promise<Sought> {
  const { like: likePaths = [], saved: name, offset, limit = usualLimit, all = false } = options;
  const saved = name === undefined ? undefined : await findSavedSearch(client, name);
  const sort = options.sort ?? saved?.sort ?? "relevance";
  return { query: saved?.query ?? typed, likePaths, sort, offset, limit, isWithLessLikely: all };
}
