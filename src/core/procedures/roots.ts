import { api } from "./base.ts";

export const rootsRouter = {
  forgetting: api.roots.forgetting.handler(({ context, input }) =>
    context.services.roots.forgetting(input.rootId),
  ),
  forget: api.roots.forget.handler(({ context, input }) => context.services.roots.forget(input.rootId)),
  recall: api.roots.recall.handler(({ context, input }) => context.services.roots.recall(input.rootId)),
  forgotten: api.roots.forgotten.handler(({ context }) => context.services.roots.listForgotten()),
  purge: api.roots.purge.handler(({ context, input }) => context.services.roots.purge(input.rootId)),
};
