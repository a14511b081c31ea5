import { ShoeboxError } from "../errors.ts";
import { completionsOf, readQuery } from "../query/index.ts";
import { facetsOfQuery } from "../search/facets-of-query.ts";
import { api } from "./base.ts";

export const searchRouter = {
  assetIds: api.search.assetIds.handler(async ({ context, input }) => ({
    assetIds: await context.services.search.assetIds(input),
  })),
  read: api.search.read.handler(({ context, input }) =>
    context.services.facts.understood((known) => readQuery(input.query, known)),
  ),
  complete: api.search.complete.handler(({ context, input }) => {
    const { query: text, cursor, limit } = input;
    return context.services.facts.understood((known) => ({
      completions: completionsOf({ text, cursor, limit }, known),
    }));
  }),
  facets: api.search.facets.handler(({ context, input }) => facetsOfQuery(context.services, input)),
  givePicture: api.search.givePicture.handler(({ context, input }) =>
    context.services.search.givePicture(input),
  ),
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
