import type { Command } from "commander";
import { usageError } from "../errors.ts";
import { type PageOptions, withPageOptions } from "../options.ts";
import { printSearchAnswer } from "../search-answer.ts";
import { withCore } from "../with-core.ts";

export function defineSearch(program: Command): void {
  const command = program
    .command("search")
    .description("find photos by describing them")
    .argument("<text...>", "what is in the picture");
  withPageOptions(command, 20).action(search);
}

async function search(words: string[], options: PageOptions): Promise<void> {
  const query = words.join(" ").trim();
  if (query === "") throw usageError("Expected a text to search for but received an empty one.");
  const { limit, offset } = options;
  const answer = await withCore(options, (core) => core.client.search.text({ query, limit, offset }));
  await printSearchAnswer(answer, options);
}
