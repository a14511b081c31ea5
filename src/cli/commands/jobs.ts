import type { Command } from "commander";
import type { Job } from "../../contract/index.ts";
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
    .description("list what was indexed when, with the numbers of each job")
    .option("--limit <n>", "how many to show, the latest first", wholeNumber(1, 200), 20);
  withCommonOptions(command).action(jobs);
}

async function jobs({ limit, ...options }: JobsOptions): Promise<void> {
  const answer = await withCore(options, (core) => core.client.jobs.list({ limit }));
  if (options.json) return printJson({ jobs: answer });
  if (answer.length === 0) return printNote("There have been no jobs yet.");
  await printText(formatTable(columns, answer.map(jobRow)));
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
