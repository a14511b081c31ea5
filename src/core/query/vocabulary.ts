import type { FacetField } from "../../contract/query.ts";

/** A value that photos of the library have, and how many of them. */
export interface KnownValue {
  /** As `PhotoFilter` compares it: of a folder its path, of a collection its name. */
  value: string;
  /** As people call it: of a folder its own name, or the title of the album that it is. */
  label: string;
  count: number;
}

/** What the language needs to know of a library: which values there are, for completion, nearest names and whole values. */
export interface Vocabulary {
  /** The most frequent first. A range of a list that is kept: no reading of photos. */
  valuesOf(field: FacetField): readonly KnownValue[];
  /** Years of the oldest and the newest photo; undefined where no date is known. */
  years(): { first: number; last: number } | undefined;
  /** The file name of a photo, for the label of `like:#12`; undefined where there is no such photo. */
  nameOf(assetId: number): string | undefined;
  /** Whether a given picture is known, and its name. */
  givenNameOf(givenId: string): string | undefined;
}
