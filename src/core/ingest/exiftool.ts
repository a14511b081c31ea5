import { isUtf8 } from "node:buffer";
import { ExifTool } from "exiftool-vendored";
import { pathToSystem } from "../files/path-bytes.ts";
import { type ExifToolTags, fromExifTool } from "../imaging/metadata/exiftool-tags.ts";
import type { PictureMetadata } from "../imaging/metadata/index.ts";

/** ExifTool reads a file's metadata in milliseconds; what takes longer is a file made to do harm. */
const timeoutMillis = 20_000;

const wantedTags = [
  ...["Make", "Model", "LensModel", "LensID", "ExposureTime#", "FNumber#", "ISO#", "FocalLength#"],
  ...["DateTimeOriginal", "CreateDate", "SubSecTimeOriginal", "OffsetTimeOriginal", "OffsetTime"],
  ...["GPSLatitude#", "GPSLongitude#", "Orientation#", "ImageDescription", "UserComment"],
  ...["IPTC:ObjectName", "IPTC:Caption-Abstract", "IPTC:Keywords", "XPTitle", "XPComment", "XPKeywords"],
  ...["EXIF:Rating#", "EXIF:RatingPercent#", "XMP"],
];

/** Metadata of the formats that the fast reader does not know. Undefined where ExifTool cannot be used here. */
export interface MetadataReader {
  read(path: string): Promise<PictureMetadata | undefined>;
  close(): Promise<void>;
}

/**
 * ExifTool in one process of its own, started by its first use. It is a Perl program: where there is no Perl (Windows
 * brings its own) the metadata of these formats stay unknown, which the log says once.
 */
export function startMetadataReader(): MetadataReader {
  let exiftool: ExifTool | undefined;
  let isMissing = false;
  return {
    async read(path) {
      const systemPath = pathToSystem(path);
      const hasPlainName = typeof systemPath === "string" || isUtf8(systemPath);
      if (isMissing || !hasPlainName || path.includes("\n")) return undefined;
      exiftool ??= new ExifTool({ maxProcs: 1, taskTimeoutMillis: timeoutMillis, taskRetries: 0 });
      try {
        // "-b" gives XMP as it is written.
        const readArgs = ["-fast", "-b", ...wantedTags.map((tag) => `-${tag}`)];
        return fromExifTool((await exiftool.readRaw(path, { readArgs })) as ExifToolTags);
      } catch (error) {
        isMissing = /spawn|ENOENT|\bperl\b/i.test(String(error));
        if (isMissing)
          console.error(`ExifTool cannot be run here, some metadata stay unread: ${String(error)}`);
        return undefined;
      }
    },
    async close() {
      await exiftool?.end();
    },
  };
}
