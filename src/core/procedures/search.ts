import { ShoeboxError } from "../errors.ts";
import { api } from "./base.ts";

export const searchRouter = {
  text: api.search.text.handler(({ context, input }) => context.services.search.text(input)),
  similar: api.search.similar.handler(({ context, input }) => {
    const { search } = context.services;
    if (input.assetId !== undefined) return search.similarToAsset(input.assetId, input);
    if (input.path !== undefined) return search.similarToFile(input.path, input);
    throw new ShoeboxError("QUERY_INVALID", "Expected assetId or path but received neither.");
  }),
  suggestions: api.search.suggestions.handler(({ context }) => ({
    queries: context.services.search.suggestions(),
  })),
};
