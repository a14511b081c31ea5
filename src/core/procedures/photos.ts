import { pathForDisplay } from "../files/path-bytes.ts";
import { readPhotoDetails } from "../photos/details.ts";
import { readTimeline } from "../photos/timeline.ts";
import { api } from "./base.ts";

export const photosRouter = {
  timeline: api.photos.timeline.handler(({ context, input }) =>
    readTimeline(context.services.catalog, input.since),
  ),
  offline: api.photos.offline.handler(({ context }) => {
    const assetIds = Uint32Array.from(context.services.roots.offlineAssetIds());
    return { assetIds: Buffer.from(assetIds.buffer).toString("base64") };
  }),
  details: api.photos.details.handler(({ context, input }) => {
    const { catalog, places, models } = context.services;
    return readPhotoDetails({ catalog, places, modelId: models.modelId }, input.assetId);
  }),
  tiles: api.photos.tiles.handler(({ context, input, signal }) =>
    context.services.tiles.describe(input.assetId, signal),
  ),
  reveal: api.photos.reveal.handler(async ({ context, input }) => ({
    path: pathForDisplay(await context.services.shownFiles.reveal(input.assetId)),
  })),
};
