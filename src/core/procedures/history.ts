import { api } from "./base.ts";

export const historyRouter = {
  list: api.history.list.handler(({ context, input }) => context.services.history.list(input.limit)),
  moves: api.history.moves.handler(({ context, input }) => context.services.cleaner.moves(input.batchId)),
  undo: api.history.undo.handler(({ context, input }) => context.services.history.undo(input)),
};
