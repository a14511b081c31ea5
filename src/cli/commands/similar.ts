import { resolve } from "node:path";
import type { Command } from "commander";
import { type PageOptions, withPageOptions } from "../options.ts";
import { printSearchAnswer } from "../search-answer.ts";
import { withCore } from "../with-core.ts";

export function defineSimilar(program: Command): void {
  const command = program
    .command("similar")
    .description("find photos that look like one")
    .argument("<path|asset-id>", "any picture on disk, or the number of one in the library");
  withPageOptions(command, 20).action(similar);
}

async function similar(pathOrAssetId: string, options: PageOptions): Promise<void> {
  const { limit, offset } = options;
  // A file whose name is only digits is still reached, as ./17.
  const subject = /^[1-9]\d{0,14}$/.test(pathOrAssetId)
    ? { assetId: Number(pathOrAssetId) }
    : { path: resolve(pathOrAssetId) };
  const answer = await withCore(options, (core) => core.client.search.similar({ ...subject, limit, offset }));
  await printSearchAnswer(answer, options);
}
