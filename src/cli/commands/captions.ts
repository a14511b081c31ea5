import { resolve } from "node:path";
import { type Command, Option } from "commander";
import type { CaptionsStatus } from "../../contract/index.ts";
import { captionExportFormats } from "../../contract/index.ts";
import { captionFacts } from "../caption-words.ts";
import { isConfirmed } from "../confirm.ts";
import { followStage } from "../follow-stage.ts";
import { countOf, escapeControlCharacters, formatBytes } from "../format.ts";
import { listenForInterruption } from "../interruption.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { formatFacts } from "../table.ts";
import { withChangingCore } from "../with-changing-core.ts";
import { withCore } from "../with-core.ts";
import { defineCaptionChanges } from "./caption-changes.ts";
import { defineCaptioners } from "./captioners.ts";

/** Sentences on what can be seen in photos: whether and by what they are written, and what a person makes of them. */
export function defineCaptions(program: Command): void {
  const captions = program
    .command("captions")
    .description("sentences on what can be seen in photos, which nobody had to type");
  const define = (name: string, description: string) =>
    withCommonOptions(captions.command(name).description(description));
  withCommonOptions(
    captions
      .command("status", { isDefault: true })
      .description("what writes captions, for which photos, and how far it is"),
  ).action(status);
  define("start", "write captions of all photos, and of those that come in")
    .option("--only-opened", "of favourites and of photos that somebody opened, of no others")
    .option("--no-wait", "do not wait: the app goes on with it")
    .action(start);
  define("stop", "write no more; what is written stays").action(stop);
  define("clear", "remove every caption that a machine wrote, and write no more; people's own stay")
    .option("--yes", "do not ask")
    .action(clear);
  define("export", "write all captions into a file, each with its photo's path and what wrote it")
    .argument("<file>", "where no file lies yet")
    .addOption(
      new Option("--format <format>", "lines of JSON, or a table for spreadsheets")
        .choices(captionExportFormats)
        .default("jsonl"),
    )
    .option("--overwrite", "replace an earlier export")
    .action(exportCaptions);
  defineCaptionChanges(define);
  defineCaptioners(define);
}

async function status(options: CommonOptions): Promise<void> {
  await printStatus(await withCore(options, ({ client }) => client.captions.status()), options);
}

async function printStatus(answer: CaptionsStatus, { json }: CommonOptions): Promise<void> {
  if (json) return printJson(answer);
  await printText(formatFacts(captionFacts(answer)));
  const trouble = answer.trouble ?? answer.stage?.error;
  if (trouble) await printNote(escapeControlCharacters(trouble.message));
}

interface StartOptions extends CommonOptions {
  onlyOpened?: boolean;
  wait: boolean;
}

/** Waits until each photo has its caption; Ctrl-C leaves the others to the app, or to the same command again. */
async function start({ onlyOpened = false, wait, ...options }: StartOptions): Promise<void> {
  const interruption = listenForInterruption();
  const answer = await withChangingCore(options, async ({ client, captionAll }) => {
    const begun = await client.captions.setMode({ mode: onlyOpened ? "opened" : "all" });
    if (begun.stage?.state === "paused") await client.jobs.resumeStage({ name: begun.stage.name });
    if (!wait) return begun;
    await followStage(client, captionAll(), interruption.signal);
    return client.captions.status();
  });
  interruption.stopListening();
  await printStatus(answer, options);
  if (!options.json && answer.captioner === null) {
    await printNote("Nothing here writes captions: `shoebox captions models` lists what can be had.");
  }
  process.exitCode = interruption.exitCode() ?? 0;
}

async function stop(options: CommonOptions): Promise<void> {
  const answer = await withCore(options, ({ client }) => client.captions.setMode({ mode: "off" }));
  await printStatus(answer, options);
}

async function clear({ yes = false, ...options }: CommonOptions & { yes?: boolean }): Promise<void> {
  const question =
    "Remove every caption that a machine wrote? This cannot be undone; people's own captions stay.";
  const otherwise = "captions clear asks first: give --yes.";
  if (!yes && !(await isConfirmed(question, otherwise, options))) return printNote("Nothing was done.");
  const done = await withChangingCore(options, ({ client }) => client.captions.clear());
  if (options.json) return printJson(done);
  await printText(`Captions of ${countOf(done.photosChanged, "photo")} removed.`);
  await printNote("`shoebox captions start` writes them anew.");
}

interface ExportOptions extends CommonOptions {
  format: (typeof captionExportFormats)[number];
  overwrite?: boolean;
}

async function exportCaptions(file: string, { format, overwrite, ...options }: ExportOptions): Promise<void> {
  const request = { path: resolve(file), format, isOverwriting: overwrite === true };
  const outcome = await withCore(options, ({ client }) => client.captions.export(request));
  if (options.json) return printJson(outcome);
  const { photos, path, bytes } = outcome;
  const what = `Captions of ${countOf(photos, "photo")}`;
  await printText(`${what} written to ${escapeControlCharacters(path)} (${formatBytes(bytes)}).`);
}
