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
}

export function defineDemo(program: Command): void {
  const command = program
    .command("demo")
    .description("draw demo photos into a new folder, with what they show in captions.jsonl")
    .argument("<dir>", "a new or empty folder")
    .option("--count <n>", "how many photos", wholeNumber(1, 100_000), 240)
    .option("--seed <n>", "the same seed draws the same photos", wholeNumber(0, 0xffff_ffff), 1);
  withCommonOptions(command).action(demo);
}

async function demo(directoryArgument: string, { count, seed, json }: DemoOptions): Promise<void> {
  const { writeDemoLibrary } = await import("../../core/index.ts");
  const directory = resolve(directoryArgument);
  const interruption = listenForInterruption();
  const { signal } = interruption;
  const counter = startCounter(count);
  try {
    const { photos, copies } = await writeDemoLibrary({
      directory,
      count,
      seed,
      signal,
      onPhoto: counter.add,
    });
    const seconds = counter.seconds();
    counter.end();
    if (json) await printJson({ directory, photos, copies, seconds });
    else await printSummary({ directory, photos, copies, seconds });
  } catch (error) {
    counter.end();
    if (!signal.aborted) throw error;
    await printNote("Stopped: the folder holds only a part of the photos.");
  }
  interruption.stopListening();
  process.exitCode = interruption.exitCode() ?? 0;
}

/** A progress bar that counts photos itself. */
function startCounter(total: number) {
  const bar = createProgressBar();
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  let done = 0;
  const add = () => {
    done += 1;
    const perSecond = done / seconds();
    bar.show({ phase: "Drawing", done, total, perSecond, secondsLeft: (total - done) / perSecond });
  };
  return { add, seconds, end: bar.clear };
}

function printSummary(result: { directory: string; photos: number; copies: number; seconds: number }) {
  const { directory, photos, copies, seconds } = result;
  const count = `${countOf(photos, "photo")} (${countOf(copies, "copy", "copies")} among them)`;
  return printText(`${count} in ${escapeControlCharacters(directory)}, drawn in ${formatSeconds(seconds)}.`);
}
