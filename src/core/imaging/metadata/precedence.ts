import type { FieldName } from "./written-tags.ts";

/**
 * Which field wins for each fact, of all that may say it: the first that says anything. Lists are of one file; a
 * sidecar's answer goes before that of the picture (`merge.ts`). Nothing else decides.
 *
 * Names: "exif" and "iptc" as the reader names them, "xmp" by namespace (`xmp/namespaces.ts`).
 */

/** What a date is of: the moment itself goes before the day it was scanned on, that before the last change. */
export type DateKind = "taken" | "digitized" | "changed";

export interface DateField {
  field: FieldName;
  of: DateKind;
  fraction?: FieldName;
  /** Where the offset from UTC stands when the date has none in itself. */
  offsets?: readonly FieldName[];
}

/** IPTC and PNG write day and time apart; `date.ts` puts them together. */
export const dateFields: readonly DateField[] = [
  {
    field: "exif DateTimeOriginal",
    of: "taken",
    fraction: "exif SubSecTimeOriginal",
    offsets: ["exif OffsetTimeOriginal", "exif OffsetTime"],
  },
  {
    field: "xmp exif:DateTimeOriginal",
    of: "taken",
    fraction: "xmp exif:SubsecTimeOriginal",
    offsets: ["xmp exifEX:OffsetTimeOriginal", "xmp exif:OffsetTimeOriginal"],
  },
  { field: "xmp photoshop:DateCreated", of: "taken" },
  { field: "iptc Date Created", of: "taken" },
  { field: "xmp acdsee:datetime", of: "taken" },
  {
    field: "exif DateTimeDigitized",
    of: "digitized",
    fraction: "exif SubSecTimeDigitized",
    offsets: ["exif OffsetTimeDigitized"],
  },
  { field: "xmp exif:DateTimeDigitized", of: "digitized" },
  { field: "iptc Digital Creation Date", of: "digitized" },
  { field: "xmp xmp:CreateDate", of: "digitized" },
  { field: "exif DateTime", of: "changed", fraction: "exif SubSecTime", offsets: ["exif OffsetTime"] },
];

export const titleFields: readonly FieldName[] = [
  "xmp dc:title",
  "iptc Object Name",
  "xmp acdsee:caption",
  "exif XPTitle",
  "xmp photoshop:Headline",
  "iptc Headline",
  "png Title",
];

/** Boilerplate of cameras is passed over. */
export const descriptionFields: readonly FieldName[] = [
  "xmp dc:description",
  "iptc Caption/Abstract",
  "exif ImageDescription",
  "xmp tiff:ImageDescription",
  "xmp acdsee:notes",
  "exif XPComment",
  "exif XPSubject",
  "png Description",
];

/** Of last resort: what programs write into them is passed over too. */
export const lastDescriptionFields: readonly FieldName[] = [
  "xmp exif:UserComment",
  "exif UserComment",
  "png Comment",
  "jpeg comment",
];

export interface KeywordField {
  field: FieldName;
  /** Between the entries of a list that is one text. */
  entriesApartBy?: string;
  /** Between the levels of one entry: each level is a keyword. */
  levelsApartBy?: string;
  /** The list is a tree, in a form of its own. */
  form?: "acdsee categories" | "mwg hierarchy";
}

/** Keywords of all fields together: programs keep them in step in some and forget the others. */
export const keywordFields: readonly KeywordField[] = [
  { field: "xmp dc:subject" },
  { field: "iptc Keywords" },
  { field: "xmp lr:hierarchicalSubject", levelsApartBy: "|" },
  { field: "xmp digiKam:TagsList", levelsApartBy: "/" },
  { field: "xmp MicrosoftPhoto:LastKeywordXMP", levelsApartBy: "/" },
  { field: "xmp MicrosoftPhoto:LastKeywordIPTC", levelsApartBy: "/" },
  { field: "xmp mwg-kw:Keywords", form: "mwg hierarchy" },
  { field: "xmp acdsee:keywords" },
  { field: "xmp acdsee:categories", form: "acdsee categories" },
  { field: "xmp mediapro:CatalogSets", levelsApartBy: "|" },
  { field: "xmp mediapro:Event" },
  { field: "xmp expressionmedia:CatalogSets", levelsApartBy: "|" },
  { field: "xmp expressionmedia:Event" },
  { field: "exif XPKeywords", entriesApartBy: ";" },
];

export interface RatingField {
  field: FieldName;
  /** "percent" as Windows counts: 1, 25, 50, 75, 99. */
  unit: "stars" | "percent";
}

export const ratingFields: readonly RatingField[] = [
  { field: "xmp xmp:Rating", unit: "stars" },
  { field: "xmp MicrosoftPhoto:Rating", unit: "percent" },
  { field: "xmp MicrosoftPhoto:RatingPercent", unit: "percent" },
  { field: "xmp acdsee:rating", unit: "stars" },
  { field: "exif Rating", unit: "stars" },
  { field: "exif RatingPercent", unit: "percent" },
];

/** Fields whose value says that a person discarded the picture; `xmp:Rating` does with -1. */
export const rejectionFields: readonly { field: FieldName; value: number }[] = [
  { field: "xmp xmp:Rating", value: -1 },
  { field: "xmp digiKam:PickLabel", value: 1 },
  { field: "xmp xmpDM:pick", value: -1 },
];

/** Names of people, beside those of the regions (`people.ts`), which go before them. */
export const personFields: readonly FieldName[] = [
  "xmp Iptc4xmpExt:PersonInImage",
  "xmp mediapro:People",
  "xmp expressionmedia:People",
];
