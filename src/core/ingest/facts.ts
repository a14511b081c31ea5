import type { AssetFacts } from "../catalog/assets.ts";
import type { SidecarFile } from "../catalog/files.ts";
import { type FileMetadata, type PictureMetadata, withSidecars } from "../imaging/metadata/index.ts";
import type { MetadataReader } from "./exiftool.ts";
import { readSidecar } from "./judge-sidecar.ts";
import { type FilesOfContent, takenAtOf } from "./taken-at.ts";

/** What the catalog keeps of a picture's metadata. */
export function factsOf(metadata: PictureMetadata, files: FilesOfContent): AssetFacts {
  const { rating, title, description, keywords, isFavorite, isRejected, people, oddities } = metadata;
  const { camera, location } = metadata;
  return {
    ...takenAtOf(metadata, files),
    camera,
    latitude: location?.latitude ?? null,
    longitude: location?.longitude ?? null,
    texts: { rating, title, description, keywords, isFavorite, isRejected, people, oddities },
  };
}

/**
 * The bytes of a picture's sidecars, as far as they can be read, in the order in which they are believed: the last goes
 * before all others. A damaged one is no reason to leave the photo out; the list of problems has it.
 */
export async function readSidecars(files: readonly SidecarFile[]): Promise<Uint8Array[]> {
  const sorted = [...files].sort(
    (left, right) => weightOf(left.path) - weightOf(right.path) || right.fileId - left.fileId,
  );
  const sidecars = await Promise.all(sorted.map(({ path }) => readSidecar(path)));
  return sidecars.filter((bytes) => bytes instanceof Uint8Array);
}

/** What an export says gives way to a program's own file, that of a further development to the first one's. */
function weightOf(path: string): number {
  if (!/\.xmp$/i.test(path)) return 0;
  return /_\d{2,3}\.[^./]+\.xmp$/i.test(path) ? 1 : 2;
}

/** What was read fast, or what ExifTool knows where that was nothing; sidecars go before both. */
export async function withExifTool(
  { metadata, needsExifTool }: FileMetadata,
  path: string,
  reader: MetadataReader,
  sidecars: readonly Uint8Array[],
): Promise<PictureMetadata> {
  const found = needsExifTool ? await reader.read(path) : undefined;
  return found ? withSidecars(found, sidecars) : metadata;
}
