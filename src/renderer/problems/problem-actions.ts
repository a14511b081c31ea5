import type { ProblemSelection } from "../../contract/problems.ts";
import { client } from "../api/connection.ts";
import { queryClient } from "../api/queries.ts";
import { jobStore } from "../jobs/job-store.ts";
import { attempting } from "../layout/attempting.ts";
import { say } from "../layout/notices.tsx";
import { files } from "../words/quantities.ts";
import { type ProblemFilter, problemFilterInput } from "./use-problems.ts";

const attempt = attempting(() => queryClient.invalidateQueries({ queryKey: ["problems"] }));

let undoLast: (() => void) | undefined;

/** Takes back what was ignored last, once. */
export function undoIgnore(): void {
  undoLast?.();
  undoLast = undefined;
}

export const retryProblems = (selection: ProblemSelection) =>
  attempt(async () => {
    const { count, job } = await client.problems.retry(selection);
    if (job) jobStore.put(job);
    say(count === 0 ? "There is nothing to try again." : `Trying ${files(count)} again.`);
  });

export const ignoreProblems = (selection: ProblemSelection) =>
  attempt(async () => {
    const { count, ignoredAt } = await client.problems.ignore(selection);
    undoLast = () =>
      void attempt(async () => {
        const back = await client.problems.unignore({ ignoredAt });
        say(`${files(back.count)} back in the list.`);
      });
    say(`${files(count)} ignored until ${count === 1 ? "it changes" : "they change"}.`, "", {
      label: "Undo",
      onClick: undoIgnore,
    });
  });

export const unignoreProblems = (selection: ProblemSelection) =>
  attempt(async () => {
    const { count } = await client.problems.unignore(selection);
    say(`${files(count)} back in the list.`);
  });

export const revealProblem = (fileId: number) =>
  attempt(async () => {
    await client.problems.reveal({ fileId });
  });

/** Saves the list that is shown, all of it, as a file of the browser's downloads. */
export const exportProblems = (filter: ProblemFilter) =>
  attempt(async () => {
    const parts: string[] = [];
    for await (const part of await client.problems.csv(problemFilterInput(filter))) parts.push(part);
    const address = URL.createObjectURL(new Blob(parts, { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = "shoebox-problems.csv";
    link.click();
    URL.revokeObjectURL(address);
  });
