import { api } from "./base.ts";

export const modelsRouter = {
  list: api.models.list.handler(({ context }) => context.services.models.list()),
  install: api.models.install.handler(({ context, input }) => context.services.models.install(input.id)),
  cancelInstall: api.models.cancelInstall.handler(({ context, input }) =>
    context.services.models.cancelInstall(input.id),
  ),
  remove: api.models.remove.handler(({ context, input }) => context.services.models.remove(input.id)),
  use: api.models.use.handler(({ context, input }) =>
    context.services.models.use(input.id, { keepsVectors: input.keepsVectors }),
  ),
  cancelUse: api.models.cancelUse.handler(({ context }) => context.services.models.cancelUse()),
  pause: api.models.pause.handler(({ context }) => context.services.models.pause()),
  resume: api.models.resume.handler(({ context }) => context.services.models.resume()),
  dropVectors: api.models.dropVectors.handler(({ context, input }) =>
    context.services.models.dropVectors(input.id),
  ),
  import: api.models.import.handler(({ context, input }) => context.services.models.import(input.directory)),
  verify: api.models.verify.handler(({ context, input }) => context.services.models.verify(input.id)),
  measure: api.models.measure.handler(({ context, input }) => context.services.models.measure(input.id)),
};
