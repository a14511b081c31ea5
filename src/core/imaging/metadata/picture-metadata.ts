import type { Camera, Person } from "../../../contract/photos.ts";
import { readCamera } from "./camera.ts";
import { type DatedAs, readDate } from "./date.ts";
import { type Location, readLocation } from "./location.ts";
import { readPeople } from "./people.ts";
import { type PictureTexts, readTexts } from "./texts.ts";
import { text, type WrittenTags } from "./written-tags.ts";

/** What a picture's EXIF, IPTC and XMP say of it, or a file beside it. */
export interface PictureMetadata extends DatedAs, PictureTexts {
  camera: Camera;
  /** The program that wrote the file last, or a camera's firmware. */
  software: string | null;
  location: Location | null;
  people: readonly Person[];
  isFavorite: boolean;
  /** What was absurd and is treated as absent: a date in the year 0, a place at (0, 0). */
  oddities: readonly string[];
}

export function metadataOf(tags: WrittenTags): PictureMetadata {
  const oddities: string[] = [];
  return {
    ...readDate(tags, oddities),
    ...readTexts(tags),
    camera: readCamera(tags),
    software: text(tags, "exif Software") ?? null,
    location: readLocation(tags, oddities),
    people: readPeople(tags),
    isFavorite: false,
    oddities,
  };
}
