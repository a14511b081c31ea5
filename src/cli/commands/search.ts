import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { type SortOrder, sortOrders } from "../../contract/index.ts";
import type { Core } from "../../core/index.ts";
import { usageError } from "../errors.ts";
import { findPhotos } from "../find-photos.ts";
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
    .option("--like <path>", "a picture on disk that they look like; may be given several times", paths)
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

function paths(path: string, before: string[] = []): string[] {
  return [...before, resolve(path)];
}

async function search(words: string[], options: SearchOptions): Promise<void> {
  const query = queryText(words);
  checkUsage(query, options);
  const arePaths = options.paths === true || options.null === true;
  const { answer, files } = await withCore(options, async (core) => {
    const found = await find(core, query, {
      ...options,
      limit: options.limit ?? (arePaths ? most : defaultLimit),
    });
    return { answer: found, files: arePaths ? filesOf(core, found.results) : [] };
  });
  if (!arePaths) return printSearchAnswer(answer, options);
  await printPaths(files, options);
  await printAnswerNotes(answer, options);
}

function checkUsage(query: string, { like = [], saved }: SearchOptions): void {
  if (query !== "" && saved !== undefined) throw usageError("Expected a query or --saved but received both.");
  if (query === "" && saved === undefined && like.length === 0)
    throw usageError("Expected a text to search for but received an empty one.");
  if (like.length > mostExamples) throw usageError(`--like can be given ${mostExamples} times, no more.`);
}

async function find(core: Core, typed: string, options: SearchOptions & { limit: number }) {
  const { like: likePaths = [], saved: name, offset, limit, all: isWithLessLikely = false } = options;
  const saved = name === undefined ? undefined : await findSavedSearch(core.client, name);
  const query = saved?.query ?? typed;
  const sort = options.sort ?? saved?.sort ?? "relevance";
  return withQuery(query, () =>
    findPhotos(core.client, { query, likePaths, sort, offset, limit, isWithLessLikely }),
  );
}

/** Of this library's own photos: what another one has lies on its machine. */
function filesOf(core: Core, results: readonly { assetId: number }[]): (string | Uint8Array)[] {
  return results.flatMap(({ assetId }) => core.filePath(assetId) ?? []);
}
