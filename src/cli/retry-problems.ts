import type { ProblemSelection } from "../contract/problems.ts";
import { followJob } from "./follow-job.ts";
import { countOf, escapeControlCharacters } from "./format.ts";
import { listenForInterruption } from "./interruption.ts";
import type { CommonOptions } from "./options.ts";
import { printJson, printNote, printText } from "./output.ts";
import { withCore } from "./with-core.ts";

/** Tries files with problems again and says what became of them. */
export async function retryProblems(selection: ProblemSelection, options: CommonOptions): Promise<void> {
  const interruption = listenForInterruption();
  const answer = await withCore(options, async ({ client }) => {
    const { count, job } = await client.problems.retry(selection);
    return { count, job: job && (await followJob(client, job, interruption.signal)) };
  });
  interruption.stopListening();
  const { count, job } = answer;
  if (options.json) await printJson({ count, ledger: job?.ledger ?? null });
  else if (!job) await printNote("There is nothing to try again.");
  else {
    const { indexed, duplicate, unchanged, failed, skipped } = job.ledger;
    const [read, left] = [indexed + duplicate + unchanged, failed + skipped];
    await printText(`${countOf(count, "file")} tried again: ${read} read, ${left} still not.`);
    if (job.error) await printNote(escapeControlCharacters(job.error.message));
  }
  process.exitCode = interruption.exitCode() ?? 0;
}
