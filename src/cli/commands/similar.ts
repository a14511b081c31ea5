import { resolve } from "node:path";
import type { Command } from "commander";
import { usageError } from "../errors.ts";
import { type PageOptions, withPageOptions } from "../options.ts";
import { printSearchAnswer } from "../search-answer.ts";
import { withCore } from "../with-core.ts";

export function defineSimilar(program: Command): void {
  const command = program
    .command("similar")
    .description("find photos that look like one")
    .argument("<path|asset-id>", "any picture on disk, or the number of one in the library");
  withPageOptions(
    command
      .option("--also <asset-id...>", "further photos that are like what is meant")
      .option("--unlike <asset-id...>", "photos that are not"),
    20,
  ).action(similar);
}

interface SimilarOptions extends PageOptions {
  also?: string[];
  unlike?: string[];
}

async function similar(pathOrAssetId: string, options: SimilarOptions): Promise<void> {
  const { limit, offset } = options;
  const examples = { alsoLike: assetIdsOf(options.also), unlike: assetIdsOf(options.unlike) };
  // A file whose name is only digits is still reached, as ./17.
  const subject = /^[1-9]\d{0,14}$/.test(pathOrAssetId)
    ? { assetId: Number(pathOrAssetId) }
    : { path: resolve(pathOrAssetId) };
  const answer = await withCore(options, (core) =>
    core.client.search.similar({ ...subject, ...examples, limit, offset }),
  );
  await printSearchAnswer(answer, options);
}

function assetIdsOf(texts: readonly string[] = []): number[] {
  return texts.map((text) => {
    if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
    throw usageError(`Expected the number of a photo but received ${JSON.stringify(text)}.`);
  });
}
