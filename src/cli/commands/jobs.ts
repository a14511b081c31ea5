import type { Command } from "commander";
import type { Job, StageProgress } from "../../contract/index.ts";
import { escapeControlCharacters, formatCount, formatDateTime, formatSeconds } from "../format.ts";
import { type CommonOptions, wholeNumber, withCommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { type Column, formatTable } from "../table.ts";
import { withCore } from "../with-core.ts";

interface JobsOptions extends CommonOptions {
  limit: number;
}

export function defineJobs(program: Command): void {
  const command = program
    .command("jobs")
    .description("list what was indexed when, with the numbers of each job, and the work in the background")
    .option("--limit <n>", "how many to show, the latest first", wholeNumber(1, 200), 20);
  withCommonOptions(command).action(jobs);
}

async function jobs({ limit, ...options }: JobsOptions): Promise<void> {
  const { jobs: list, stages } = await withCore(options, async ({ client }) => ({
    jobs: await client.jobs.list({ limit }),
    stages: await client.jobs.stages(),
  }));
  if (options.json) return printJson({ jobs: list, stages });
  if (list.length === 0) await printNote("There have been no jobs yet.");
  else await printText(formatTable(columns, list.map(jobRow)));
  await printText(`\n${formatTable(stageColumns, stages.map(stageRow))}`);
}

const entries = ["found", "indexed", "unchanged", "duplicate", "skipped", "failed"] as const;

const columns: Column[] = [
  { title: "Job", align: "right" },
  { title: "Started" },
  { title: "State" },
  ...entries.map(
    (entry): Column => ({ title: `${entry[0]?.toUpperCase()}${entry.slice(1)}`, align: "right" }),
  ),
  { title: "Took", align: "right" },
  { title: "What" },
];

const kindNames: Record<Job["kind"], string> = {
  index: "",
  demo: "demo photos: ",
  retry: "tried again: ",
  watch: "changes in: ",
};

function jobRow({ jobId, kind, state, directories, ledger, seconds, startedAt, error }: Job): string[] {
  const what = kindNames[kind] + directories.map(escapeControlCharacters).join(", ");
  return [
    String(jobId),
    formatDateTime(startedAt),
    error === null ? state : `${state} (${error.code})`,
    ...entries.map((entry) => formatCount(ledger[entry])),
    formatSeconds(seconds),
    what,
  ];
}

const stageColumns: Column[] = [
  { title: "Work in the background" },
  { title: "State" },
  { title: "Done", align: "right" },
  { title: "Left", align: "right" },
  { title: "Failed", align: "right" },
];

function stageRow({ title, state, error, done, left, failed }: StageProgress): string[] {
  return [
    escapeControlCharacters(title),
    error === null ? state : `${state} (${error.code})`,
    ...[done, left, failed].map(formatCount),
  ];
}
