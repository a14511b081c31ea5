import { api } from "./base.ts";

export const libraryRouter = {
  stats: api.library.stats.handler(({ context }) => context.services.stats()),
  events: api.library.events.handler(({ context, signal }) => context.services.events.watchLibrary(signal)),
};
