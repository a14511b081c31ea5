import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { defineCaption } from "./commands/caption.ts";
import { defineCaptions } from "./commands/captions.ts";
import { defineCollections } from "./commands/collections.ts";
import { defineDemo } from "./commands/demo.ts";
import { defineDuplicates } from "./commands/duplicates.ts";
import { defineFacets } from "./commands/facets.ts";
import { defineForget } from "./commands/forget.ts";
import { defineHistory, defineUndo } from "./commands/history.ts";
import { defineIndex } from "./commands/index-folders.ts";
import { defineJobs } from "./commands/jobs.ts";
import { defineLeaveOut } from "./commands/leave-out.ts";
import { defineModels } from "./commands/models.ts";
import { defineProblems } from "./commands/problems.ts";
import { defineSearch } from "./commands/search.ts";
import { defineSearches } from "./commands/searches.ts";
import { defineServe } from "./commands/serve.ts";
import { defineSimilar } from "./commands/similar.ts";
import { defineStats } from "./commands/stats.ts";
import { defineVectors } from "./commands/vectors.ts";
import { defineVerdicts } from "./commands/verdicts.ts";
import { usageError } from "./errors.ts";
import { usageExitCode } from "./exit-codes.ts";
import { reportError } from "./output.ts";
import { withQueryLast } from "./query-arguments.ts";

/**
 * Runs one command line.
 * @param args what follows the program's name
 * @returns the exit code: 0 done, 1 could not be done, 2 wrong usage, 128 + n ended by signal n
 */
export async function run(args: string[]): Promise<number> {
  const isJson = asksForJson(args);
  try {
    const program = createProgram(isJson);
    await program.parseAsync(withQueryLast(program, args), { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportError(error, isJson);
    if (error.exitCode === 0) return 0;
    return isJson ? reportError(usageError(usageMessage(error)), true) : usageExitCode;
  }
}

/** Known before parsing, since the parsing itself may fail. */
function asksForJson(args: string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end === -1 ? args.length : end).includes("--json");
}

function usageMessage(error: CommanderError): string {
  return error.code === "commander.help" ? "A command is missing." : error.message.replace(/^error: /, "");
}

/** Commands load the core when they run: help and wrong usage must not wait for it. */
function createProgram(isJson: boolean): Command {
  const program = new Command("shoebox")
    .description("Finds any photo on your own disks by describing it.")
    .version(readVersion())
    .showHelpAfterError("(--help shows how)")
    .configureOutput({
      writeErr: (text) => {
        if (!isJson) process.stderr.write(text);
      },
      outputError: (text, write) => write(text.replace(/^error: /, "shoebox: ")),
    })
    .exitOverride();
  const finding = [defineIndex, defineSearch, defineSimilar, defineFacets, defineSearches];
  const looking = [defineStats, defineJobs, defineProblems];
  const reviewing = [defineDuplicates, defineUndo, defineHistory, defineVerdicts];
  for (const define of [
    ...finding,
    ...looking,
    ...reviewing,
    defineCollections,
    defineModels,
    defineCaption,
    defineCaptions,
    defineVectors,
    defineLeaveOut,
    defineForget,
    defineServe,
    defineDemo,
  ])
    define(program);
  return program;
}

/** package.json lies as far above the sources as above the build. */
function readVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return String(version);
}
