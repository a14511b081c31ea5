import type { PhotoDetails } from "../../contract/photos.ts";
import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { isRootOnline } from "../files/root-state.ts";

/** @throws ASSET_NOT_FOUND */
export function readPhotoDetails(catalog: Catalog, assetId: number, modelId: number): PhotoDetails {
  const photo = catalog.photos.get(assetId);
  if (!photo) throw new ShoeboxError("ASSET_NOT_FOUND", `There is no photo ${assetId} in the library.`);
  const { latitude, longitude, placeholder } = photo;
  return {
    assetId,
    sha256: photo.sha256.toString("hex"),
    format: photo.format,
    width: photo.width,
    height: photo.height,
    takenAt: photo.taken_at,
    takenAtSource: photo.taken_at_source,
    camera: JSON.parse(photo.camera),
    location: latitude === null || longitude === null ? null : { latitude, longitude },
    isAnimated: photo.is_animated === 1,
    pixelSource: photo.pixel_source,
    rating: photo.rating,
    title: photo.title,
    description: photo.description,
    keywords: JSON.parse(photo.keywords),
    oddities: JSON.parse(photo.oddities),
    parts: catalog.photos.partsOf(assetId).map((part) => ({ ...part, path: pathForDisplay(part.path) })),
    placeholder: placeholder?.toString("base64") ?? null,
    isSearchable: catalog.vectors.get(modelId, assetId) !== undefined,
    files: catalog.photos.filesOf(assetId).map((file) => ({
      path: pathForDisplay(file.path),
      rootId: file.rootId,
      sizeBytes: file.sizeBytes,
      modifiedAt: new Date(file.modifiedAt).toISOString(),
      isOnline: isRootOnline(file.rootPath),
    })),
  };
}
