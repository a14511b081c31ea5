import type { Catalog } from "../catalog/index.ts";
import type { Album } from "../imaging/metadata/takeout.ts";
import { fileDateOf, filesOfContent } from "./taken-at.ts";

/** A folder is an album, or none any more, by what one of its files says. Call it in a transaction. */
export function noteAlbum(catalog: Catalog, fileId: number, album: Album | undefined): void {
  if (album) catalog.albums.put(fileId, album);
  else if (!catalog.albums.remove(fileId)) return;
  for (const assetId of catalog.albums.assetsBeside(fileId)) {
    catalog.assets.touch(assetId, catalog.nextRevision());
  }
}

/** A date that stands only in a file's name follows the names that there are. Call it in a transaction. */
export function followNames(catalog: Catalog, assetId: number): void {
  const source = catalog.photos.get(assetId)?.taken_at_source;
  if (source === "exif") return;
  const files = catalog.files.present(assetId).flatMap((fileId) => catalog.files.get(fileId) ?? []);
  const date = fileDateOf(filesOfContent(files));
  if (date.takenAtSource === "name" || source === "name") catalog.assets.setFileDate(assetId, date);
}
