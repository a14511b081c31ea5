import { resolve } from "node:path";
import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { type ErrorCode, errorCodes, errorDefinitions } from "../../contract/errors.ts";
import type { Problem } from "../../contract/index.ts";
import { usageError } from "../errors.ts";
import { countOf, escapeControlCharacters } from "../format.ts";
import { type PageOptions, withPageOptions } from "../options.ts";
import { printJson, printNote, printPart, printText } from "../output.ts";
import { retryProblems } from "../retry-problems.ts";
import { type Column, formatTable } from "../table.ts";
import { withCore } from "../with-core.ts";

interface ProblemsOptions extends PageOptions {
  code?: ErrorCode;
  ignored?: boolean;
  csv?: boolean;
  /** The paths that were named, or true for all. */
  retry?: string[] | true;
  ignore?: string[] | true;
  unignore?: string[] | true;
}

export function defineProblems(program: Command): void {
  const command = program
    .command("problems")
    .description("list the files that could not be read, and why; try them again, or ignore them")
    .option("--code <code>", "only those with this code", fileErrorCode)
    .option("--ignored", "the ignored ones, in place of the others")
    .option("--csv", "print the whole list as CSV")
    .option("--retry [path...]", "try these files again, or all")
    .option("--ignore [path...]", "leave these files, or all, out of the list until they change")
    .option("--unignore [path...]", "put these files, or all, back into the list");
  withPageOptions(command, 100).action(problems);
}

/** Any file can also fail for a reason that calls know: it may not be read, its disk may be away. */
function fileErrorCode(value: string): ErrorCode {
  const code = errorCodes.find((known) => known === value);
  if (code) return code;
  const known = errorCodes.filter((candidate) => errorDefinitions[candidate].scope === "file");
  throw new InvalidArgumentError(`Expected one of ${[...known, "PERMISSION_DENIED"].join(", ")}.`);
}

async function problems(options: ProblemsOptions): Promise<void> {
  const { retry, ignore, unignore, csv } = options;
  const acts = [retry, ignore, unignore, csv].filter((act) => act !== undefined);
  if (acts.length > 1) throw usageError("Only one of --retry, --ignore, --unignore and --csv at a time.");
  if (retry) return retryProblems(selectionOf(retry, options), options);
  if (ignore) return changeIgnored("ignore", ignore, options);
  if (unignore) return changeIgnored("unignore", unignore, options);
  return csv ? printCsv(options) : listProblems(options);
}

function selectionOf(paths: string[] | true, { code }: ProblemsOptions) {
  return {
    ...(paths === true ? {} : { paths: paths.map((path) => resolve(path)) }),
    ...(code === undefined ? {} : { code }),
  };
}

async function changeIgnored(
  act: "ignore" | "unignore",
  paths: string[] | true,
  options: ProblemsOptions,
): Promise<void> {
  const selection = selectionOf(paths, options);
  const { count } = await withCore(options, ({ client }) => client.problems[act](selection));
  if (options.json) return printJson({ count });
  const done = act === "ignore" ? "ignored until it changes" : "back in the list";
  await printText(
    `${countOf(count, "file")} ${count === 1 ? done : done.replace("it changes", "they change")}.`,
  );
}

async function printCsv({ code, ignored = false, ...options }: ProblemsOptions): Promise<void> {
  const filter = { isIgnored: ignored, ...(code === undefined ? {} : { code }) };
  await withCore(options, async ({ client }) => {
    for await (const part of await client.problems.csv(filter)) await printPart(part);
  });
}

async function listProblems({
  code,
  ignored = false,
  limit,
  offset,
  ...options
}: ProblemsOptions): Promise<void> {
  const request = { limit, offset, isIgnored: ignored, ...(code === undefined ? {} : { code }) };
  const answer = await withCore(options, (core) => core.client.problems.list(request));
  if (options.json) return printJson(answer);
  const beside = !ignored && answer.ignored > 0 ? ` ${countOf(answer.ignored, "file")} ignored.` : "";
  if (answer.total === 0)
    return printNote(`There are no ${ignored ? "ignored files" : "problems"}.${beside}`);
  if (answer.problems.length > 0) await printText(formatTable(columns, answer.problems.map(problemRow)));
  await printNote(`${answer.problems.length} of ${countOf(answer.total, "problem")}.${beside}`);
}

const columns: Column[] = [
  { title: "Outcome" },
  { title: "Code" },
  { title: "Tries", align: "right" },
  { title: "What is wrong" },
  { title: "Path" },
];

function problemRow({ outcome, code, tries, path }: Problem): string[] {
  return [outcome, code, String(tries), errorDefinitions[code].meaning, escapeControlCharacters(path)];
}
