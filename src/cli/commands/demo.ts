import { resolve } from "node:path";
import type { Command } from "commander";
import { countOf, escapeControlCharacters, formatSeconds } from "../format.ts";
import { listenForInterruption } from "../interruption.ts";
import { type CommonOptions, wholeNumber, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { createProgressBar } from "../progress-bar.ts";

interface DemoOptions extends CommonOptions {
  count: number;
  seed: number;
  duplicates?: boolean;
}

export function defineDemo(program: Command): void {
  const command = program
    .command("demo")
    .description("draw demo photos into a new folder, with what they show in captions.jsonl")
    .argument("<dir>", "a new or empty folder")
    .option("--count <n>", "how many photos", wholeNumber(1, 100_000), 240)
    .option("--seed <n>", "the same seed draws the same photos", wholeNumber(0, 0xffff_ffff), 1);
  command.option(
    "--duplicates",
    "instead, a labelled set of duplicates: --count originals with all their copies",
  );
  withCommonOptions(command).action((directory: string, options: DemoOptions) =>
    options.duplicates ? duplicateSet(directory, options) : demo(directory, options),
  );
}

async function duplicateSet(directoryArgument: string, { count, seed, json }: DemoOptions): Promise<void> {
  const { writeDuplicateSet } = await import("../../demo/index.ts");
  const directory = resolve(directoryArgument);
  const interruption = listenForInterruption();
  const bar = createProgressBar();
  const onFile = (done: number, total: number) =>
    bar.show({ phase: "Drawing", done, total, perSecond: 0, secondsLeft: null });
  try {
    const files = await writeDuplicateSet({
      directory,
      originals: count,
      seed,
      signal: interruption.signal,
      onFile,
    });
    bar.clear();
    if (json) await printJson({ directory, files: files.length, originals: count });
    else
      await printText(
        `${countOf(files.length, "file")} in ${escapeControlCharacters(directory)}, labelled in duplicates.jsonl.`,
      );
  } catch (error) {
    bar.clear();
    if (!interruption.signal.aborted) throw error;
    await printNote("Stopped. Run the same command again to carry on.");
  }
  interruption.stopListening();
  process.exitCode = interruption.exitCode() ?? 0;
}

async function demo(directoryArgument: string, { count, seed, json }: DemoOptions): Promise<void> {
  const { writeDemoLibrary } = await import("../../demo/index.ts");
  const directory = resolve(directoryArgument);
  const interruption = listenForInterruption();
  const { signal } = interruption;
  const bar = createProgressBar();
  const startedAt = performance.now();
  const secondsSoFar = () => (performance.now() - startedAt) / 1000;
  let doneBefore: number | undefined;
  const onPhoto = (done: number) => {
    // A folder that was stopped in is gone on with.
    doneBefore ??= done - 1;
    const perSecond = (done - doneBefore) / secondsSoFar();
    bar.show({ phase: "Drawing", done, total: count, perSecond, secondsLeft: (count - done) / perSecond });
  };
  try {
    const photos = await writeDemoLibrary({ directory, count, seed, signal, onPhoto });
    const copies = photos.filter(({ copyOf }) => copyOf !== undefined).length;
    bar.clear();
    await printResult({ directory, photos: photos.length, copies, seconds: secondsSoFar() }, json);
  } catch (error) {
    bar.clear();
    if (!signal.aborted) throw error;
    await printNote("Stopped. Run the same command again to carry on.");
  }
  interruption.stopListening();
  process.exitCode = interruption.exitCode() ?? 0;
}

interface DemoResult {
  directory: string;
  photos: number;
  copies: number;
  seconds: number;
}

function printResult(result: DemoResult, isJson = false): Promise<void> {
  if (isJson) return printJson(result);
  const { directory, photos, copies, seconds } = result;
  const count = `${countOf(photos, "photo")} (${countOf(copies, "copy", "copies")} among them)`;
  return printText(`${count} in ${escapeControlCharacters(directory)}, drawn in ${formatSeconds(seconds)}.`);
}
