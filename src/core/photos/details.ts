import type { InheritableField } from "../../contract/cleaning.ts";
import type { PhotoDetails } from "../../contract/photos.ts";
import type { Catalog } from "../catalog/index.ts";
import type { PhotoRow } from "../catalog/photos.ts";
import { ShoeboxError } from "../errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { thereFirst } from "../roots/there-first.ts";

interface DetailsParts {
  catalog: Catalog;
  places: RootPlaces;
  modelId: number;
}

/** @throws ASSET_NOT_FOUND */
export function readPhotoDetails({ catalog, places, modelId }: DetailsParts, assetId: number): PhotoDetails {
  const photo = catalog.photos.get(assetId);
  if (!photo) throw new ShoeboxError("ASSET_NOT_FOUND", `There is no photo ${assetId} in the library.`);
  const files = thereFirst(places, catalog.photos.filesOf(assetId)).map((file) => {
    const root = catalog.roots.get(file.rootId);
    const offlineMessage = root && !places.isOnline(root) ? places.offlineMessage(root) : null;
    return {
      path: pathForDisplay(file.path),
      rootId: file.rootId,
      sizeBytes: file.sizeBytes,
      modifiedAt: new Date(file.modifiedAt).toISOString(),
      isOnline: offlineMessage === null,
      offlineMessage,
    };
  });
  const { latitude, longitude, placeholder } = photo;
  const own = catalog.ownValues.of(photo.sha256);
  return {
    assetId,
    sha256: photo.sha256.toString("hex"),
    format: photo.format,
    width: photo.width,
    height: photo.height,
    takenAt: own.takenAt ?? photo.taken_at,
    // A copy's date is taken over only where a camera wrote it.
    takenAtSource: own.takenAt === undefined ? photo.taken_at_source : "exif",
    camera: JSON.parse(photo.camera),
    location: own.location ?? (latitude === null || longitude === null ? null : { latitude, longitude }),
    isAnimated: photo.is_animated === 1,
    pixelSource: photo.pixel_source,
    rating: own.rating ?? photo.rating,
    title: own.title ?? photo.title,
    description: own.description ?? photo.description,
    caption: captionOf(catalog, assetId),
    keywords: own.keywords ?? JSON.parse(photo.keywords),
    people: catalog.people.of(assetId),
    albums: catalog.albums.titlesOf(assetId),
    isFavorite: photo.is_favorite === 1,
    isRejected: photo.is_rejected === 1,
    ownFields: Object.keys(own) as InheritableField[],
    oddities: [...JSON.parse(photo.pixel_oddities), ...JSON.parse(photo.oddities)],
    parts: [
      ...embeddedParts(photo, files[0]?.path),
      ...catalog.photos.partsOf(assetId).map((part) => ({ ...part, path: pathForDisplay(part.path) })),
    ],
    placeholder: placeholder?.toString("base64") ?? null,
    isSearchable: catalog.vectors.get(modelId, assetId) !== undefined,
    files,
  };
}

function captionOf({ captions }: Catalog, assetId: number): PhotoDetails["caption"] {
  const shown = captions.shownOf(assetId);
  if (!shown) return null;
  const { text, machine, writtenAt } = shown;
  return {
    text,
    isOwn: machine === null,
    confidence: machine?.confidence ?? null,
    model: machine && { id: machine.modelId, name: machine.modelName, revision: machine.revision },
    writtenAt: new Date(writtenAt).toISOString(),
  };
}

function embeddedParts(
  { embedded_video_bytes: sizeBytes }: PhotoRow,
  path: string | undefined,
): PhotoDetails["parts"] {
  return sizeBytes === null || path === undefined ? [] : [{ path, kind: "embedded-video", sizeBytes }];
}
