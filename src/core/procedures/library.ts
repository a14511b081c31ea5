import { libraryStats } from "../library-stats.ts";
import { api } from "./base.ts";

export const libraryRouter = {
  stats: api.library.stats.handler(({ context }) => libraryStats(context.services)),
  events: api.library.events.handler(({ context, signal }) => context.services.events.watchLibrary(signal)),
};
