import type { PhotoType } from "./photo-filter.ts";

/** One file of a photo. */
export interface FactFile {
  /** Absolute, for display. */
  path: string;
  /** The folder it lies in, without a slash at its end. */
  folder: string;
  /** It was there when its folder was last looked at. */
  isPresent: boolean;
}

/**
 * What a library knows of one photo, as filters see it and as it is sent to a vector database. What a person or a copy
 * gave stands in place of what its file says.
 */
export interface PhotoFacts {
  /** Of the file's bytes, in hexadecimal: the photo's identity on every machine. */
  sha256: string;
  /** Those that are there first; never empty. */
  files: readonly FactFile[];
  format: string;
  width: number;
  height: number;
  sizeBytes: number;
  types: readonly PhotoType[];
  /** ISO 8601 as `contract/base.ts` has it: may be of no more than a day, a month or a year. */
  takenAt: string | null;
  /** Make and model. */
  camera: string | null;
  lens: string | null;
  /** 0 to 5. */
  rating: number | null;
  isFavorite: boolean;
  keywords: readonly string[];
  people: readonly string[];
  title: string | null;
  description: string | null;
  /** Written by a machine. */
  caption: string | null;
  /** Words in the picture, read by a machine. */
  text: string | null;
  location: { latitude: number; longitude: number } | null;
  /** Names of where it was taken, the smallest first; empty where nobody named it. */
  places: readonly string[];
  /** The collections of the library that it is in. */
  collections: readonly { id: number; name: string }[];
}
