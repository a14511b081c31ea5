import { api } from "./base.ts";

export const vectorsRouter = {
  status: api.vectors.status.handler(({ context }) => context.services.vectors.status()),
  use: api.vectors.use.handler(({ context, input }) => context.services.vectors.use(input)),
  cancelUse: api.vectors.cancelUse.handler(({ context }) => context.services.vectors.cancelUse()),
  verify: api.vectors.verify.handler(({ context, input }) => context.services.vectors.verify(input.repair)),
  rebuild: api.vectors.rebuild.handler(({ context }) => context.services.vectors.rebuild()),
  drop: api.vectors.drop.handler(({ context }) => context.services.vectors.drop()),
};
