import { type TiffDirectory, tiffDirectories } from "./tiff-directories.ts";

const tags = {
  subfileType: 0xfe,
  compression: 0x103,
  photometric: 0x106,
  subDirectories: 0x14a,
  dngVersion: 0xc612,
};
const colourFilterArray = 32803;
const linearRaw = 34892;
/** Canon's old RAW, Sony's, Nikon's and Pentax's own, Kodak's, Samsung's. */
const cameraCompressions = new Set([32767, 32769, 32770, 34713, 65000, 65535]);

/**
 * Whether a TIFF is a camera's RAW file: DNG says so, CR2 has its mark, the others have a small picture first and the
 * sensor's data below it (NEF, ARW, SRW), or the data of a colour filter array at once (PEF, KDC).
 * @param head the file's first bytes: cameras put their first directory there
 */
export function isCameraTiff(head: Uint8Array): boolean {
  if (head[8] === 0x43 && head[9] === 0x52 && head[2] === 0x2a) return true;
  const [first] = tiffDirectories(head);
  if (!first) return false;
  if (first.has(tags.dngVersion)) return true;
  const isSmallPicture = ((numberOf(first, tags.subfileType) ?? 0) & 1) === 1;
  if (isSmallPicture && first.has(tags.subDirectories)) return true;
  const photometric = numberOf(first, tags.photometric);
  if (photometric === colourFilterArray || photometric === linearRaw) return true;
  return cameraCompressions.has(numberOf(first, tags.compression) ?? 0);
}

export function numberOf(directory: TiffDirectory, tag: number): number | undefined {
  return directory.get(tag)?.values[0];
}
