import { ShoeboxError } from "../errors.ts";
import { completionsOf, type QueryContext, readQuery } from "../query/index.ts";
import { facetsOfQuery } from "../search/facets-of-query.ts";
import { api, type Context } from "./base.ts";

export const searchRouter = {
  assetIds: api.search.assetIds.handler(async ({ context, input }) => ({
    assetIds: await context.services.search.assetIds(input),
  })),
  read: api.search.read.handler(async ({ context, input }) =>
    readQuery(input.query, await queryContextOf(context)),
  ),
  complete: api.search.complete.handler(async ({ context, input }) => {
    const { query: text, cursor, limit } = input;
    return { completions: completionsOf({ text, cursor, limit }, await queryContextOf(context)) };
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

/** A value that is not known yet would be said to be of no photo. */
async function queryContextOf({ services: { facts } }: Context): Promise<QueryContext> {
  await facts.ready();
  return { vocabulary: facts, now: new Date() };
}
