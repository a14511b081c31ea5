import { pathForDisplay } from "../files/path-bytes.ts";
import { readPhotoDetails } from "../photos/details.ts";
import { readTimeline } from "../photos/timeline.ts";
import { api } from "./base.ts";

export const photosRouter = {
  timeline: api.photos.timeline.handler(({ context, input }) =>
    readTimeline(context.services.catalog, input.since),
  ),
  details: api.photos.details.handler(({ context, input }) => {
    const { catalog, index } = context.services;
    return readPhotoDetails(catalog, input.assetId, index.modelId);
  }),
  reveal: api.photos.reveal.handler(async ({ context, input }) => ({
    path: pathForDisplay(await context.services.reveal(input.assetId)),
  })),
};
