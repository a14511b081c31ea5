import { api } from "./base.ts";

export const searchesRouter = {
  list: api.searches.list.handler(({ context }) => context.services.savedSearches.list()),
  save: api.searches.save.handler(({ context, input }) => context.services.savedSearches.save(input)),
  rename: api.searches.rename.handler(({ context, input }) =>
    context.services.savedSearches.rename(input.id, input.name),
  ),
  move: api.searches.move.handler(({ context, input }) =>
    context.services.savedSearches.move(input.id, input.position),
  ),
  remove: api.searches.remove.handler(({ context, input }) =>
    context.services.savedSearches.remove(input.id),
  ),
  export: api.searches.export.handler(({ context }) => context.services.savedSearches.export()),
  import: api.searches.import.handler(({ context, input }) =>
    context.services.savedSearches.import(input.file),
  ),
};
