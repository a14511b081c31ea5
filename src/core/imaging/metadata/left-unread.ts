import type { ExcludeTagsOptions } from "exifreader";
import { tiffDirectories } from "../raw/tiff-directories.ts";

/** Values of one entry that are read; XMP with a long history takes half a million bytes, a title a hundred. */
const mostValues = 2 ** 20;

/** Photoshop's layers, profiles and makers' own notes: nothing of them is shown, and some are most of the file. */
const unusedTags = ["ImageSourceData", "PhotoshopSettings", "ICC_Profile", "MakerNote"];

/**
 * What the reader is told to leave out: it makes an array of every value, 16 bytes of memory for each byte of the file,
 * and a TIFF's entry can be as long as the file.
 */
export function leftUnread(file: Uint8Array): ExcludeTagsOptions {
  return {
    exif: [...unusedTags, ...oversizedTags(file)],
    icc: true,
    makerNotes: true,
    mpf: true,
    photoshop: true,
    thumbnail: true,
    composite: true,
  };
}

const littleEndian = 0x4949;
const bigEndian = 0x4d4d;

function oversizedTags(file: Uint8Array): number[] {
  const mark = ((file[0] ?? 0) << 8) | (file[1] ?? 0);
  if (mark !== littleEndian && mark !== bigEndian) return [];
  return tiffDirectories(file).flatMap((directory) =>
    [...directory].flatMap(([tag, { count }]) => (count > mostValues ? [tag] : [])),
  );
}
