import { listStageProblems } from "../stages/stage-problems.ts";
import { api } from "./base.ts";

export const jobsRouter = {
  index: api.jobs.index.handler(({ context, input }) => context.services.jobs.index(input.directories)),
  rescan: api.jobs.rescan.handler(({ context }) => context.services.jobs.rescan()),
  demo: api.jobs.demo.handler(({ context, input }) => context.services.startDemo(input.count)),
  list: api.jobs.list.handler(({ context, input }) => context.services.jobs.list(input.limit)),
  progress: api.jobs.progress.handler(({ context, input, signal }) =>
    context.services.events.watchJob(input.jobId, signal),
  ),
  prioritise: api.jobs.prioritise.handler(({ context, input }) => context.services.jobs.prioritise(input)),
  pause: api.jobs.pause.handler(({ context, input }) => context.services.jobs.control(input.jobId, "pause")),
  resume: api.jobs.resume.handler(({ context, input }) =>
    context.services.jobs.control(input.jobId, "resume"),
  ),
  cancel: api.jobs.cancel.handler(({ context, input }) =>
    context.services.jobs.control(input.jobId, "cancel"),
  ),
  stages: api.jobs.stages.handler(({ context }) => context.services.stages.list()),
  pauseStage: api.jobs.pauseStage.handler(({ context, input }) => context.services.stages.pause(input.name)),
  resumeStage: api.jobs.resumeStage.handler(({ context, input }) =>
    context.services.stages.resume(input.name),
  ),
  stageProblems: api.jobs.stageProblems.handler(({ context, input }) =>
    listStageProblems(context.services.catalog, input),
  ),
  retryStage: api.jobs.retryStage.handler(({ context, input }) => context.services.stages.retry(input.name)),
};
