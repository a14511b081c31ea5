import { ORPCError } from "@orpc/server";
import { api } from "./base.ts";

export const captionsRouter = {
  status: api.captions.status.handler(({ context }) => context.services.captions.status()),
  setMode: api.captions.setMode.handler(({ context, input }) =>
    context.services.captions.setMode(input.mode),
  ),
  opened: api.captions.opened.handler(({ context, input }) => {
    context.services.captions.opened(input.assetId);
    return {};
  }),
  texts: api.captions.texts.handler(({ context, input }) => context.services.captions.texts(input.assetIds)),
  writeNow: api.captions.writeNow.handler(({ context, input }) => context.services.captions.writeNow(input)),
  edit: api.captions.edit.handler(({ context, input }) =>
    context.services.captions.edit(input.assetId, input.text),
  ),
  reject: api.captions.reject.handler(({ context, input }) => context.services.captions.reject(input.photos)),
  writeAgain: api.captions.writeAgain.handler(({ context, input }) =>
    context.services.captions.writeAgain(input.photos),
  ),
  clear: api.captions.clear.handler(({ context }) => context.services.captions.clear()),
  export: api.captions.export.handler(async ({ context, input, signal }) => {
    try {
      return await context.services.captions.export(input, signal);
    } catch (error) {
      // Whoever stopped it is told of nothing else.
      throw signal?.aborted ? new ORPCError("CLIENT_CLOSED_REQUEST") : error;
    }
  }),

  models: api.captions.models.handler(({ context }) => context.services.captionerCards.list()),
  install: api.captions.install.handler(({ context, input }) =>
    context.services.changingCaptioners.install(input.id),
  ),
  cancelInstall: api.captions.cancelInstall.handler(({ context, input }) =>
    context.services.captionerCards.cancelInstall(input.id),
  ),
  remove: api.captions.remove.handler(({ context, input }) =>
    context.services.changingCaptioners.remove(input.id),
  ),
  use: api.captions.use.handler(async ({ context, input }) => {
    await context.services.changingCaptioners.use(input.id);
    return context.services.captions.status();
  }),
  import: api.captions.import.handler(({ context, input }) =>
    context.services.changingCaptioners.import(input.directory),
  ),
  verify: api.captions.verify.handler(({ context, input }) =>
    context.services.captionerCards.verify(input.id),
  ),
};
