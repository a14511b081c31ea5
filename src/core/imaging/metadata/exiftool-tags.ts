import type { ExpandedTags } from "exifreader";
import { metadataOf, type PictureMetadata } from "./index.ts";

/** What ExifTool answers: its own names, numbers where they were asked for with "#". */
export type ExifToolTags = Record<string, string | number | (string | number)[] | undefined>;

/** ExifTool's answer in the words of the fast reader, so that dates, places and texts are judged the same way. */
export function fromExifTool(tags: ExifToolTags): PictureMetadata {
  return metadataOf({
    exif: {
      Make: tag(tags.Make),
      Model: tag(tags.Model),
      LensModel: tag(tags.LensModel ?? tags.LensID),
      ExposureTime: tag(tags.ExposureTime),
      FNumber: tag(tags.FNumber),
      ISOSpeedRatings: tag(tags.ISO),
      FocalLength: tag(tags.FocalLength),
      DateTimeOriginal: tag(tags.DateTimeOriginal),
      DateTimeDigitized: tag(tags.CreateDate),
      SubSecTimeOriginal: tag(tags.SubSecTimeOriginal),
      OffsetTimeOriginal: tag(tags.OffsetTimeOriginal ?? tags.OffsetTime),
      ImageDescription: tag(tags.ImageDescription),
    },
    gps: { Latitude: numberOf(tags.GPSLatitude), Longitude: numberOf(tags.GPSLongitude) },
    xmp: {
      title: tag(tags.Title ?? tags.ObjectName),
      description: tag(tags.Description ?? tags["Caption-Abstract"]),
      subject: list(tags.Subject ?? tags.Keywords),
      Rating: tag(tags.Rating),
    },
  } as unknown as ExpandedTags);
}

/** The fast reader gives numbers as they are and texts in a list of one. */
function tag(value: ExifToolTags[string]): object | undefined {
  if (value === undefined) return undefined;
  const first = Array.isArray(value) ? value[0] : value;
  return { value: typeof first === "number" ? first : [first], description: String(first) };
}

function list(value: ExifToolTags[string]): object | undefined {
  if (value === undefined) return undefined;
  const entries = Array.isArray(value) ? value : [value];
  return { value: entries.map((entry) => ({ value: entry, description: String(entry) })), description: "" };
}

function numberOf(value: ExifToolTags[string]): number | undefined {
  return typeof value === "number" ? value : undefined;
}
