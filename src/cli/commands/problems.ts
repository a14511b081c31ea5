import type { Command } from "commander";
import { InvalidArgumentError } from "commander";
import { type ErrorCode, errorCodes, errorDefinitions } from "../../contract/errors.ts";
import type { Problem } from "../../contract/index.ts";
import { countOf, escapeControlCharacters } from "../format.ts";
import { type PageOptions, withPageOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { type Column, formatTable } from "../table.ts";
import { withCore } from "../with-core.ts";

interface ProblemsOptions extends PageOptions {
  code?: ErrorCode;
}

export function defineProblems(program: Command): void {
  const command = program
    .command("problems")
    .description("list the files that could not be read, and why")
    .option("--code <code>", "only those with this code", fileErrorCode);
  withPageOptions(command, 100).action(problems);
}

function fileErrorCode(value: string): ErrorCode {
  const code = errorCodes.find((known) => known === value);
  if (code) return code;
  const known = errorCodes.filter((candidate) => errorDefinitions[candidate].scope === "file");
  throw new InvalidArgumentError(`Expected one of ${known.join(", ")}.`);
}

async function problems({ code, limit, offset, ...options }: ProblemsOptions): Promise<void> {
  const request = { limit, offset, ...(code === undefined ? {} : { code }) };
  const answer = await withCore(options, (core) => core.client.problems.list(request));
  if (options.json) return printJson(answer);
  if (answer.total === 0) return printNote("There are no problems.");
  if (answer.problems.length > 0) await printText(formatTable(columns, answer.problems.map(problemRow)));
  await printNote(`${answer.problems.length} of ${countOf(answer.total, "problem")}.`);
}

const columns: Column[] = [
  { title: "Outcome" },
  { title: "Code" },
  { title: "What is wrong" },
  { title: "Path" },
];

function problemRow({ outcome, code, path }: Problem): string[] {
  return [outcome, code, errorDefinitions[code].meaning, escapeControlCharacters(path)];
}
