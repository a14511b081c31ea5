import { ORPCError } from "@orpc/server";
import { api } from "./base.ts";

export const collectionsRouter = {
  list: api.collections.list.handler(({ context }) => context.services.collections.list()),
  create: api.collections.create.handler(({ context, input }) => context.services.collections.create(input)),
  stats: api.collections.stats.handler(({ context, input }) =>
    context.services.collections.stats(input.collectionId),
  ),
  photos: api.collections.photos.handler(({ context, input }) =>
    context.services.collections.photos(input.collectionId, input),
  ),
  rename: api.collections.rename.handler(({ context, input }) =>
    context.services.collections.rename(input.collectionId, input.name),
  ),
  setOwnInQdrant: api.collections.setOwnInQdrant.handler(({ context, input }) =>
    context.services.collections.setOwnInQdrant(input.collectionId, input.isOwnInQdrant),
  ),
  addPhotos: api.collections.addPhotos.handler(({ context, input }) =>
    context.services.collections.addPhotos(input.collectionId, input.photos),
  ),
  removePhotos: api.collections.removePhotos.handler(({ context, input }) =>
    context.services.collections.removePhotos(input.collectionId, input.photos),
  ),
  merge: api.collections.merge.handler(({ context, input }) =>
    context.services.collections.merge(input.collectionIds, input.name),
  ),
  split: api.collections.split.handler(({ context, input }) =>
    context.services.collections.split(input.collectionId, input.photos, input.name),
  ),
  delete: api.collections.delete.handler(({ context, input }) =>
    context.services.collections.delete(input.collectionId),
  ),
  export: api.collections.export.handler(async ({ context, input, signal }) => {
    try {
      return await context.services.collections.export(input, signal);
    } catch (error) {
      // Whoever stopped it is told of nothing else.
      throw signal?.aborted ? new ORPCError("CLIENT_CLOSED_REQUEST") : error;
    }
  }),
  exporting: api.collections.exporting.handler(({ context }) => context.services.collections.exporting()),
  import: api.collections.import.handler(({ context, input }) =>
    context.services.collections.import(input.path, input.name),
  ),
};
