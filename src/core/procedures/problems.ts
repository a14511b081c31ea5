import { pathForDisplay } from "../files/path-bytes.ts";
import { listProblems, problemsAsCsv } from "../problems/list-problems.ts";
import { api } from "./base.ts";

export const problemsRouter = {
  list: api.problems.list.handler(({ context, input }) => listProblems(context.services.catalog, input)),
  retry: api.problems.retry.handler(({ context, input }) => context.services.jobs.retry(input)),
  ignore: api.problems.ignore.handler(({ context, input }) => {
    const { catalog, events } = context.services;
    const answer = catalog.transaction(() => {
      const chosen = catalog.problems.choose(input, { isIgnored: false });
      return { count: chosen.length, ignoredAt: catalog.problems.ignore(chosen) };
    });
    events.problemsChanged();
    return answer;
  }),
  unignore: api.problems.unignore.handler(({ context, input: { ignoredAt, ...selection } }) => {
    const { catalog, events } = context.services;
    const count = catalog.transaction(() => {
      const chosen = catalog.problems.choose(selection, { isIgnored: true, ignoredAt });
      catalog.problems.unignore(chosen);
      return chosen.length;
    });
    events.problemsChanged();
    return { count };
  }),
  reveal: api.problems.reveal.handler(async ({ context, input }) => ({
    path: pathForDisplay(await context.services.shownFiles.revealProblem(input.fileId)),
  })),
  csv: api.problems.csv.handler(({ context, input }) => problemsAsCsv(context.services.catalog, input)),
};
