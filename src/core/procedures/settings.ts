import { api } from "./base.ts";

export const settingsRouter = {
  get: api.settings.get.handler(({ context }) => context.services.settings()),
  set: api.settings.set.handler(({ context, input }) => context.services.changeSettings(input)),
};
