import { api } from "./base.ts";

export const modelsRouter = {
  list: api.models.list.handler(({ context }) => context.services.modelCards.list()),
  install: api.models.install.handler(({ context, input }) =>
    context.services.changingModels.install(input.id),
  ),
  cancelInstall: api.models.cancelInstall.handler(({ context, input }) =>
    context.services.modelCards.cancelInstall(input.id),
  ),
  remove: api.models.remove.handler(({ context, input }) => context.services.changingModels.remove(input.id)),
  use: api.models.use.handler(({ context, input }) =>
    context.services.modelCards.use(input.id, { keepsVectors: input.keepsVectors }),
  ),
  cancelUse: api.models.cancelUse.handler(({ context }) => context.services.modelCards.cancelUse()),
  pause: api.models.pause.handler(({ context }) => context.services.modelCards.pause()),
  resume: api.models.resume.handler(({ context }) => context.services.modelCards.resume()),
  dropVectors: api.models.dropVectors.handler(({ context, input }) =>
    context.services.modelCards.dropVectors(input.id),
  ),
  import: api.models.import.handler(({ context, input }) =>
    context.services.changingModels.import(input.directory),
  ),
  verify: api.models.verify.handler(({ context, input }) => context.services.modelCards.verify(input.id)),
  measure: api.models.measure.handler(({ context, input }) => context.services.modelCards.measure(input.id)),
};
