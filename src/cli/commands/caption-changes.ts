import type { Command } from "commander";
import type { CaptionChange } from "../../contract/index.ts";
import { quotedCaption } from "../caption-words.ts";
import { countOf } from "../format.ts";
import { assetIdArgument, type CommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { neededSelectionOf, type SelectionOptions, withSelectionOptions } from "../photo-selection.ts";
import { withChangingCore } from "../with-changing-core.ts";

type Define = (name: string, description: string) => Command;

export function defineCaptionChanges(define: Define): void {
  define("edit", "write a photo's caption yourself: no machine ever replaces it")
    .argument("<asset-id>", "the photo, as `shoebox search` shows it", assetIdArgument)
    .argument("<text>", 'the caption; "" takes your own away')
    .action(edit);
  withSelectionOptions(
    define("reject", "not these captions: they are neither shown nor found any more"),
  ).action(reject);
  withSelectionOptions(define("again", "write other captions in their place, before all others")).action(
    again,
  );
}

async function edit(assetId: number, text: string, options: CommonOptions): Promise<void> {
  const changed = await withChangingCore(options, ({ client }) => client.captions.edit({ assetId, text }));
  const plain = text.trim().replace(/\s+/gu, " ");
  await report(
    changed,
    options,
    plain === "" ? "It has no caption of yours." : `It says ${quotedCaption(plain)}.`,
  );
}

async function reject(options: SelectionOptions & CommonOptions): Promise<void> {
  const photos = neededSelectionOf(options);
  const changed = await withChangingCore(options, ({ client }) => client.captions.reject({ photos }));
  await report(changed, options, `Captions of ${countOf(changed.photosChanged, "photo")} rejected.`);
}

async function again(options: SelectionOptions & CommonOptions): Promise<void> {
  const photos = neededSelectionOf(options);
  const changed = await withChangingCore(options, ({ client }) => client.captions.writeAgain({ photos }));
  const whom = countOf(changed.photosChanged, "photo");
  await report(changed, options, `Captions of ${whom} are written again.`);
  if (!options.json && changed.photosChanged > 0)
    await printNote("The app goes on with it, and so does `shoebox captions start`.");
}

async function report(done: CaptionChange, { json }: CommonOptions, words: string): Promise<void> {
  if (json) return printJson(done);
  await printText(words);
  await printNote(
    done.actionId === null
      ? "Nothing had to be changed."
      : `\`shoebox undo t${done.actionId}\` takes that back.`,
  );
}
