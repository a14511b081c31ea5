import type { ExpandedTags } from "exifreader";
import { metadataOf, type PictureMetadata } from "./picture-metadata.ts";
import { noXmp, readXmp, type XmpProperties } from "./xmp/xmp-properties.ts";

/** What ExifTool answers: its own names, numbers where they were asked for with "#", XMP as it is written. */
export type ExifToolTags = Record<string, string | number | (string | number)[] | undefined>;

/** ExifTool's answer in the words of the fast reader, so that dates, places and texts are judged the same way. */
export function fromExifTool(tags: ExifToolTags): PictureMetadata {
  const blocks = {
    exif: {
      Make: tag(tags.Make),
      Model: tag(tags.Model),
      LensModel: tag(tags.LensModel ?? tags.LensID),
      ExposureTime: tag(tags.ExposureTime),
      FNumber: tag(tags.FNumber),
      ISOSpeedRatings: tag(tags.ISO),
      FocalLength: tag(tags.FocalLength),
      Orientation: tag(tags.Orientation),
      DateTimeOriginal: tag(tags.DateTimeOriginal),
      DateTimeDigitized: tag(tags.CreateDate),
      SubSecTimeOriginal: tag(tags.SubSecTimeOriginal),
      OffsetTimeOriginal: tag(tags.OffsetTimeOriginal ?? tags.OffsetTime),
      ImageDescription: tag(tags.ImageDescription),
      UserComment: tag(tags.UserComment),
      XPTitle: tag(tags.XPTitle),
      XPComment: tag(tags.XPComment),
      XPKeywords: tag(tags.XPKeywords),
      Rating: tag(tags.Rating),
      RatingPercent: tag(tags.RatingPercent),
    },
    gps: { Latitude: numberOf(tags.GPSLatitude), Longitude: numberOf(tags.GPSLongitude) },
    iptc: {
      "Object Name": tag(tags.ObjectName),
      "Caption/Abstract": tag(tags["Caption-Abstract"]),
      Keywords: list(tags.Keywords),
    },
  };
  return metadataOf({ blocks: blocks as unknown as ExpandedTags, xmp: xmpIn(tags.XMP) });
}

function xmpIn(written: ExifToolTags[string]): XmpProperties {
  try {
    return typeof written === "string" ? readXmp(written) : noXmp;
  } catch {
    return noXmp;
  }
}

/** The fast reader gives numbers as they are and texts in a list of one. */
function tag(value: ExifToolTags[string]): object | undefined {
  if (value === undefined) return undefined;
  const first = Array.isArray(value) ? value[0] : value;
  return { value: typeof first === "number" ? first : [first], description: String(first) };
}

function list(value: ExifToolTags[string]): object[] | undefined {
  return value === undefined
    ? undefined
    : [value].flat().map((entry) => ({ value: entry, description: String(entry) }));
}

function numberOf(value: ExifToolTags[string]): number | undefined {
  return typeof value === "number" ? value : undefined;
}
