import { resolve } from "node:path";
import type { Command } from "commander";
import { escapeControlCharacters } from "../format.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { withChangingCore } from "../with-changing-core.ts";

export function defineCaption(program: Command): void {
  const command = program
    .command("caption")
    .description("say in a sentence what can be seen in one picture")
    .argument("<path|asset-id>", "any picture on disk, or the number of one in the library");
  withCommonOptions(command).action(caption);
}

async function caption(pathOrAssetId: string, options: CommonOptions): Promise<void> {
  // A file whose name is only digits is still reached, as ./17.
  const subject = /^[1-9]\d{0,14}$/.test(pathOrAssetId)
    ? { assetId: Number(pathOrAssetId) }
    : { path: resolve(pathOrAssetId) };
  const written = await withChangingCore(options, ({ client }) => client.captions.writeNow(subject));
  if (options.json) return printJson(written);
  if (written.caption === null) return printNote("Nothing can be said of it that is sure enough.");
  await printText(escapeControlCharacters(written.caption));
}
