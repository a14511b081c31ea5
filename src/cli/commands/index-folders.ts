import { resolve } from "node:path";
import type { Command } from "commander";
import type { Job } from "../../contract/index.ts";
import { followJob } from "../follow-job.ts";
import { followStage } from "../follow-stage.ts";
import { countOf, escapeControlCharacters, formatCount, formatSeconds } from "../format.ts";
import { listenForInterruption } from "../interruption.ts";
import { type CommonOptions, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { formatFacts } from "../table.ts";
import { withCore } from "../with-core.ts";

export function defineIndex(program: Command): void {
  const command = program
    .command("index")
    .description("add folders to the library and index what is new in them")
    .argument("<dir...>", "folders with photos");
  withCommonOptions(command).action(indexFolders);
}

async function indexFolders(directories: string[], options: CommonOptions): Promise<void> {
  const interruption = listenForInterruption();
  const job = await withCore(options, async ({ client, embedAll, vectorsSwitched }) => {
    const started = await client.jobs.index({ directories: directories.map((path) => resolve(path)) });
    const ended = await followJob(client, started, interruption.signal);
    // Photos that were in before the model are given their vectors too: all of them can be found then.
    await followStage(client, embedAll(), interruption.signal);
    // A server that is away is told by the app, or by the next command; one that is wanted and whole takes over.
    await followStage(client, vectorsSwitched(), interruption.signal);
    return ended;
  });
  interruption.stopListening();
  if (options.json) await printJson(ledgerDocument(job));
  else await printLedger(job);
  process.exitCode = interruption.exitCode() ?? 0;
}

function ledgerDocument({ ledger, moved, reprocessed, seconds, photosPerSecond }: Job) {
  const { found, indexed, unchanged, duplicate, skipped, failed } = ledger;
  return {
    found,
    indexed,
    unchanged,
    duplicate,
    skipped,
    failed,
    moved,
    reprocessed,
    seconds,
    photosPerSecond,
  };
}

async function printLedger(job: Job): Promise<void> {
  const { ledger, moved, reprocessed, seconds, photosPerSecond, state, error } = job;
  const width = formatCount(ledger.found).length;
  const count = (value: number) => formatCount(value).padStart(width);
  await printText(
    formatFacts([
      ["Found", count(ledger.found)],
      ["Indexed", count(ledger.indexed)],
      ["Unchanged", count(ledger.unchanged)],
      ["Duplicate", count(ledger.duplicate)],
      ["Skipped", count(ledger.skipped)],
      ["Failed", count(ledger.failed)],
    ]),
  );
  if (moved > 0) await printText(`${formatCount(moved)} moved, ${formatCount(reprocessed)} reprocessed`);
  await printText(`${formatSeconds(seconds)}, ${photosPerSecond.toFixed(1)} photos/s`);
  if (ledger.failed > 0) {
    await printNote(`${countOf(ledger.failed, "photo")} could not be read: \`shoebox problems\` says why.`);
  }
  if (error) await printNote(`Not everything could be looked at: ${escapeControlCharacters(error.message)}`);
  if (state === "cancelled") await printNote("Stopped. Run the same command again to carry on.");
}
