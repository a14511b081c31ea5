import { pathForDisplay } from "../files/path-bytes.ts";
import { api } from "./base.ts";

export const problemsRouter = {
  list: api.problems.list.handler(({ context, input }) => {
    const { problems } = context.services.catalog;
    const byCode = problems.byCode();
    const counted = byCode.filter(({ code }) => input.code === undefined || code === input.code);
    return {
      total: counted.reduce((total, { count }) => total + count, 0),
      byCode,
      problems: problems.list(input.code, input.limit, input.offset).map((problem) => ({
        ...problem,
        path: pathForDisplay(problem.path),
        firstSeen: new Date(problem.firstSeen).toISOString(),
        lastSeen: new Date(problem.lastSeen).toISOString(),
      })),
    };
  }),
};
